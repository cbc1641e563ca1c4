package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaWideningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"properties":{"a":{"type":"number"}}} | {"properties":{"a":{"type":"number"},"b":{}}}
          {"properties":{"a":{}},"required":["a"]} | {"properties":{"a":{}}}
          {"properties":{"a":{"type":"integer"}}} | {"properties":{"a":{"type":["number","null"]}}}
          {"properties":{"a":{"enum":["x"]}}} | {"properties":{"a":{"enum":["x","y"]}}}
          {"properties":{"a":{"enum":["x"]}}} | {"properties":{"a":{}}}
          {"properties":{"a":{"minimum":1,"maximum":2}}} | {"properties":{"a":{"minimum":0,"maximum":3}}}
          {"properties":{"a":{"format":"uuid"}}} | {"properties":{"a":{"title":"an id"}}}
          {"properties":{"a":{}},"additionalProperties":false} | {"properties":{"a":{}}}
          {"properties":{"a":{"items":{"type":"string"}}}} | {"properties":{"a":{"items":{}}}}
          """)
  void takesWhatAcceptsAsMuch(String before, String after) throws InvalidSchema {
    assertThat(narrower(before, after)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"properties":{"a":{}}} | {"properties":{"a":{}},"required":["a"]} | 'required' was nothing
          {"properties":{"a":{},"b":{}}} | {"properties":{"b":{}}} | the property 'a' is gone
          {"properties":{"a":{"type":"number"}}} | {"properties":{"a":{"type":"integer"}}} | 'type' was "number"
          {"properties":{"a":{}}} | {"properties":{"a":{"type":"integer"}}} | 'type' was nothing
          {"properties":{"a":{"enum":["x","y"]}}} | {"properties":{"a":{"enum":["y"]}}} | 'enum' was
          {"properties":{"a":{}}} | {"properties":{"a":{"enum":["y"]}}} | 'enum' was nothing
          {"properties":{"a":{"minimum":1}}} | {"properties":{"a":{"minimum":2}}} | 'minimum' was 1 and is 2
          {"properties":{"a":{"maximum":3}}} | {"properties":{"a":{"maximum":2}}} | 'maximum' was 3 and is 2
          {"properties":{"a":{}}} | {"properties":{"a":{"pattern":"x"}}} | 'pattern' was nothing
          {"properties":{"a":{}}} | {"properties":{"a":{}},"additionalProperties":false} | 'additionalProperties'
          {"properties":{"a":{"items":{}}}} | {"properties":{"a":{"items":{"type":"string"}}}} | 'type' was nothing
          """)
  void saysWhatAcceptsLess(String before, String after, String what) throws InvalidSchema {
    assertThat(narrower(before, after)).singleElement().asString().contains(what);
  }

  private static List<String> narrower(String before, String after) throws InvalidSchema {
    return EventSchema.of(after).narrowerThan(EventSchema.of(before));
  }
}
