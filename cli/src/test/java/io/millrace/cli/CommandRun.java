package io.millrace.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;

/// One run of the command line in this JVM: how it ended and what it printed.
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Millrace.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  static Set<String> commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return Millrace.commandLine(nowhere, nowhere).getSubcommands().keySet();
  }
}
