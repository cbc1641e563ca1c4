package io.millrace.contracts.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// One case for each kind of finding: a valid pipeline with one piece of text replaced, and all
/// that is then found.
class FindingsTest {
  private static final String REMEDIES =
      "give it one of count, sum, avg, min, max, stddev, rate, distinct, last, first,"
          + " time_since_last";

  @TempDir private Path folder;

  @Test
  void findsNothingInAValidPipeline() throws Exception {
    assertThat(PipelineFiles.VALID.findings(folder)).isEmpty();
  }

  @Test
  void asksForAGuardWhereARouteLeavesAFeatureOut() throws Exception {
    PipelineFiles pipeline =
        PipelineFiles.VALID
            .with(
                "- {when: \"event.total >= 0.0\", processors: [a, b]}",
                "- {when: event.total < 1, processors: [b]}\n  - {processors: [a, b]}")
            .with("score > 0.9", "features.orders_7d > 9");

    assertThat(pipeline.findings(folder))
        .containsExactly(
            "pipeline.yaml:21: when 'features.orders_7d > 9': features.orders_7d may be absent: ask"
                + " first: has(features.orders_7d) && …, or has(features.orders_7d) ? … : …");
  }

  @Test
  void refusesARouteThatComputesNothing() throws Exception {
    PipelineFiles pipeline =
        new PipelineFiles(
            """
            pipeline: small
            event: {schema: event.schema.json, id: order, time: at}
            entities: {customer: customer}
            routes: [{processors: [a]}]
            policy: [{decide: GO}]
            """,
            PipelineFiles.VALID.schema());

    assertThat(pipeline.findings(folder))
        .containsExactly(
            "pipeline.yaml:4: processor a has nothing to compute for this route: features.a is"
                + " empty: define a feature there, or write processors: [b]");
  }

  @Test
  void namesEverySectionThatIsMissing() throws Exception {
    PipelineFiles pipeline = new PipelineFiles("actions: {}", PipelineFiles.VALID.schema());

    assertThat(pipeline.findings(folder))
        .containsExactly(
            "pipeline.yaml:1: the pipeline has no 'pipeline': add it, e.g. pipeline: card-fraud",
            "pipeline.yaml:1: the pipeline has no 'event': add it, e.g. event: {schema:"
                + " event.schema.json, id: tx_id, time: event_time}",
            "pipeline.yaml:1: the pipeline has no 'entities': add it, e.g. entities: {card:"
                + " customer_id}",
            "pipeline.yaml:1: the pipeline has no 'policy': add it, e.g. policy: [{decide:"
                + " APPROVE}]");
  }

  @Test
  void survivesAliasBombs() throws Exception {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    assertThat(new PipelineFiles(bomb.toString(), "{}").findings(folder))
        .containsExactly(
            "pipeline.yaml:1: anchor 'a0' is not supported: write out what it stands for");
  }

  @Test
  void survivesDeepNesting() throws Exception {
    String deep = "x: " + "[".repeat(10_000) + "]".repeat(10_000);

    assertThat(new PipelineFiles(deep, "{}").findings(folder))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("pipeline.yaml:1: not YAML: Nesting Depth exceeded");
  }

