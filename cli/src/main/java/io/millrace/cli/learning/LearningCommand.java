package io.millrace.cli.learning;

import io.millrace.contracts.LearningEvent.Order;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `millrace learning`: where the learning of a pipeline stands, what happened in it, and orders.
@Command(
    name = "learning",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {StatusCommand.class, LogCommand.class},
    description = {
      "Show how a pipeline's model learns from what really happened, and tell it what to do.",
      "An order stands on the topic 'learning' with its reason, and model-trainer obeys it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace learning status --pipeline pipelines/card-fraud",
      "  millrace learning log --run 3 --pipeline pipelines/card-fraud",
      "  millrace learning pause --reason 'labels are late' --pipeline pipelines/card-fraud"
    })
public final class LearningCommand {

  @Command(
      description = {
        "Train nothing and have nothing take over until it goes on. Outcomes are collected, and what",
        "is in charge is watched all the same."
      },
      footerHeading = "%nExamples:%n",
      footer =
          "  millrace learning pause --reason 'labels are late' --pipeline pipelines/card-fraud")
  int pause(@Mixin OrderOptions options) {
    return options.give(Order.PAUSE);
  }

  @Command(
      description = "Go on where it was paused.",
      footerHeading = "%nExamples:%n",
      footer = "  millrace learning resume --pipeline pipelines/card-fraud")
  int resume(@Mixin OrderOptions options) {
    return options.give(Order.RESUME);
  }

  @Command(
      description = "Train a model now, whatever the time, and paused or not.",
      footerHeading = "%nExamples:%n",
      footer = "  millrace learning train --reason 'a new pattern' --pipeline pipelines/card-fraud")
  int train(@Mixin OrderOptions options) {
    return options.give(Order.TRAIN);
  }

  @Command(
      description = "Have the candidate take over that has passed and waits for somebody's word.",
      footerHeading = "%nExamples:%n",
      footer =
          "  millrace learning approve --reason 'looked at it' --pipeline pipelines/card-fraud")
  int approve(@Mixin OrderOptions options) {
    return options.give(Order.APPROVE);
  }

  @Command(
      description = {
        "Have the candidate take over at once, whatever it has shown, and paused or not. It is",
        "watched like any other, and rolled back if it does worse."
      },
      footerHeading = "%nExamples:%n",
      footer = "  millrace learning promote --reason 'an attack' --pipeline pipelines/card-fraud")
  int promote(@Mixin OrderOptions options) {
    return options.give(Order.PROMOTE);
  }

  @Command(
      description = "Give the candidate up: it does not take over.",
      footerHeading = "%nExamples:%n",
      footer = "  millrace learning drop --reason 'bad labels' --pipeline pipelines/card-fraud")
  int drop(@Mixin OrderOptions options) {
    return options.give(Order.DROP);
  }
}
