package io.millrace.entityfeatures;

import io.millrace.contracts.FeaturePart;
import io.millrace.features.Sight;

/// What the history of an entity answers an event.
///
/// @param standing what the event is to it, as far as that is certain for as long as duplicates are
///   looked for
/// @param first the offset of the event that counts in it: this one, or the first one of its id
public record Observed(FeaturePart part, Sight.Standing standing, long first) {}
