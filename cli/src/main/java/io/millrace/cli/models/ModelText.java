package io.millrace.cli.models;

import io.millrace.cli.explain.AlignedRows;
import io.millrace.cli.explain.ValueText;
import io.millrace.cli.learning.EventText;
import io.millrace.cli.models.ShownModel.Release;
import io.millrace.contracts.Evaluation;
import io.millrace.contracts.ModelCard;
import io.millrace.contracts.ModelCard.Dataset;
import io.millrace.contracts.ModelCard.Offsets;
import io.millrace.contracts.ModelCard.Provenance;
import io.millrace.contracts.ModelCard.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `millrace model show` prints on a terminal.
final class ModelText {
  private final ShownModel shown;
  private final ModelCard card;
  private final List<String> lines = new ArrayList<>();

  private ModelText(ShownModel shown) {
    this.shown = shown;
    this.card = shown.files().card();
  }

  static List<String> of(ShownModel shown) {
    ModelText text = new ModelText(shown);
    text.section("Model", text.model());
    text.section("Made", text.made());
    text.section("Evaluations", text.evaluations());
    text.section("Golden vectors", text.golden());
    text.section("Quantiles: least, median and greatest in training", text.quantiles());
    text.section("Live", text.live());
    text.section("Life", EventText.of(shown.life()));
    return text.lines;
  }

  private void section(String title, AlignedRows rows) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(title);
    if (rows.isEmpty()) {
      rows.add("nothing is known");
    }
    lines.addAll(rows.lines());
  }

  private AlignedRows model() {
    AlignedRows rows = new AlignedRows();
    rows.add("name", card.model().name());
    Release release = shown.release();
    if (release != null) {
      rows.add("release", "%d: %s".formatted(release.number(), release.note()));
      rows.add("now", now(release));
    }
    ModelFiles files = shown.files();
    rows.add(
        "file",
        "%s, %,d bytes%s"
            .formatted(
                files.name(),
                files.bytes(),
                files.isOfItsCard() ? "" : ": the card is of another model, no service takes it"));
    rows.add("sha256", files.sha256());
    card.inputs()
        .forEach((input, features) -> rows.add("input", input, String.join(", ", features)));
    card.outputs().forEach(output -> rows.add("output", output));
    return rows;
  }

  private static String now(Release release) {
    return switch (release.role()) {
      case IN_CHARGE -> "in charge";
      case SHADOW -> "asked beside the release in charge";
      case CANARY -> "judges a share of the entities";
      case NONE -> "not asked";
    };
  }

  private AlignedRows made() {
    AlignedRows rows = new AlignedRows();
    Provenance provenance = card.provenance();
    if (provenance == null) {
      return rows;
    }
    Dataset data = provenance.data();
    rows.add("by", provenance.madeBy());
    rows.add("from", data.file() + offsets(data.offsets()));
    rows.add("days", "%s to %s".formatted(data.from(), data.to()));
    rows.add("which are", rows(data));
    rows.add("their sha256", data.sha256());
    provenance.parameters().forEach(rows::add);
    return rows;
  }

  private static String offsets(@Nullable Offsets offsets) {
    return offsets == null ? "" : ", offsets %d to %d".formatted(offsets.from(), offsets.to() - 1);
  }

  private static String rows(Dataset data) {
    return "%,d rows, %,d of them positive".formatted(data.rows(), data.positives());
  }

  private AlignedRows evaluations() {
    AlignedRows rows = new AlignedRows();
    for (ModelCard.Evaluation evaluation : card.evaluations()) {
      Dataset data = evaluation.data();
      rows.add(
          evaluation.on(),
          "%s to %s".formatted(data.from(), data.to()),
          "%s: %s".formatted(rows(data), EventText.metrics(evaluation.metrics())));
    }
    return rows;
  }

  private AlignedRows live() {
    AlignedRows rows = new AlignedRows();
    Evaluation live = shown.live();
    if (live != null) {
      rows.add(
          "up to " + live.day(),
          "%,d examples, %,d of them positive: %s"
              .formatted(
                  live.evidence().examples(),
                  live.evidence().positives(),
                  EventText.metrics(live.metrics())));
    }
    return rows;
  }

  private AlignedRows golden() {
    AlignedRows rows = new AlignedRows();
    if (!card.golden().isEmpty()) {
      rows.add("%,d that the model must answer alike".formatted(card.golden().size()));
    }
    return rows;
  }

  private AlignedRows quantiles() {
    AlignedRows rows = new AlignedRows();
    Quantiles quantiles = card.quantiles();
    if (quantiles != null) {
      addQuantiles(quantiles.features(), rows);
      addQuantiles(quantiles.outputs(), rows);
    }
    return rows;
  }

  private static void addQuantiles(Map<String, List<Double>> quantiles, AlignedRows rows) {
    quantiles.forEach((name, levels) -> {
      if (levels.isEmpty()) {
        rows.add(name, "no values");
      } else {
        rows.add(
            name,
            ValueText.of(levels.getFirst()),
            ValueText.of(levels.get(levels.size() / 2)),
            ValueText.of(levels.getLast()));
      }
    });
  }
}
