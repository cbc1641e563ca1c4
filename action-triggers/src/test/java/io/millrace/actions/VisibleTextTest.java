package io.millrace.actions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "tx-17:block > tx-17:block",
        "'a b' > a%20b",
        "'a\r\nInjected: yes' > a%0D%0AInjected:%20yes",
        "'ключ' > %D0%BA%D0%BB%D1%8E%D1%87",
        "100% > 100%25",
      })
  void hidesWhatIsNotVisibleAscii(String text, String visible) {
    assertThat(VisibleText.of(text)).isEqualTo(visible);
  }
}
