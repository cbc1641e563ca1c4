package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AclsCommandTest {
  private static final String PIPELINE = Cards.FOLDER.toString();

  @Test
  void printsAScriptThatGrantsEachServiceWhatItNeeds() {
    CommandRun run =
        CommandRun.of(
            "acls",
            "--pipeline=" + PIPELINE,
            "--strict",
            "--bootstrap=kafka:9093",
            "--command-config=/etc/kafka/admin.properties");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            """
            # event-router
            kafka-acls.sh --bootstrap-server kafka:9093 --command-config /etc/kafka/admin.properties \
            --add --allow-principal User:cards.event-router --operation Read --topic cards.events --topic cards.releases
            """)
        .contains(
            " --allow-principal User:cards.event-router --operation Create --operation Read"
                + " --operation Write --topic cards.event-router- --resource-pattern-type prefixed\n")
        .contains(
            " --allow-principal User:cards.event-router --operation Write"
                + " --transactional-id cards.event-router- --resource-pattern-type prefixed\n")
        .contains(" --operation DescribeConfigs --topic cards.raw --topic cards.feedback\n");
  }

  @Test
  void quotesPrincipalsThatAShellWouldTakeApart() {
    CommandRun run =
        CommandRun.of("acls", "--pipeline=" + PIPELINE, "--principal-prefix=User:CN=it's, OU=x ");

    assertThat(run.out()).contains(" --allow-principal 'User:CN=it'\\''s, OU=x producers' ");
  }

  @Test
  void printsOneDocumentForMachines() {
    CommandRun run = CommandRun.of("acls", "--pipeline=" + PIPELINE, "--layout=composed", "--json");

    assertThat(run.out())
        .startsWith(
            """
            {"pipeline":"cards","layout":"composed","strict":false,"principals":[{"role":"producers",\
            "principal":"User:cards.producers","grants":[{"resource":"topic","pattern":"literal",\
            "names":["cards.raw","cards.feedback"],"operations":["write"]}]}\
            """)
        .contains("\"role\":\"composed-pipeline\"")
        .doesNotContain("processor-a");
  }
}
