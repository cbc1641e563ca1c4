package io.millrace.model;

import io.millrace.contracts.FeatureValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The features of an event as one release wants them, before its model has seen them.
///
/// @param assignment the number of the assignment in force where the event stands in the log
/// @param features by name, in the order of the release's pipeline
/// @param degraded which values are stand-ins, and why
/// @param givenUp why the model is not asked, absent where it is: a part was given up
record FeatureVector(
    int assignment,
    Map<String, FeatureValue> features,
    List<String> degraded,
    @Nullable String givenUp) {}
