#!/usr/bin/env python3
"""What metrics cost: the composed layout's throughput with metrics and without, in turns on this machine.

    benchmarks/metrics-cost.py [RUNS] [RESULTS]     default: 4 runs of each, results in data/metrics-cost

Each run is a JVM of its own that decides 100,000 events three times, after 300,000 that do not count, with
MILLRACE_METRICS=on or off. `cost` is how much less is decided with metrics, by the medians; `equal_runs_differ` is the
median of how much two runs that follow each other with the same setting differ: a cost below it is not to be seen here.
"""
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent.parent
SETTINGS = {"layout": "composed", "events": 100_000, "rounds": 3, "warm-up": 300_000, "rates": 200, "seconds": 2, "first-minute": 0}


def decided_per_second(metrics, out):
    command = ["./millrace", "bench", "--json"] + [f"--{name}={value}" for name, value in SETTINGS.items()]
    with open(out, "w") as file:
        subprocess.run(command, cwd=HERE, env=os.environ | {"MILLRACE_METRICS": metrics}, stdout=file, check=True)
    return json.loads(out.read_text())["decisions_per_s"]


def measure(runs, results):
    measured = {"on": [], "off": []}
    for run in range(1, runs + 1):
        for metrics in ("on", "off") if run % 2 else ("off", "on"):
            measured[metrics].append(decided_per_second(metrics, results / f"{metrics}-{run}.json"))
            print(f"run {run} of {runs}, metrics {metrics}: {measured[metrics][-1]:,.0f}/s", file=sys.stderr, flush=True)
    return measured


def report(measured):
    on, off = median(measured["on"]), median(measured["off"])
    differences = [abs(a - b) / max(a, b) for each in measured.values() for a, b in zip(each, each[1:])]
    return {
        "decisions_per_s_on": round(on),
        "decisions_per_s_off": round(off),
        "cost": round(1 - on / off, 4),
        "equal_runs_differ": round(median(differences), 4) if differences else None,
        "runs": measured,
    }


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    results = Path(sys.argv[2] if len(sys.argv) > 2 else HERE / "data" / "metrics-cost")
    results.mkdir(parents=True, exist_ok=True)
    print(json.dumps(report(measure(runs, results)), indent=2))


main()
