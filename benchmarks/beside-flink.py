#!/usr/bin/env python3
"""Both layouts of Millrace, the floor and a Flink job that does the same work, in turns on this machine.

    benchmarks/beside-flink.py [RUNS] [RESULTS]     default: 5 runs, results in data/beside-flink

The Flink job is that of the peers beside the checkout (../shared/peers, or PEERS), built as its README says. Each run
measures everything once, so that what the machine does besides falls on all alike; the table has medians over the runs.
Throughput is that of 300,000 events after 900,000; Flink gathers for 5 ms there, and Millrace runs in the profile
throughput. Latency is measured without gathering, in the profile fast, for half a minute at each rate.
"""
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent.parent
PEERS = Path(os.environ.get("PEERS", HERE.parent / "shared" / "peers"))
CARDS = PEERS.parent / "data" / "handbook" / "transactions-2018-04-01_2018-08-14.csv.gz"
ROUND, WARM_UP, SECONDS = 300_000, 900_000, 30


def millrace(layout, out):
    settings = {"layout": layout, "events": ROUND, "warm-up": WARM_UP, "rounds": 1, "seconds": SECONDS, "first-minute": 0}
    command = ["./millrace", "bench", "--json"] + [f"--{name}={value}" for name, value in settings.items()]
    with open(out, "w") as file:
        subprocess.run(command, cwd=HERE, stdout=file, check=True)
    return json.loads(out.read_text())


def flink(backend, gather, rates, out):
    out.unlink(missing_ok=True)
    settings = {
        "RESULTS": str(out.resolve()), "LINGER": str(gather), "BUFFER": str(gather), "RATES": rates,
        "CARDS": str(CARDS), "COUNT": str(ROUND), "ROUNDS": str(WARM_UP // ROUND + 1),
        "SECONDS_EACH": str(SECONDS),
    }
    subprocess.run([PEERS / "bench.sh", f"flink-{backend}"], env=os.environ | settings, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    return {
        "per_second": [row["per_second"] for row in rows if row["kind"] == "throughput"][-1],
        "latency_ms": {str(row["rate"]): row for row in rows if row["kind"] == "latency"},
    }


def measure(runs, results):
    all_runs = []
    for run in range(1, runs + 1):
        print(f"run {run} of {runs}", file=sys.stderr, flush=True)
        measured = {layout: millrace(layout, results / f"{layout}-{run}.json") for layout in ("composed", "separate")}
        measured["rocksdb"] = flink("rocksdb", 5, "", results / f"flink-rocksdb-{run}.jsonl")
        measured["heap"] = flink("hashmap", 0, "1000,200", results / f"flink-heap-{run}.jsonl")
        all_runs.append(measured)
    return all_runs


def table(runs):
    def of(*path):
        values = []
        for run in runs:
            value = run
            for key in path:
                value = value[key]
            values.append(value)
        return median(values)

    print("| | events/s | p50 / p99 / p99.9 ms at 200/s | at 1,000/s | allocated, B an event | longest GC pause, ms |")
    print("|---|---|---|---|---|---|")
    for layout in ("separate", "composed"):
        cells = [" / ".join(f"{of(layout, 'latency_ms', rate, key):.1f}" for key in ("p50", "p99", "p99_9"))
                 for rate in ("200", "1000")]
        print(f"| {layout} | {of(layout, 'decisions_per_s'):,.0f} | {cells[0]} | {cells[1]} "
              f"| {of(layout, 'allocated_bytes_per_event'):,.0f} | {of(layout, 'gc_pause_max_ms'):.0f} |")
    floor = [f"{of('separate', 'latency_ms', rate, 'floor_p50'):.1f} / {of('separate', 'latency_ms', rate, 'floor_p99'):.1f}"
             for rate in ("200", "1000")]
    print(f"| floor | {of('separate', 'floor_events_per_s'):,.0f} | {floor[0]} | {floor[1]} | | |")
    print(f"| Flink, RocksDB | {of('rocksdb', 'per_second'):,.0f} | | | | |")
    heap = [f"{of('heap', 'latency_ms', rate, 'p50'):.1f} / {of('heap', 'latency_ms', rate, 'p99'):.1f}"
            for rate in ("200", "1000")]
    print(f"| Flink, heap | {of('heap', 'per_second'):,.0f} | {heap[0]} | {heap[1]} | | |")
    print()
    ratios = {
        "separate / floor, events/s (0.35 wanted)": of("separate", "decisions_per_s") / of("separate", "floor_events_per_s"),
        "composed / Flink on RocksDB, events/s (1.2 wanted)": of("composed", "decisions_per_s") / of("rocksdb", "per_second"),
        "composed / Flink, p99 at 200/s (at most 1.5)": of("composed", "latency_ms", "200", "p99") / of("heap", "latency_ms", "200", "p99"),
        "separate / floor, p99 at 200/s (at most 1.5)": of("separate", "latency_ms", "200", "p99") / of("separate", "latency_ms", "200", "floor_p99"),
        "composed / Flink, p50 at 1,000/s (at most 3)": of("composed", "latency_ms", "1000", "p50") / of("heap", "latency_ms", "1000", "p50"),
        "separate / floor, p50 at 1,000/s (at most 1.3)": of("separate", "latency_ms", "1000", "p50") / of("separate", "latency_ms", "1000", "floor_p50"),
    }
    for name, ratio in ratios.items():
        print(f"{ratio:6.2f}  {name}")


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    results = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "data" / "beside-flink"
    if not (PEERS / "bench.sh").exists() or not CARDS.exists():
        print(f"skipped: data not here ({PEERS}, {CARDS})")
        return
    results.mkdir(parents=True, exist_ok=True)
    table(measure(runs, results))


main()
