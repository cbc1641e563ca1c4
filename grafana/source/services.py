"""Are the services well: up, in step, with the state and the memory that they need?"""
from dashboard import Dashboard, variable
from panels import GREEN, RED, YELLOW, field_named, lines, named, stat, states, table
from queries import PER, lag, of, over

SERVICE = 'service=~"$service"'
INSTANCE = 'instance=~"$instance"'
BOTH = (SERVICE, INSTANCE)

# A process has a service's name where Prometheus is told it; one that several services share has none.
PROCESS = "service, instance"
PROCESS_NAME = "{{service}} {{instance}}"


def a_second(metric, by):
    return over("sum", by, f"rate({of(metric, *BOTH)}{PER})")


services = Dashboard(
    "services", "services and state", __doc__,
    variable("service", "Service", "Services of the pipeline",
             'label_values(millrace_records_in_total{job=~"$job"}, service)'),
    variable("instance", "Instance", "Processes that run these services",
             'label_values(millrace_records_in_total{job=~"$job", service=~"$service"}, instance)'))

services.line(
    4,
    stat("Up", "How many instances answer Prometheus?", f'sum({of("up")})', "short", now=True),
    stat("Down", "Does an instance not answer? Its partitions go to others of the same service; with none, they wait.",
         f'sum(1 - {of("up")})', "short", limits=[(RED, 1)], now=True, runbooks=["service-down"]),
    stat("Youngest process", "Has something started again? The time since the last start of any process.",
         f'min({of("process_uptime_seconds", INSTANCE)})', "s", base=YELLOW, limits=[("text", 300)], now=True),
    stat("Restoring", "Is state being restored? Partitions that stand still until theirs is.",
         over("sum", "", of("millrace_restoring_partitions", *BOTH)), "short", limits=[(YELLOW, 1)],
         runbooks=["restore-stuck"]),
    stat("Records dropped", "Has Kafka Streams dropped records in the last hour? It should not, ever.",
         f'sum(increase({of("kafka_stream_task_dropped_records_total", *BOTH)}[1h]))', "short",
         field={"decimals": 0}, limits=[(RED, 1)], now=True),
    stat("Writes that failed", "Have records not been written in the last hour? The broker was away for too long, or "
         "refuses them.", f'sum(increase({of("kafka_producer_record_error_total", *BOTH)}[1h]))', "short",
         field={"decimals": 0}, limits=[(RED, 1)], now=True),
)

services.row("Services")
services.line(
    8,
    states("Instances", "Which instance is down, and since when?", {PROCESS_NAME: of("up")},
           named(**{"0": ("down", RED), "1": ("up", GREEN)}), runbooks=["service-down"]),
    lines("Lag by service", "Which service falls behind? Records on its topics that it has not read yet.",
          {"{{service}}": lag(*BOTH, by="service")}, "short", runbooks=["lag-growing"]),
    lines("Rebalances", "Do instances come and go? Each rebalance stops the partitions that it moves for a moment.",
          {"{{service}}": over("sum", "service",
                               f'increase({of("kafka_consumer_coordinator_rebalance_total", *BOTH)}{PER})')}, "short"),
)
services.line(
    8,
    lines("Busy threads", "Is a service at its limit? The share of time that its threads process records: near 100 % it "
          "needs more threads or another instance.",
          {"{{service}}": over("max", "service", of("kafka_stream_thread_process_ratio", *BOTH))}, "percentunit",
          field={"max": 1}, runbooks=["lag-growing"]),
    lines("Records in a poll", "How much does a service take at once? More when it catches up.",
          {"{{service}}": over("avg", "service", of("kafka_stream_thread_poll_records_avg", *BOTH))}, "short"),
    lines("Time of commits", "Do commits hold up the stream? The mean of a thread; a slow one is the broker, or a disk.",
          {"{{service}}": over("max", "service", of("kafka_stream_thread_commit_latency_avg", *BOTH))}, "ms"),
    lines("Dropped and failed", "Is anything lost? Records that Kafka Streams drops, and writes that fail; always 0.",
          {"{{service}} dropped": a_second("kafka_stream_task_dropped_records_total", "service"),
           "{{service}} not written": a_second("kafka_producer_record_error_total", "service")}, "recps"),
)

