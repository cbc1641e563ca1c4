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
    int end = Span.end(_inputBuffer, _inputPtr, _inputEnd, isObject);
    if (end < 0) { // nested too deeply, or an error that Jackson has words for
      return super.skipChildren();
    }
    _inputPtr = end;
    _parsingContext = _parsingContext.clearAndGetParent();
    _updateToken(isObject ? JsonToken.END_OBJECT : JsonToken.END_ARRAY);
    return this;
  }
}
