package io.millrace.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StudyTextTest {
  private final StudyReport report = Studies.twoWeeks();

  @Test
  void jsonHasAllThatWasFound() {
    assertThat(new StudyJson(report).text())
        .isEqualTo(
            """
            {"average_precision":0.5,
            "pooled":{"weeks":["2020-01-01/2020-01-07","2020-01-08/2020-01-14"],"rows":19,"positives":2},
            "from":"2020-01-01","until":"2020-01-14","label_delay_days":5.0,
            "events":20000,"outcomes":12000,"trainings":2,"seconds":40.0,"events_per_second":500.0,
            "promotions":[{"run":1,"release":1,"at":"2020-01-02T00:00:00Z","since":"2020-01-09T03:00:00Z","day":"2020-01-09",
            "gates":[{"name":"average_precision","passed":true,"evidence":"0.7 against 0.6 | at least < 0"}]}],
            "refusals":[{"run":2,"release":2,"at":"2020-01-02T00:00:00Z","since":"2020-01-13T00:00:00Z","day":"2020-01-13",
            "reason":"it is no better",
            "gates":[{"name":"average_precision","passed":false,"evidence":"0.7 against 0.6 | at least < 0"}]}],
            "rollbacks":[],"assignments":[],
            "by_week":[{"from":"2020-01-01","to":"2020-01-07","rows":10,"positives":0,"average_precision":null,"auc_roc":null,"releases":[0]},
            {"from":"2020-01-08","to":"2020-01-14","rows":9,"positives":2,"average_precision":0.75,"auc_roc":0.875,"releases":[0,1]}],
            "sliding_7d":[{"day":"2020-01-13","average_precision":0.5},{"day":"2020-01-14","average_precision":0.75}]}
            """
                .replace("\n", ""));
  }

  @Test
  void printsTablesOfWeeksAndOfWhatCameOfLearning() {
    assertThat(new StudyText(report).printed())
        .isEqualTo(
            """
            average precision 0.500 on 2020-01-01 to 2020-01-14, of whoever was in charge at each moment (19 events, 2 positives)
            20,000 events and 12,000 outcomes of 2020-01-01 to 2020-01-14 in 40 s (500/s); 2 models trained

              week                      events  positives  average precision  AUC ROC  releases in charge
              2020-01-01 to 2020-01-07  10      0          –                  –        0
              2020-01-08 to 2020-01-14  9       2          0.750              0.875    0, 1

              day         run  release              why
              2020-01-09  1    1        takes over  average_precision passed: 0.7 against 0.6 | at least < 0
              2020-01-13  2    2        is refused  it is no better\
            """);
  }

  @Test
  void thePageHasTheCommandThePlotAndTheTables() {
    String page = new StudyText(report).page("./millrace replay-study", "quality.svg");

    assertThat(page)
        .startsWith("    ./millrace replay-study\n\n**Average precision 0.500 on 2020-01-01")
        .contains("](quality.svg)")
        .contains("| week | events | positives |")
        .contains(
            "| --- | --- | --- | --- | --- | --- |\n| 2020-01-01 to 2020-01-07 | 10 | 0 | – |")
        .contains("| average_precision passed: 0.7 against 0.6 \\| at least < 0 |");
  }
}
