package io.millrace.trainer.promotion;

import io.millrace.contracts.LearningEvent;
import java.util.function.Consumer;

/// The log of what has happened in the learning of a pipeline.
interface Journal {

  /// Appends an event; it is there to stay when this returns.
  void append(LearningEvent event);

  /// Reads what has come since it was read last, by whomever.
  void read(Consumer<LearningEvent> to);
}
