package io.millrace.cli.lists;

import picocli.CommandLine.Command;

/// `millrace lists`: the block and allow lists of a pipeline.
@Command(
    name = "lists",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ShowCommand.class, AddCommand.class, RemoveCommand.class},
    description = {
      "Show and change the lists that a policy asks with in_list('blocked-cards', event.customer_id).",
      "A change counts for events that are ingested a second later; nothing restarts."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace lists add blocked-cards 596 --for 24h --note stolen --pipeline pipelines/card-fraud",
      "  millrace lists show blocked-cards --pipeline pipelines/card-fraud",
      "  millrace lists remove blocked-cards 596 --pipeline pipelines/card-fraud"
    })
public final class ListsCommand {}
