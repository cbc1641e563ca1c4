package io.millrace.cli.models;

import picocli.CommandLine.Command;

/// `millrace model`: the models of a pipeline.
@Command(
    name = "model",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ShowCommand.class,
    description =
        "Show what a model is, what made it from what, how it did, and what became of it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace model show --pipeline pipelines/card-fraud",
      "  millrace model show 4 --json --pipeline pipelines/card-fraud"
    })
public final class ModelCommand {}
