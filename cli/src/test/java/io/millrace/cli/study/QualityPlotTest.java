package io.millrace.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.study.StudyReport.Sliding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class QualityPlotTest {
  private static final StudyReport REPORT = Studies.twoWeeks();

  @Test
  void tellsInWordsWhatItShows() throws Exception {
    Element picture = parsed(REPORT).getDocumentElement();

    assertThat(picture.getAttribute("role")).isEqualTo("img");
    assertThat(picture.getAttribute("aria-labelledby")).isEqualTo("title description");
    assertThat(text(picture, "title"))
        .isEqualTo("Average precision of the model in charge, 2020-01-01 to 2020-01-14");
    assertThat(text(picture, "desc"))
        .contains("average precision 0.500")
        .contains("2020-01-08 to 2020-01-14: 0.750")
        .contains("release 1 takes over on 2020-01-09");
  }

  @Test
  void drawsTheCurveOverTheDaysFromZeroToOne() throws Exception {
    List<Element> curve = ofClass(REPORT, "path", "line");

    assertThat(curve).hasSize(1);
    // 14 days on 48 to 880, and 0 to 1 on 358 up to 84; a day counts at its end.
    assertThat(curve.getFirst().getAttribute("d")).isEqualTo("M820.6 221.0L880.0 152.5");
  }

  @Test
  void breaksTheCurveWhereDaysAreMissing() throws Exception {
    StudyReport gap =
        new StudyReport(
            REPORT.replayed(),
            REPORT.weeks(),
            REPORT.pooledDays(),
            REPORT.pooled(),
            List.of(
                new Sliding(Studies.FROM.plusDays(6), 0),
                new Sliding(Studies.FROM.plusDays(7), 0),
                new Sliding(Studies.UNTIL, 1)),
            List.of());

    assertThat(ofClass(gap, "path", "line").getFirst().getAttribute("d"))
        .isEqualTo("M464.0 358.0L523.4 358.0M880.0 84.0");
  }

  @Test
  void marksWhatTookOverWithItsNumberAndWhatWasRefused() throws Exception {
    List<Element> numbers = ofClass(REPORT, "text", "number");
    double x = 48 + (880 - 48) * 8.125 / 14;

    assertThat(numbers).hasSize(1);
    assertThat(numbers.getFirst().getTextContent()).isEqualTo("1");
    assertThat(Double.parseDouble(numbers.getFirst().getAttribute("x")))
        .isCloseTo(x, org.assertj.core.api.Assertions.within(0.06));
    // Each of them once in the legend too.
    assertThat(ofClass(REPORT, "line", "takes-over")).hasSize(2);
    assertThat(ofClass(REPORT, "line", "bad")).hasSize(4);
    assertThat(ofClass(REPORT, "line", "back")).isEmpty();
  }

  private static String text(Element picture, String element) {
    return picture.getElementsByTagName(element).item(0).getTextContent();
  }

  private static List<Element> ofClass(StudyReport report, String element, String look)
      throws Exception {
    NodeList found = parsed(report).getElementsByTagName(element);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> (Element) found.item(i))
        .filter(each -> each.getAttribute("class").equals(look))
        .toList();
  }

  private static Document parsed(StudyReport report) throws Exception {
    byte[] svg = QualityPlot.svg(report).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg));
  }
}
