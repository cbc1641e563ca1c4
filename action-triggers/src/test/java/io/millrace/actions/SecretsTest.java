package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.InvalidConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @TempDir private Path folder;

  @Test
  void secretStandsInTheEnvironment() {
    Secrets secrets = new Secrets(Map.of("TOKEN", "a\n"));

    assertThat(secrets.find("TOKEN")).contains("a\n");
    assertThat(secrets.find("OTHER")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret", "s3cret\n", "s3cret\r\n"})
  void secretStandsInAFileThatMayEndWithALineBreak(String content) throws IOException {
    assertThat(inFile(content).find("TOKEN")).contains("s3cret");
  }

  @Test
  void onlyOneLineBreakIsNoPartOfTheSecret() throws IOException {
    assertThat(inFile("a\nb \n\n").find("TOKEN")).contains("a\nb \n");
  }

  @Test
  void secretThatIsThereTwiceIsRefused() {
    Secrets secrets = new Secrets(Map.of("TOKEN", "s3cret", "TOKEN_FILE", "/run/secrets/token"));

    assertThatThrownBy(() -> secrets.find("TOKEN"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage("TOKEN and TOKEN_FILE are both set: keep one of them");
  }

  @Test
  void fileThatIsMissingIsRefusedWithTheRemedy() {
    Path missing = folder.resolve("missing");
    Secrets secrets = new Secrets(Map.of("TOKEN_FILE", missing.toString()));

    assertThatThrownBy(() -> secrets.find("TOKEN"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(
            "TOKEN_FILE is '%s', but there is no such file: mount the secret there, or correct the path"
                .formatted(missing));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \n"})
  void fileThatIsEmptyIsRefused(String content) throws IOException {
    Secrets secrets = inFile(content);

    assertThatThrownBy(() -> secrets.find("TOKEN"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageEndingWith("but that file is empty: write the secret into it");
  }

  @Test
  void folderIsRefused() {
    Secrets secrets = new Secrets(Map.of("TOKEN_FILE", folder.toString()));

    assertThatThrownBy(() -> secrets.find("TOKEN"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("but that cannot be read (")
        .hasMessageEndingWith("make it a file of UTF-8 text that action-triggers may read");
  }

  @Test
  void fileThatIsNoTextIsRefusedWithoutBeingShown() throws IOException {
    Path file = folder.resolve("token");
    Files.write(file, "s3crét".getBytes(StandardCharsets.ISO_8859_1));
    Secrets secrets = new Secrets(Map.of("TOKEN_FILE", file.toString()));

    assertThatThrownBy(() -> secrets.find("TOKEN"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("but that cannot be read (MalformedInputException)")
        .hasMessageNotContaining("s3c");
  }

  private Secrets inFile(String content) throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, content);
    return new Secrets(Map.of("TOKEN_FILE", file.toString()));
  }
}
