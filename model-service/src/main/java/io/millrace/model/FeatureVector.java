package io.millrace.model;

import io.millrace.contracts.Event;
import io.millrace.contracts.FeatureValue;
import io.millrace.contracts.Part;
import io.millrace.contracts.Position;
import java.util.List;
import java.util.Map;

/// An event with all its features, before the model has seen it.
///
/// @param release the release that it is for
/// @param features by name, in the order of the pipeline's definition
/// @param degraded which values are stand-ins, and why
/// @param sources the records that the parts were computed from, by part
record FeatureVector(
    Event event,
    int release,
    Map<String, FeatureValue> features,
    List<String> degraded,
    Map<Part, Position> sources) {}
