package io.millrace.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureValuesTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 40})
  void isTheMapThatItWasMadeOf(int size) {
    Map<String, FeatureValue> map = new LinkedHashMap<>();
    IntStream.range(0, size).forEach(i -> map.put("f" + (size - i), FeatureValue.of(i)));

    FeatureValues values = FeatureValues.copyOf(map);

    assertThat(values).isEqualTo(map).hasSameHashCodeAs(map).hasSize(size);
    assertThat(List.copyOf(values.keySet())).isEqualTo(List.copyOf(map.keySet()));
    map.forEach((name, value) -> assertThat(values.get(name)).isEqualTo(value));
    assertThat(values.entrySet().containsAll(map.entrySet())).isTrue();
    assertThat(values.entrySet().contains(Map.entry("f1", FeatureValue.of(-1)))).isFalse();
    assertThat(values).doesNotContainKey("f0").doesNotContainKey("other");
    assertThat(values.getOrDefault("f0", FeatureValue.of(7))).isEqualTo(FeatureValue.of(7));
  }

  @Test
  void isNotChangedByWhatItWasMadeOf() {
    Map<String, FeatureValue> map = new LinkedHashMap<>(Map.of("a", FeatureValue.of(1)));

    FeatureValues values = FeatureValues.copyOf(map);
    map.put("b", FeatureValue.of(2));

    assertThat(values).containsOnlyKeys("a");
    assertThat(FeatureValues.copyOf(values)).isSameAs(values);
    assertThatThrownBy(() -> values.put("c", FeatureValue.of(3)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void needsAValueForEachNameAndNoNameTwice() {
    FeatureValues.Names names = FeatureValues.Names.of(List.of("a", "b"));

    assertThat(FeatureValues.of(names, FeatureValue.of(1), FeatureValue.of(2)))
        .isEqualTo(Map.of("a", FeatureValue.of(1), "b", FeatureValue.of(2)));
    assertThatThrownBy(() -> FeatureValues.of(names, FeatureValue.of(1)))
        .hasMessageContaining("2 names have 1 values");
    assertThatThrownBy(() -> FeatureValues.Names.of(List.of("a", "a")))
        .hasMessageContaining("names that differ");
  }
}
