/// What commands do with a running Kafka: publish a history, and read what came of it.
@NullMarked
package io.millrace.cli.kafka;

import org.jspecify.annotations.NullMarked;
