package io.millrace.trainer;

import io.millrace.contracts.ModelCard.Offsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Examples of the stream as a table, with who reported them beside whom they are about.
///
/// @param reporters by their numbers in the table's second column of entities; number 0 stands for
///   nobody and number 1 for who does not say a name
record ExampleTable(List<String> features, TableColumns columns, List<String> reporters) {
  static final int ENTITY = 0;
  static final int REPORTER = 1;

  /// The number of those whom nobody has reported.
  static final int UNREPORTED = 0;

  private static final List<String> ENTITIES = List.of("entity", "reporter");
  private static final String NOBODY = "";
  private static final String NAMELESS = "(no name)";

  static ExampleTable of(Stream<ExampleWindow.Row> rows, List<String> features) {
    TableColumns columns = new TableColumns(features.size(), ENTITIES.size());
    Map<String, Integer> entities = new HashMap<>();
    List<String> reporters = new ArrayList<>(List.of(NOBODY, NAMELESS));
    rows.forEach(row ->
        columns.add(
            Math.toIntExact(Math.floorDiv(row.time().getEpochSecond(), 86_400L)),
            row.values().numbers(),
            (byte) (row.isPositive() ? 1 : 0),
            row.truth().weight(),
            new int[] {
              entities.computeIfAbsent(row.entity(), _ -> entities.size()),
              row.truth().isReported()
                  ? number(nameOf(row.truth().reporter()), reporters)
                  : UNREPORTED
            }));
    return new ExampleTable(features, columns, List.copyOf(reporters));
  }

  /// What a reporter is called.
  static String nameOf(@Nullable String reporter) {
    return reporter == null ? NAMELESS : reporter;
  }

  private static int number(String reporter, List<String> reporters) {
    int number = reporters.indexOf(reporter);
    if (number < 0) {
      reporters.add(reporter);
      return reporters.size() - 1;
    }
    return number;
  }

  /// As what was taken from a topic.
  FeatureTable named(String topic, @Nullable Offsets offsets) {
    TableHeader header = new TableHeader(features, ENTITIES);
    return new FeatureTable(topic, offsets, columns.sha256(), header, columns);
  }
}
