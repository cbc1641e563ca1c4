#!/usr/bin/env python3
"""What a cluster needs for some rates, from what `millrace bench --json` has measured.

    benchmarks/capacity.py BENCH.json [RATE...]     default: 10,000, 100,000 and 1,000,000 events/s

docs/how-to/size-a-cluster.md explains the columns.
"""
import json
import sys
from math import ceil

BUSY = 0.6           # how busy a core may be: the rest is for peaks, restores and the collector
REPLICAS = 3
CORES_OF_BROKER = 8
DAYS = 7             # how long topics keep records
READERS = 1.3        # each record is read by the next stage, and some by others too
PARTITION = 5_000    # events/s that one partition is given


def main():
    if len(sys.argv) < 2:
        print(__doc__.strip(), file=sys.stderr)
        sys.exit(2)
    with open(sys.argv[1]) as file:
        bench = json.load(file)
    rates = [int(rate.replace(",", "")) for rate in sys.argv[2:]] or [10_000, 100_000, 1_000_000]
    work = bench["cpu_us_by_work"]
    broker_us = work["broker"]
    service_us = bench["cpu_us_per_event"] - broker_us - work["load"]
    size = bench["bytes_per_event"]
    print(f"{bench['layout']}: {service_us:.0f} us of services and {broker_us:.0f} us of a broker an event, "
          f"{bench['records_per_event']:.1f} records of {size:,.0f} bytes together")
    print()
    print("| events/s | service cores | partitions | broker cores | brokers | network of all brokers, in / out | disk |")
    print("|---|---|---|---|---|---|---|")
    for rate in rates:
        services = ceil(rate * service_us / 1e6 / BUSY)
        brokers_cores = ceil(rate * broker_us * REPLICAS / 1e6 / BUSY)
        incoming = rate * size * REPLICAS / 1e6
        outgoing = rate * size * (READERS + REPLICAS - 1) / 1e6
        disk = rate * size * REPLICAS * DAYS * 86_400 / 1e12
        print(f"| {rate:,} | {services:,} | {max(4, ceil(rate / PARTITION)):,} | {brokers_cores:,} "
              f"| {max(3, ceil(brokers_cores / CORES_OF_BROKER)):,} | {incoming:,.0f} / {outgoing:,.0f} MB/s | {disk:,.1f} TB |")


main()
