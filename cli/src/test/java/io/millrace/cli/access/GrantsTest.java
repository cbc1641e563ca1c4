package io.millrace.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.Cards;
import io.millrace.cli.PipelineOption;
import io.millrace.cli.cluster.Layout;
import io.millrace.contracts.PipelineTopics;
import io.millrace.contracts.Topic;
import io.millrace.contracts.definition.PipelineDefinition;
import io.millrace.runtime.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class GrantsTest {
  private static final Pattern OPERATION =
      Pattern.compile(
          "(?m)^  [a-z-]+: \\{action: (\\w+), channel: \\{\\$ref: '#/channels/([a-z-]+)'}, tags: \\[\\{name: ([a-z-]+)}]}$");

  private static final PipelineDefinition CARD_FRAUD =
      PipelineOption.read(Path.of("..", "pipelines", "card-fraud"));

  private final PipelineDefinition pipeline = Cards.pipeline();

  private List<Principal> principals(Layout layout, Profile profile) {
    return new Grants(pipeline, profile, "User:").all(layout);
  }

  private static List<Grant> grants(List<Principal> principals, String role) {
    return principals.stream()
        .filter(principal -> principal.role().equals(role))
        .findFirst()
        .orElseThrow()
        .grants();
  }

  @Test
  void areThoseOfTheTopologyThatAServiceRuns() {
    List<Principal> principals = principals(Layout.separate, Profile.FAST);

    assertThat(grants(principals, "processor-a"))
        .containsExactly(
            Grant.topics(List.of("cards.events-a", "cards.releases"), AclOperation.READ),
            Grant.topics(
                List.of("cards.dead-letters", "cards.features-a", "cards.status"),
                AclOperation.WRITE),
            Grant.group("cards.processor-a"),
            Grant.topicsBeginningWith(
                "cards.processor-a-", AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE));
  }

  @Test
  void nameNoInternalTopicsWhereThereIsNoState() {
    List<Principal> principals = principals(Layout.separate, Profile.FAST);

    assertThat(grants(principals, "ingestion-service"))
        .noneMatch(grant -> grant.pattern() == PatternType.PREFIXED);
  }

  @Test
  void nameTransactionsInTheProfileStrictAlone() {
    assertThat(grants(principals(Layout.separate, Profile.FAST), "event-router"))
        .noneMatch(grant -> grant.type() == ResourceType.TRANSACTIONAL_ID);
    assertThat(grants(principals(Layout.separate, Profile.STRICT), "event-router"))
        .contains(Grant.transactionsBeginningWith("cards.event-router-"));
  }

  @Test
  void letThoseServicesAssignThatWithdrawReleases() {
    Grant assignments = Grant.transactions("cards.releases");

    assertThat(
            principals(Layout.separate, Profile.FAST).stream()
                .filter(principal -> principal.grants().contains(assignments))
                .map(Principal::role))
        .containsExactly("model-service", "operators");
    assertThat(
            principals(Layout.composed, Profile.FAST).stream()
                .filter(principal -> principal.grants().contains(assignments))
                .map(Principal::role))
        .containsExactly("composed-pipeline", "operators");
  }

  @Test
  void letTheTrainerReadWhatWasDecidedAndAssignWhatItHasTrained() {
    List<Principal> principals = new Grants(CARD_FRAUD, Profile.FAST, "User:").all(Layout.composed);

    assertThat(grants(principals, "model-trainer"))
        .containsExactly(
            Grant.topics(
                topics(
                    "decisions evaluations examples learning outcomes predictions releases status"),
                AclOperation.READ),
            Grant.topics(
                topics("dead-letters evaluations events examples learning releases status"),
                AclOperation.WRITE),
            Grant.group("card-fraud.model-trainer"),
            Grant.topicsBeginningWith(
                "card-fraud.model-trainer-",
                AclOperation.CREATE,
                AclOperation.READ,
                AclOperation.WRITE),
            Grant.transactions("card-fraud.releases"),
            Grant.group("card-fraud.model-trainer-learner"),
            Grant.transactions("card-fraud.learning"),
            Grant.sightOfGroupsBeginningWith("card-fraud."));
  }

  private static List<String> topics(String names) {
    return Stream.of(names.split(" ")).map(name -> "card-fraud." + name).toList();
  }

  @Test
  void nameNoTrainerWhereNothingIsLearned() {
    assertThat(principals(Layout.separate, Profile.FAST))
        .extracting(Principal::role)
        .doesNotContain("model-trainer");
  }

  /// AsyncAPI says `send` and `receive` for what an application does.
  @Test
  void areTheOperationsOfTheAsyncApiFile() throws IOException {
    String file = Files.readString(Path.of("..", "docs", "asyncapi.yaml"));
    Set<String> described =
        OPERATION
            .matcher(file)
            .results()
            .map(GrantsTest::described)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> granted =
        Stream.of(Layout.values())
            .flatMap(layout -> new Grants(CARD_FRAUD, Profile.FAST, "User:").all(layout).stream())
            .filter(principal -> !principal.role().equals("operators"))
            .flatMap(principal -> operations(principal, CARD_FRAUD.topics()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(described).isEqualTo(granted);
  }

  private static String described(MatchResult operation) {
    return "%s %s %s".formatted(operation.group(3), operation.group(1), operation.group(2));
  }

  private static Stream<String> operations(Principal principal, PipelineTopics topics) {
    return principal.grants().stream()
        .filter(
            grant -> grant.type() == ResourceType.TOPIC && grant.pattern() == PatternType.LITERAL)
        .flatMap(grant ->
            grant.names().stream().flatMap(name -> operations(grant, channel(name, topics))))
        .map(operation -> principal.role() + " " + operation);
  }

  private static Stream<String> operations(Grant grant, String channel) {
    return grant.operations().stream()
        .filter(operation -> operation != AclOperation.DESCRIBE_CONFIGS)
        .map(operation -> operation == AclOperation.READ ? "receive " : "send ")
        .map(action -> action + channel);
  }

  private static String channel(String topic, PipelineTopics topics) {
    boolean isDeclared = topics.all().stream().map(Topic::name).anyMatch(topic::equals);
    return isDeclared ? topic.substring(topic.indexOf('.') + 1) : "action-topic";
  }
}
