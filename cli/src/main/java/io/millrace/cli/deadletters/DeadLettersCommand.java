package io.millrace.cli.deadletters;

import picocli.CommandLine.Command;

/// `millrace dead-letters`: the records that a pipeline could not use.
@Command(
    name = "dead-letters",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ListCommand.class, ShowCommand.class, RedriveCommand.class},
    description = {
      "Show the records that a pipeline could not use, and why; and once what was wrong is mended,",
      "publish them again where they came from."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace dead-letters list --pipeline pipelines/card-fraud --stage action-triggers",
      "  millrace dead-letters show 1@42 --pipeline pipelines/card-fraud",
      "  millrace dead-letters redrive --all --pipeline pipelines/card-fraud --dry-run"
    })
public final class DeadLettersCommand {}
