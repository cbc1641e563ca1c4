package io.millrace.cli.release;

import picocli.CommandLine.Command;

/// `millrace release`: releases of a pipeline, and which of them judges its stream.
@Command(
    name = "release",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PublishCommand.class,
      AssignCommand.class,
      RollbackCommand.class,
      ListCommand.class,
      ShowCommand.class,
      DiffCommand.class,
      CompareCommand.class
    },
    description = {
      "Publish a pipeline's folder as a release, and say which release judges the stream.",
      "Nothing restarts: an assignment is a position in the log, and what comes after it is",
      "judged by its release."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace release publish pipelines/card-fraud --note 'trained on October'",
      "  millrace release assign 4 --pipeline pipelines/card-fraud",
      "  millrace release rollback --pipeline pipelines/card-fraud"
    })
public final class ReleaseCommand {}
