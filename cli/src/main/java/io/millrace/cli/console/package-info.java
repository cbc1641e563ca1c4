/// The console: a page that shows a running pipeline, for those who have no Grafana.
///
/// What it shows comes from Kafka alone, so it is right wherever the services run. It only reads.
@NullMarked
package io.millrace.cli.console;

import org.jspecify.annotations.NullMarked;