  @Test
  void refusesAnEmptyFile() throws Exception {
    assertThat(new PipelineFiles("# nothing yet", "{}").findings(folder))
        .containsExactly("pipeline.yaml:1: the file is empty: describe the pipeline in it");
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource({"yaml", "events", "features", "routes", "models", "policies", "actions", "others"})
  void findsWhatIsWrong(String old, String replacement, String finding) throws Exception {
    assertThat(PipelineFiles.VALID.with(old, replacement).findings(folder))
        .containsExactly(finding.replace("FOLDER", folder.toString()).split("\n"));
  }

  static Stream<Arguments> yaml() {
    return Stream.of(
        arguments(
            "pipeline: shop",
            "pipeline: [shop",
            "pipeline.yaml:2: not YAML: expected ',' or ']', but got :: check indentation, quotes"
                + " and brackets around this line"),
        arguments(
            "duplicates: {within: 1h}",
            "duplicates: {within: 1h}\nduplicates: {within: 2h}",
            "pipeline.yaml:27: 'duplicates' is there twice: keep one of them"),
        arguments(
            "duplicates: {within: 1h}",
            "duplicates: &a {within: 1h}",
            "pipeline.yaml:26: anchor 'a' is not supported: write out what it stands for"),
        arguments(
            "duplicates: {within: 1h}",
            "duplicate: {within: 1h}",
            "pipeline.yaml:26: key 'duplicate' is unknown in the pipeline: did you mean"
                + " 'duplicates'?"),
        arguments(
            "pipeline: shop",
            "pipeline: !name shop",
            "pipeline.yaml:1: tag '!name' is not supported: remove it"),
        arguments(
            "duplicates: {within: 1h}",
            "duplicates: 1h",
            "pipeline.yaml:26: duplicates is no group of keys: write keys and values in it"),
        arguments(
            "pipeline: shop",
            "? [a]\n: b\npipeline: shop",
            "pipeline.yaml:1: a key is no text: write a name before the colon"),
        arguments(
            "pipeline: shop",
            "pipeline: [shop]",
            "pipeline.yaml:1: 'pipeline' in the pipeline is no text: write one value after it"),
        arguments(
            "pipeline: shop",
            "pipeline: Shop",
            "pipeline.yaml:1: 'Shop' is no name here: use lower-case letters, digits and hyphens,"
                + " e.g. card-fraud"));
  }

  static Stream<Arguments> events() {
    return Stream.of(
        arguments(
            "schema: event.schema.json, id",
            "id",
            "pipeline.yaml:2: event has no 'schema': add it, e.g. schema: event.schema.json"),
        arguments(
            "schema: event.schema.json",
            "schema: evnt.schema.json",
            "pipeline.yaml:2: schema 'evnt.schema.json': there is no such file in FOLDER: put it"
                + " there, or correct the name"),
        arguments(
            "schema: event.schema.json",
            "schema: ../event.schema.json",
            "pipeline.yaml:2: schema '../event.schema.json' is no file of the pipeline folder: put"
                + " the file into the folder and write its name alone"),
        arguments(
            "id: order, time: at}",
            "id: ordr, time: at}",
            "pipeline.yaml:2: id 'ordr' is no field of event.schema.json: did you mean 'order'?"),
        arguments(
            "id: order, time: at}",
            "id: total, time: at}",
            "pipeline.yaml:2: id 'total' is a number in event.schema.json: an id is a string or an"
                + " integer"),
        arguments(
            "time: at}",
            "time: total}",
            "pipeline.yaml:2: time 'total' is a number in event.schema.json: a time is a string such"
                + " as 2018-06-01T10:00:00Z, or an integer of milliseconds since 1970"),
        arguments(
            "\"required\": [\"order\", ",
            "\"required\": [",
            "pipeline.yaml:2: id 'order' may be absent from an event: add it to \"required\" in"
                + " event.schema.json, and let it not be null"),
        arguments(
            "{\"type\": \"integer\"}",
            "{\"type\": [\"integer\", \"null\"]}",
            "pipeline.yaml:4: entity customer 'customer' may be absent from an event: add it to"
                + " \"required\" in event.schema.json, and let it not be null"),
        arguments(
            "time: at}",
            "time: at, max_bytes: 2000000}",
            "pipeline.yaml:2: max_bytes '2000000' is out of range: write a whole number from 1 to"
                + " 1048576"),
        arguments(
            "time: at}",
            "time: at, max_ahead: soon}",
            "pipeline.yaml:2: max_ahead 'soon' is no duration: write a number and one of s, m, h,"
                + " d, e.g. 7d"),
        arguments(
            "  customer: customer\n",
            "  customer: customer\n  Shop: order\n",
            "pipeline.yaml:5: 'Shop' is no name here: use lower-case letters, digits and _, e.g."
                + " card"),
        arguments(
            "  customer: customer\n",
            "  customer: items\n",
            "pipeline.yaml:4: entity customer 'items' is a list in event.schema.json: an id is a"
                + " string or an integer"));
  }

  static Stream<Arguments> features() {
    return Stream.of(
        arguments(
            "sum: total, window: 7d",
            "sum: total, window: 7x",
            "pipeline.yaml:10: window '7x' is no duration: write a number and one of s, m, h, d,"
                + " e.g. 7d"),
        arguments(
            "sum: total, window: 7d",
            "sum: total, window: 401d",
            "pipeline.yaml:10: window '401d' is out of range: write 1s to 400d"),
        arguments(
            "sum: total, window: 7d",
            "sum: total, window: 0s",
            "pipeline.yaml:10: window '0s' is out of range: write 1s to 400d"),
        arguments(
            "sum: total, window: 7d",
            "sum: total",
            "pipeline.yaml:10: feature 'spent_7d' has no 'window': add it, e.g. window: 7d, or"
                + " window: all"),
        arguments(
            "sum: total",
            "sum: totl",
            "pipeline.yaml:10: sum 'totl' is no field of event.schema.json: did you mean 'total'?"),
        arguments(
            "sum: total",
            "sum: country",
            "pipeline.yaml:10: sum 'country' is a text in event.schema.json: aggregate a field of"
                + " type number or integer"),
        arguments(
            "sum: total",
            "sum: tip",
            "pipeline.yaml:10: sum 'tip' may be absent from an event: add it to \"required\" in"
                + " event.schema.json, and let it not be null"),
        arguments(
            "sum: total",
            "distinct: items",
            "pipeline.yaml:10: distinct 'items' is a list in event.schema.json: use a field of type"
                + " string, number, integer or boolean"),
        arguments(
            "sum: total",
            "summ: total",
            "pipeline.yaml:10: key 'summ' is unknown in feature 'spent_7d': did you mean 'sum'?\n"
                + "pipeline.yaml:10: feature 'spent_7d' has no aggregation: "
                + REMEDIES),
        arguments(
            "sum: total",
            "sum: total, avg: total",
            "pipeline.yaml:10: feature 'spent_7d' has several aggregations, sum and avg: "
                + REMEDIES),
        arguments(
            "count: all",
            "count: total",
            "pipeline.yaml:9: count 'total' takes no field: write count: all, and where: … to leave"
                + " events out"),
        arguments(
            "rate: returned",
            "rate: retuned",
            "pipeline.yaml:11: rate 'retuned' is not the label of feedback: write rate: returned"),
        arguments(
            "feedback: {id: order, event_time: at, known_at: known, label: returned}\n",
            "",
            "pipeline.yaml:11: rate 'returned' needs outcomes, and there is no feedback section:"
                + " add feedback: {…, label: returned}"),
        arguments(
            "{entity: customer, sum",
            "{entity: custmer, sum",
            "pipeline.yaml:10: entity 'custmer' is not among entities: did you mean 'customer'?"),
        arguments(
            "sum: total",
            "sum: total, default: none",
            "pipeline.yaml:10: default 'none' is no number: write one, e.g. 0.5"),
        arguments(
            "sum: total",
            "sum: total, where: event.total",
            "pipeline.yaml:10: where 'event.total': it is a number, not a condition: compare it"
                + " with something, e.g. event.amount > 100"),
        arguments(
            "total: event.total",
            "total: event.totl",
            "pipeline.yaml:13: total 'event.totl': there is no field 'totl': did you mean 'total'?"),
        arguments(
            "total: event.total",
            "total: event.total > 'x'",
            "pipeline.yaml:13: total 'event.total > 'x'': '>' does not take (double, string): use"
                + " values of one type; beside a double write whole numbers with a point, e.g. 2.0"),
        arguments(
            "total: event.total",
            "total: event.tip",
            "pipeline.yaml:13: total 'event.tip': event.tip may be absent: ask first: has(event.tip)"
                + " && …, or has(event.tip) ? … : …"),
        arguments(
            "total: event.total",
            "total: event.total\n    items: event.items",
            "pipeline.yaml:14: feature 'items' is a list and has no default: write {value: …,"
                + " default: [0, 0]} with as many numbers as the list has"),
        arguments(
            "total: event.total",
            "total: event.total\n    any: dyn(event.total)",
            "pipeline.yaml:14: feature 'any' has no type before a record flows: wrap it in double(…)"
                + " or string(…)"),
        arguments(
            "total: event.total",
            "total: event.total\n    empty:",
            "pipeline.yaml:14: feature 'empty' is no expression: write CEL, e.g. event.amount, or"
                + " {value: event.amount, default: 0}"),
        arguments(
            "total: event.total",
            "total: event.total\n    spent_7d: event.total",
            "pipeline.yaml:14: feature 'spent_7d' is defined in a and in b: rename one of them"),
        arguments(
            "total: event.total",
            "total: event.total\n    Big-Total: event.total",
            "pipeline.yaml:14: 'Big-Total' is no name here: use lower-case letters, digits and _,"
                + " e.g. amount_avg_7d"));
  }

  static Stream<Arguments> routes() {
    return Stream.of(
        arguments(
            "processors: [a, b]",
            "processors: [a, c]",
            "pipeline.yaml:6: there is no processor 'c': did you mean 'a'?"),
        arguments(
            "processors: [a, b]",
            "processors: []",
            "pipeline.yaml:6: 'processors' in the route is empty: e.g. processors: [a, b]"),
        arguments(
            "- {when: \"event.total >= 0.0\", processors: [a, b]}",
            "- {processors: [a, b]}\n  - {processors: [a]}",
            "pipeline.yaml:7: no event reaches this route: the one before it takes all: give that"
                + " one a 'when', or remove this one"),
        arguments(
            "event.total >= 0.0",
            "event.total >= tme",
            "pipeline.yaml:6: when 'event.total >= tme': 'tme' is unknown here: did you mean"
                + " 'time'?"),
        arguments(
            "event.total >= 0.0",
            "score > 0.5",
            "pipeline.yaml:6: when 'score > 0.5': 'score' is unknown here: known are event,"
                + " time"));
  }

  static Stream<Arguments> models() {
    return Stream.of(
        arguments(
            "file: model.onnx",
            "file: modell.onnx",
            "pipeline.yaml:16: file 'modell.onnx': there is no such file in FOLDER: put it there, or"
                + " correct the name"),
        arguments(
            "features: [total, orders_7d]",
            "features: [total, order_7d]",
            "pipeline.yaml:17: the model's feature 'order_7d' is not defined: did you mean"
                + " 'orders_7d'?"),
        arguments(
            "features: [total, orders_7d]",
            "features: [total, total]",
            "pipeline.yaml:17: the model's feature 'total' is there twice: keep one"),
        arguments(
            "processors: [a, b]",
            "processors: [b]",
            "pipeline.yaml:17: no route computes the model's feature 'orders_7d': add its processor"
                + " to a route"),
        arguments(
            "features: [total, orders_7d]",
            "features: []",
            "pipeline.yaml:17: 'features' in model is empty: e.g. features: [amount]"),
        arguments(
            "features: [total, orders_7d]",
            "features: total",
            "pipeline.yaml:17: 'features' in model is no list: write it in [ ] or with -"),
        arguments(
            "score: probabilities[1]",
            "score: probabilities[1",
            "pipeline.yaml:18: score 'probabilities[1' is no output of a model: write its name, or a"
                + " column of it, e.g. probabilities[1]"),
        arguments(
            "features: [total, orders_7d]",
            "inputs: {wide: [total], deep: [order_7d]}",
            "pipeline.yaml:17: the model's feature 'order_7d' is not defined: did you mean"
                + " 'orders_7d'?"),
        arguments(
            "features: [total, orders_7d]",
            "inputs: {wide: [total], deep: [total]}",
            "pipeline.yaml:17: the model's feature 'total' is there twice: keep one"),
        arguments(
            "features: [total, orders_7d]",
            "inputs: {wide: [total], deep: []}",
            "pipeline.yaml:17: 'deep' in inputs is empty: e.g. deep: [amount]"),
        arguments(
            "features: [total, orders_7d]",
            "inputs: {}",
            "pipeline.yaml:17: 'inputs' in model is empty: e.g. inputs: {numbers: [amount]}"),
        arguments(
            "features: [total, orders_7d]",
            "inputs: [total]",
            "pipeline.yaml:17: inputs is no group of keys: write keys and values in it"),
        arguments(
            "features: [total, orders_7d]",
            "features: [total]\n  inputs: {deep: [orders_7d]}",
            "pipeline.yaml:18: model has both 'features' and 'inputs': keep inputs: it lists the"
                + " features of each input"),
        arguments(
            "score: probabilities[1]",
            "score: probabilities[]",
            "pipeline.yaml:18: score 'probabilities[]' is no output of a model: write its name, or a"
                + " column of it, e.g. probabilities[1]"),
        arguments(
            "score: probabilities[1]",
            "score: s\n  range: [1, 0]",
            "pipeline.yaml:19: range [1, 0] is no range: write the least and the greatest score,"
                + " e.g. [0, 1]"),
        arguments(
            "score: probabilities[1]",
            "score: s\n  withdraw: {failures: 30, of: 20}",
            "pipeline.yaml:19: failures '30' is out of range: write a whole number from 1 to 20"),
        arguments(
            "score: probabilities[1]",
            "score: s\n  reasons: {above: 0.5, most: 0.5}",
            "pipeline.yaml:19: most '0.5' is out of range: write a whole number from 1 to 100"),
        arguments(
            "score: probabilities[1]",
            "score: s\n  range: [0]",
            "pipeline.yaml:19: range [0] is no range: write the least and the greatest score,"
                + " e.g. [0, 1]"),
        arguments(
            "score: probabilities[1]",
            "score: s\n  range: [0, one]",
            "pipeline.yaml:19: range 'one' is no number: write one, e.g. 0.5"),
        arguments(
            "score: probabilities[1]",
            "score: s\n  range: 1",
            "pipeline.yaml:19: 'range' in model is no list: write it in [ ] or with -"),
        arguments(
            "score: probabilities[1]",
            "score: s\n  deadline: 2m",
            "pipeline.yaml:19: deadline '2m' is out of range: write 1ms to 60s"));
  }

  static Stream<Arguments> policies() {
    return Stream.of(
        arguments(
            "  - {decide: GO}\n",
            "",
            "pipeline.yaml:20: the policy has no default: an event that no rule matches would go"
                + " undecided: add a last rule without 'when', e.g. {decide: APPROVE}"),
        arguments(
            "  - {decide: GO}\n",
            "  - {decide: GO}\n  - {decide: WAIT}\n",
            "pipeline.yaml:22: this rule never decides: the one before it has no 'when': give that"
                + " one a 'when', or remove this one"),
        arguments(
            "{decide: GO}",
            "{reason: NONE}",
            "pipeline.yaml:21: the rule has no 'decide': add it, e.g. decide: APPROVE"),
        arguments(
            "decide: GO",
            "decide: go on",
            "pipeline.yaml:21: 'go on' is no name here: use letters, digits and _, e.g. DECLINE"),
        arguments(
            "{decide: GO}",
            "{decide: GO, shadow: true}",
            "pipeline.yaml:21: the default is in shadow: an event that no rule matches would go"
                + " undecided: give this rule a 'when', or remove 'shadow'"),
        arguments(
            "reason: RISK",
            "reason: RISK, shadow: yes",
            "pipeline.yaml:20: shadow 'yes' is no truth value: write true or false"),
        arguments(
            "score > 0.9",
            "features.totl > 0.9",
            "pipeline.yaml:20: when 'features.totl > 0.9': there is no field 'totl': did you mean"
                + " 'total'?"),
        arguments(
            "score > 0.9",
            "in_list('Stopped', event.order)",
            "pipeline.yaml:20: when 'in_list('Stopped', event.order)': 'Stopped' is no name of a list:"
                + " name it with lower-case letters, digits and hyphens, e.g. in_list('blocked-cards', …)"),
        arguments(
            "score > 0.9",
            "in_list(event.country, event.order)",
            "pipeline.yaml:20: when 'in_list(event.country, event.order)': the list is not named in so"
                + " many words: name it with lower-case letters, digits and hyphens, e.g."
                + " in_list('blocked-cards', …)"),
        arguments(
            "score > 0.9",
            "in_list('stopped', event.total)",
            "pipeline.yaml:20: when 'in_list('stopped', event.total)': 'in_list' does not take (string,"
                + " double): give it a list and a text or an integer, e.g. in_list('blocked-cards',"
                + " event.customer_id)"),
        arguments(
            "score > 0.9",
            "score > thresholds.risk",
            "pipeline.yaml:20: when 'score > thresholds.risk': 'thresholds' is unknown here: known are"
                + " event, time, features, score, degraded"),
        arguments(
            "policy:",
            "thresholds: {Risk: 0.5}\npolicy:",
            "pipeline.yaml:19: 'Risk' is no name here: use lower-case letters, digits and _, e.g."
                + " high_risk"),
        arguments(
            "policy:",
            "thresholds: {risk: high}\npolicy:",
            "pipeline.yaml:19: risk 'high' is no number: write one, e.g. 0.5"),
        arguments(
            "policy:",
            "thresholds: {risk: {default: 0.5, by: event.total, values: {AT: 0.4}}}\npolicy:",
            "pipeline.yaml:19: by 'event.total' is a number, and names nothing: make it a text or an"
                + " integer, e.g. event.customer_id"),
        arguments(
            "policy:",
            "thresholds: {risk: {by: event.country, values: {AT: 0.4}}}\npolicy:",
            "pipeline.yaml:19: threshold risk has no 'default': add it, e.g. default: 0.9"),
        arguments(
            "policy:",
            "thresholds: {risk: {default: 0.5, by: event.country, values: {AT: low}}}\npolicy:",
            "pipeline.yaml:19: AT 'low' is no number: write one, e.g. 0.5"),
        arguments(
            "- {when: \"score > 0.9\", decide: STOP, reason: RISK}\n  - {decide: GO}",
            "[]",
            "pipeline.yaml:19: 'policy' in the pipeline is empty: e.g. policy: [{decide:"
                + " APPROVE}]"));
  }

  static Stream<Arguments> actions() {
    return Stream.of(
        arguments(
            "  STOP:\n",
            "  STOPP:\n",
            "pipeline.yaml:23: no rule decides 'STOPP': did you mean 'STOP'?"),
        arguments(
            "{topic: stopped}",
            "{email: stopped}",
            "pipeline.yaml:24: key 'email' is unknown in the action: known are topic, webhook,"
                + " add_to_list, log, name, body\npipeline.yaml:24: the action does nothing: give it"
                + " one of topic, webhook, add_to_list and log"),
        arguments(
            "{topic: stopped}",
            "{add_to_list: stopped}",
            "pipeline.yaml:24: add_to_list is no group of keys: write keys and values in it"),
        arguments(
            "{topic: stopped}",
            "{add_to_list: {list: Stopped, item: event.total, for: 24}}",
            "pipeline.yaml:24: 'Stopped' is no name here: use lower-case letters, digits and hyphens,"
                + " e.g. blocked-cards\npipeline.yaml:24: item 'event.total' is a number, and names"
                + " nothing: make it a text or an integer, e.g. event.customer_id\npipeline.yaml:24:"
                + " for '24' is no duration: write a number and one of s, m, h, d, e.g. 7d"),
        arguments(
            "{topic: stopped}",
            "{topic: stopped, log: true}",
            "pipeline.yaml:24: the action has several targets: give it one of topic, webhook,"
                + " add_to_list and log"),
        arguments(
            "{topic: stopped}",
            "{topic: enriched}",
            "pipeline.yaml:24: topic 'enriched' belongs to the pipeline itself: choose another name"),
        arguments(
            "{topic: stopped}",
            "{webhook: {url: 'https://x.org/${KAFKA_SASL_JAAS_CONFIG}'}}",
            "pipeline.yaml:24: url names what configures the services: give the secret a name that"
                + " begins neither with KAFKA_ nor with MILLRACE_"),
        arguments(
            "{topic: stopped}",
            "{webhook: {url: 'https://x.org', headers: {a: '${MILLRACE_ACTION_TRIGGERS_WEBHOOK_SECRET}'}}}",
            "pipeline.yaml:24: header 'a' names what configures the services: give the secret a name"
                + " that begins neither with KAFKA_ nor with MILLRACE_"),
        arguments(
            "{topic: stopped}",
            "{topic: decisions}",
            "pipeline.yaml:24: topic 'decisions' belongs to the pipeline itself: choose another"
                + " name"),
        arguments(
            "{topic: stopped}",
            "{topic: Stopped!}",
            "pipeline.yaml:24: 'Stopped!' is no name here: use lower-case letters, digits and"
                + " hyphens, e.g. review-queue"),
        arguments(
            "{topic: stopped}",
            "{webhook: {url: ftp://x.org}}",
            "pipeline.yaml:24: url 'ftp://x.org' is no HTTP address: write https://…, or ${NAME} to"
                + " take it from the environment of action-triggers"),
        arguments(
            "{topic: stopped}",
            "{webhook: {url: \"${URL}\", headers: {x y: 1}}}",
            "pipeline.yaml:24: 'x y' is no name of a header: use letters, digits and hyphens, e.g."
                + " authorization"),
        arguments(
            "{topic: stopped}",
            "{webhook: {url: \"${URL}\", headers: {Content-Type: a, webhook-id: b}}}",
            "pipeline.yaml:24: header 'Content-Type' is set by Millrace itself: choose another name\n"
                + "pipeline.yaml:24: header 'webhook-id' is set by Millrace itself: choose another"
                + " name"),
        arguments(
            "{topic: stopped}",
            "{webhook: {url: \"${URL}\", headers: {x-key: 1, X-Key: 2}}}",
            "pipeline.yaml:24: header 'X-Key' is there twice: keep one of them: names of headers"
                + " have no case"),
        arguments(
            "{topic: stopped}",
            "{webhook: {url: \"${URL}\", headers: {x-key: \"a\\nb\", x-name: Süd}}}",
            "pipeline.yaml:24: header 'x-key' has a character that no header can hold: use visible"
                + " ASCII and blanks, on one line\n"
                + "pipeline.yaml:24: header 'x-name' has a character that no header can hold: use"
                + " visible ASCII and blanks, on one line"),
        arguments(
            "{topic: stopped}",
            "{webhook: {url: \"${URL}\", headers: {x-key: \"Bearer ${my-key}\"}}}",
            "pipeline.yaml:24: header 'x-key' names no secret after '${': write ${NAME} with"
                + " letters, digits and _, e.g. Bearer ${TOKEN}"),
        arguments(
            "{topic: stopped}",
            "{webhook: {url: \"${URL}\"}, body: {id: event.order}}",
            "pipeline.yaml:24: 'body' stands beside 'webhook': write it within the webhook:"
                + " {webhook: {url: …, body: …}}"),
        arguments(
            "{topic: stopped}",
            "{log, body: {id: event.order}}",
            "pipeline.yaml:24: 'body' stands beside 'log': remove it: logs and lists get none"),
        arguments(
            "{topic: stopped}",
            "{topic: stopped, body: event.order}",
            "pipeline.yaml:24: the body is no group of keys and no list: write its JSON as YAML, e.g."
                + " body: {id: event.id, score: score}"),
        arguments(
            "{topic: stopped}",
            "{topic: stopped, body: {id: event.ordr, level: high,\n        none: }}",
            "pipeline.yaml:24: id 'event.ordr': there is no field 'ordr': did you mean 'order'?\n"
                + "pipeline.yaml:24: level 'high': 'high' is unknown here: known are event, time,"
                + " features, score, degraded, outcome, reasons, release\n"
                + "pipeline.yaml:25: 'none' is no expression: write CEL, e.g. event.amount, or"
                + " \"'urgent'\" for a text"),
        arguments(
            "{topic: stopped}",
            "{topic: stopped, body: {all: event, sum: event.total + 'x'}}",
            "pipeline.yaml:24: all 'event': it is of type object event: make it a number, a truth"
                + " value, a text, a time or a list of these\n"
                + "pipeline.yaml:24: sum 'event.total + 'x'': '+' does not take (double, string): use"
                + " values of one type; beside a double write whole numbers with a point, e.g. 2.0"),
        arguments(
            "{topic: stopped}",
            "{topic: stopped, body: [%s1]}".formatted("1, ".repeat(100)),
            "pipeline.yaml:24: the body has 101 values: write at most 100, or leave 'body' out to"
                + " send the whole event"),
        arguments(
            "      - {topic: stopped}".strip(),
            "- {topic: stopped}\n    - {topic: stopped}",
            "pipeline.yaml:25: the action name 'topic-stopped' is taken: give this one another, e.g."
                + " name: topic-stopped-2"),
        arguments(
            "\n    - {topic: stopped}",
            " log",
            "pipeline.yaml:23: the actions of 'STOP' are no list: write [ ] around them, e.g."
                + " [{topic: review-queue}]"));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        arguments(
            "known_at: known, ",
            "",
            "pipeline.yaml:25: feedback has no 'known_at': add it, e.g. known_at: labelled_at"),
        arguments(
            "within: 1h",
            "within: forever",
            "pipeline.yaml:26: within 'forever' is no duration: write a number and one of s, m, h,"
                + " d, e.g. 7d"));
  }
}
