package io.millrace.entityfeatures;

import io.millrace.contracts.FeaturePart;
import io.millrace.features.Sight;

/// What the history of an entity answers an event.
///
/// @param standing what the event is to it, as far as that is certain for as long as duplicates are
///   looked for
public record Observed(FeaturePart part, Sight.Standing standing) {}
