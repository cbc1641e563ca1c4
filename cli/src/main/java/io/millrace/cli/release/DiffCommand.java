package io.millrace.cli.release;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.millrace.cli.CommandFailure;
import io.millrace.cli.KafkaOption;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.kafka.KafkaConnection;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.InvalidRelease;
import io.millrace.runtime.ReleaseArchive;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `millrace release diff`: what two releases have not in common.
@SuppressWarnings("NullAway.Init") // picocli requires what has no default
@Command(
    name = "diff",
    description = {
      "Show how two releases differ, line by line where a file is text.",
      "0 is the local folder that --pipeline names."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  millrace release diff 3 4 --pipeline pipelines/card-fraud",
      "  millrace release diff 4 0 --pipeline pipelines/card-fraud"
    })
final class DiffCommand implements Callable<Integer> {
  private static final int CONTEXT = 3;
  private static final byte[] NOTHING = {};

  @Spec private CommandSpec spec;
  @Mixin private PipelineOption pipelineOption;
  @Mixin private KafkaOption kafkaOption;

  @Parameters(index = "0", paramLabel = "N", description = "The one.")
  private int one;

  @Parameters(index = "1", paramLabel = "M", description = "The other.")
  private int other;

  @Override
  public Integer call() {
    PipelineDefinition local = pipelineOption.read();
    KafkaConnection kafka = kafkaOption.connection();
    kafka.requireTopics(List.of(local.topics().releases().name()));
    try (TemporaryFolder scratch = new TemporaryFolder();
        ReleaseArchive archive =
            new ReleaseArchive(local.topics(), kafka.client(), scratch.path())) {
      print(files(one, archive), files(other, archive));
    } catch (InvalidRelease e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    return ExitCode.OK;
  }

  private Map<String, byte[]> files(int release, ReleaseArchive archive) throws InvalidRelease {
    return release == 0 ? PipelineOption.files(pipelineOption.folder()) : archive.files(release);
  }

  private void print(Map<String, byte[]> before, Map<String, byte[]> after) {
    PrintWriter out = spec.commandLine().getOut();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      byte[] left = before.getOrDefault(name, NOTHING);
      byte[] right = after.getOrDefault(name, NOTHING);
      if (!Arrays.equals(left, right)) {
        print(name, left, right, out);
      }
    }
  }

  private void print(String name, byte[] left, byte[] right, PrintWriter out) {
    Optional<List<String>> before = lines(left);
    Optional<List<String>> after = lines(right);
    if (left.length == 0 || right.length == 0) {
      out.printf(
          "%s: only in %s (%,d bytes)%n",
          name, inWords(left.length == 0 ? other : one), left.length + right.length);
    } else if (before.isEmpty() || after.isEmpty()) {
      out.printf("%s: %,d bytes, then %,d other bytes%n", name, left.length, right.length);
    } else {
      UnifiedDiffUtils.generateUnifiedDiff(
              inWords(one) + "/" + name,
              inWords(other) + "/" + name,
              before.get(),
              DiffUtils.diff(before.get(), after.get()),
              CONTEXT)
          .forEach(out::println);
    }
  }

  private String inWords(int release) {
    return release == 0 ? pipelineOption.folder().toString() : "release " + release;
  }

  /// Empty if it is no text in UTF-8.
  private static Optional<List<String>> lines(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(text.lines().toList());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
