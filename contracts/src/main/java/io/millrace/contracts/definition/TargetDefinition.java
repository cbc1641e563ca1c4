package io.millrace.contracts.definition;

import io.millrace.contracts.expression.Expression;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where an action goes, as it stands in `pipeline.yaml`. A decision makes an
/// [io.millrace.contracts.Action.Target] of it, in which every expression is computed.
public sealed interface TargetDefinition {

  /// The pipeline's topic of this name.
  record Topic(String name) implements TargetDefinition {}

  /// The log of action-triggers.
  record Log() implements TargetDefinition {}

  /// A list.
  ///
  /// @param item what is put on it, a text or an integer
  /// @param duration for how long, absent for as long as nobody takes it off
  record AddToList(String list, Expression item, @Nullable Duration duration)
      implements TargetDefinition {}

  /// An HTTP address. It and the headers may name secrets as `${NAME}`.
  ///
  /// @param headers by lower-case name, in the order of the text
  record Webhook(String url, Map<String, String> headers) implements TargetDefinition {

    public Webhook {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
  }
}
