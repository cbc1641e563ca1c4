package io.millrace.contracts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;

/// Jackson's parser, but that what is skipped is not read token by token: only its brackets and
/// strings are looked at, to find its end.
///
/// So a payload of a thousand numbers is passed on without reading one of them. Whether it is JSON
/// inside was asked when it came in; who reads it later will ask again.
final class SpanParser extends UTF8StreamJsonParser {
  /// Deeper nesting is skipped as Jackson does it.
  private static final int DEPTH = Long.SIZE - 1;

  private SpanParser(
      IOContext context,
      int features,
      ByteQuadsCanonicalizer names,
      byte[] json,
      int from,
      int to) {
    super(context, features, null, null, names, json, from, to, 0, false);
  }

  /// Makes the parsers of byte arrays.
  static final class Factory extends JsonFactory {
    private static final long serialVersionUID = 1L;

    Factory() {
      enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER.mappedFeature());
    }

    @Override
    protected JsonParser _createParser(byte[] json, int from, int length, IOContext context) {
      return new SpanParser(
          context,
          _parserFeatures,
          _byteSymbolCanonicalizer.makeChildOrPlaceholder(_factoryFeatures),
          json,
          from,
          from + length);
    }
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    boolean isObject = currentToken() == JsonToken.START_OBJECT;
    if (!isObject && currentToken() != JsonToken.START_ARRAY) {
      return this;
    }
    int end = end(isObject ? 1 : 0);
    if (end < 0) {
      return super.skipChildren();
    }
    _inputPtr = end;
    _parsingContext = _parsingContext.clearAndGetParent();
    _updateToken(isObject ? JsonToken.END_OBJECT : JsonToken.END_ARRAY);
    return this;
  }

  /// Where what is open ends; negative if it does not, or if its brackets do not match.
  ///
  /// @param open a bit for each open bracket, the innermost lowest: 1 for an object
  private int end(long open) {
    byte[] json = _inputBuffer;
    int depth = 1;
    int at = _inputPtr;
    while (at < _inputEnd && depth <= DEPTH) {
      byte character = json[at++];
      switch (character) {
        case '"' -> at = endOfString(json, at);
        case '{', '[' -> {
          open = open << 1 | (character == '{' ? 1 : 0);
          depth++;
        }
        case '}', ']' -> {
          if ((open & 1) != (character == '}' ? 1 : 0)) {
            return -1;
          }
          open >>>= 1;
          if (--depth == 0) {
            return at;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private int endOfString(byte[] json, int from) {
    int at = from;
    while (at < _inputEnd && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
