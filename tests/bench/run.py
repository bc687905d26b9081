#!/usr/bin/env python3
"""Runs the benchmarks: tables, where the aims stand, and a file with all figures."""
import argparse

import adversity
import calls
import standing
from bench import Bench
from report import Report

PARTS = {part.__name__: part for part in (
    calls.parse, calls.udp, calls.tcp, calls.tls, calls.latency, calls.new, calls.handshakes, calls.gc,
    standing.held, standing.idle, standing.burst, standing.connections, standing.lines,
    adversity.reconnect, adversity.half_open, adversity.reload, calls.openssl)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--certificates", required=True, help="directory with p256 and rsa2048 in it")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--json", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="a quarter of the calls, where their number only steadies")
    parser.add_argument("what", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    if unknown := set(options.what) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    report = Report()
    bench = Bench(options, report)
    for part in options.what or PARTS:
        PARTS[part](bench)
    report.finish(options.json)


if __name__ == "__main__":
    main()
