package io.millrace.cli.study;

import java.util.Locale;

/// A picture in SVG while it is drawn. Colours are classes: the style says which, for light screens
/// and dark ones.
final class Svg {
  private static final String STYLE =
      """
      <style>
      svg { --page: #ffffff; --ink: #1f2328; --faint: #59636e; --grid: #d8dee4; --band: #eaf2fb; --line: #0b5cad; --mark: #8a4600; --bad: #b3261e }
      @media (prefers-color-scheme: dark) {
      svg { --page: #0d1117; --ink: #e6edf3; --faint: #9da7b1; --grid: #30363d; --band: #14253a; --line: #6cb0ff; --mark: #f2a85c; --bad: #ff8d85 }
      }
      text { font: 12px system-ui, sans-serif; fill: var(--faint) }
      .ink { fill: var(--ink) } .title { font-size: 15px; font-weight: 600; fill: var(--ink) }
      .page { fill: var(--page) } .band { fill: var(--band) }
      .grid { stroke: var(--grid); stroke-width: 1 }
      .line { fill: none; stroke: var(--line); stroke-width: 2; stroke-linejoin: round }
      .dot { fill: var(--line) }
      .takes-over { stroke: var(--mark); stroke-width: 1; stroke-dasharray: 4 3 } .number { fill: var(--mark) }
      .bad { stroke: var(--bad); stroke-width: 1.5 } .back { stroke: var(--bad); stroke-width: 1; stroke-dasharray: 1 3 }
      </style>
      """;

  private final StringBuilder out = new StringBuilder();

  /// @param title what it shows, in a few words
  /// @param description the same for who cannot see it
  Svg(int width, int height, String title, String description) {
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="title description">
        <title id="title">%3$s</title>
        <desc id="description">%4$s</desc>
        """
            .formatted(width, height, escaped(title), escaped(description)));
    out.append(STYLE);
    rectangle("page", 0, 0, width, height);
  }

  void rectangle(String look, double x, double y, double width, double height) {
    element(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        look, x, y, width, height);
  }

  void line(String look, double x1, double y1, double x2, double y2) {
    element(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        look, x1, y1, x2, y2);
  }

  void dot(String look, double x, double y) {
    element("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2\"/>", look, x, y);
  }

  /// @param path in the language of SVG, such as `M0 0L10 10`
  void path(String look, String path) {
    element("<path class=\"%s\" d=\"%s\"/>", look, path);
  }

  /// @param anchor `start`, `middle` or `end`: which of its ends stands at x
  void text(String look, double x, double y, String anchor, String text) {
    element(
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        look, x, y, anchor, escaped(text));
  }

  @SuppressWarnings("AnnotateFormatMethod") // that would need a dependency
  private void element(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// The whole picture.
  String finished() {
    return out + "</svg>\n";
  }
}
