package io.millrace.actions;

import io.millrace.contracts.Payload;

/// A record for one of the pipeline's action topics.
///
/// @param topic the topic as the pipeline names it, such as `review-queue`
/// @param value what its readers get
record TopicRecord(String topic, Payload value) {}