services.row("State")
services.line(
    8,
    lines("Size of state on disk", "Does state grow without end? Files of RocksDB, by store.",
          {"{{service}} {{store}}": over("sum", "service, store", of("kafka_stream_state_total_sst_files_size", *BOTH))},
          "bytes", many=True),
    lines("Keys of state", "How many entities, events and actions are kept? As RocksDB reckons.",
          {"{{service}} {{store}}": over("sum", "service, store", of("kafka_stream_state_estimate_num_keys", *BOTH))},
          "short", many=True),
    lines("State in memory", "How much memory outside of the heap do stores take for what is not on disk yet?",
          {"{{service}}": over("sum", "service", of("kafka_stream_state_size_all_mem_tables", *BOTH))}, "bytes"),
)
services.line(
    8,
    lines("State to restore", "How much must be read back before partitions are processed? Records of changelogs, at "
          "most; it falls to 0.",
          {"{{service}} {{store}}": over("sum", "service, store", of("millrace_restore_remaining_records", *BOTH))},
          "short", runbooks=["restore-stuck"]),
    lines("State restored", "How fast is state read back from changelogs? With this and the panel beside it one knows "
          "when partitions go on.",
          {"{{service}} {{store}}": a_second("millrace_restored_records_total", "service, store")}, "recps",
          runbooks=["restore-stuck"]),
)

services.row("Processes: where services share a JVM (demo, start), one instance stands for all of them")
services.line(
    8,
    lines("Heap", "Is memory flat? What is used of the heap, and how much there may be.",
          {PROCESS_NAME: over("sum", PROCESS, of("jvm_memory_used_bytes", INSTANCE, 'area="heap"')),
           PROCESS_NAME + " at most": over("sum", PROCESS,
                                        of("jvm_memory_max_bytes", INSTANCE, 'area="heap"') + " > 0")}, "bytes"),
    lines("Pauses of the collector", "How much time do collections take away? The share of time, all threads stopped.",
          {PROCESS_NAME: over("sum", PROCESS, f'rate({of("jvm_gc_pause_seconds_sum", INSTANCE)}{PER})')},
          "percentunit"),
    lines("Longest pause", "Does a collection hold up decisions? The longest pause of the last minutes.",
          {PROCESS_NAME: over("max", PROCESS, of("jvm_gc_pause_seconds_max", INSTANCE))}, "s"),
    lines("Allocation", "How much garbage is made? More of it for the same rate is a change in the code or the events.",
          {PROCESS_NAME: over("sum", PROCESS, f'rate({of("jvm_gc_memory_allocated_bytes_total", INSTANCE)}{PER})')},
          "Bps"),
)
services.line(
    8,
    lines("CPU", "Who needs a core? The share of the machine's processors that a process takes, and that all take.",
          {PROCESS_NAME: over("max", PROCESS, of("process_cpu_usage", INSTANCE)),
           "machine of " + PROCESS_NAME: over("max", PROCESS, of("system_cpu_usage", INSTANCE))},
          "percentunit", field={"max": 1}),
    lines("Threads", "Do threads leak? The number alive, flat after the start.",
          {PROCESS_NAME: over("max", PROCESS, of("jvm_threads_live_threads", INSTANCE))}, "short"),
    table("Uptime", "Since when does each process run?",
          over("max", PROCESS, of("process_start_time_seconds", INSTANCE)) + " * 1000",
          {"service": "service", "instance": "instance", "Value": "started"},
          overrides=[field_named("started", unit="dateTimeFromNow")]),
)
