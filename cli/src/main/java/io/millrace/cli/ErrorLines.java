package io.millrace.cli;

import io.millrace.contracts.definition.InvalidPipeline;
import io.millrace.model.InvalidModel;
import io.millrace.runtime.InvalidConfiguration;
import io.millrace.runtime.UnknownInstances;
import io.millrace.runtime.WriterFenced;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// What a user reads when a command fails: one line, and the stack trace only with `-v`.
final class ErrorLines implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("millrace: " + oneLine(String.valueOf(failure.getMessage())));
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    boolean verbose = Millrace.isVerbose(command);
    err.println("millrace: " + describe(failure, verbose));
    if (verbose) {
      failure.printStackTrace(err);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String describe(Exception failure, boolean verbose) {
    return switch (failure) {
      case CommandFailure told -> oneLine(String.valueOf(told.getMessage()));
      case InvalidConfiguration told -> oneLine(String.valueOf(told.getMessage()));
      case UnknownInstances told -> oneLine(String.valueOf(told.getMessage()));
      case WriterFenced told -> oneLine(String.valueOf(told.getMessage()));
      case InvalidModel told -> oneLine(String.valueOf(told.getMessage()));
      case InvalidPipeline told -> "the pipeline is not valid:\n" + told.getMessage();
      default ->
          "unexpected: " + oneLine(failure.toString()) + (verbose ? "" : " (-v shows where)");
    };
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
