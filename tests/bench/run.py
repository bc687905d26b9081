#!/usr/bin/env python3
"""Runs the benchmark programs in turn (A B C A B C ...), takes medians, and quotes ratios within this run.

The figure of an answering program is the CPU time that a call takes it, not the wall clock: what else runs on the
machine disturbs it less. The load is sipload, which is faster than everything that is measured with it.
"""
import argparse
import contextlib
import glob
import os
import re
import statistics
import subprocess
import time

from report import Report
from server import ON_ITS_THREAD, Server

OURS, BARE, PEER, FLOOR = "bench_uas", "bench_uas_sip", "sofia_uas", "floor_uas"
BARE_ON_THREAD = BARE + ON_ITS_THREAD
HELD_CALLS, IDLE_CONNECTIONS, BURST, CLOSED_CONNECTIONS = 5000, 1000, 20000, 1000
LINGER_SECONDS = 40  # longer than timers H and J, 64 T1


class Bench:
    def __init__(self, options):
        self.options = options
        self.report = Report()

    # ---- programs ----

    def program(self, name):
        return os.path.join(self.options.programs, name)

    def has(self, name):
        return os.access(self.program(name), os.X_OK)

    def answering(self, *without):
        return [name for name in (OURS, BARE, PEER, FLOOR) if self.has(name) and name not in without]

    def serve(self, name, transport):
        return Server(name, transport, self.options.programs, self.options.certificates)

    def rounds(self):
        return range(self.options.rounds)

    def calls(self, number):
        """How many to make where the full measurement makes this many."""
        return number // 4 if self.options.quick else number

    def load_arguments(self, server, calls, window, *extra):
        return [self.program("sipload"), "-t", server.transport, "-a", f"127.0.0.1:{server.port}", "-n", str(calls),
                "-w", str(window), *extra]

    def load(self, server, calls, window, *extra):
        """A run of sipload: its figures, and the answering side's CPU microseconds a call."""
        before = server.cpu_seconds()
        output = subprocess.run(self.load_arguments(server, calls, window, *extra), capture_output=True, text=True,
                                timeout=300).stdout
        figures = {"CPU us a call": (server.cpu_seconds() - before) * 1e6 / calls}
        if match := re.search(r"(\d+) failed, .* calls/s (\d+), .* reused (\d+)", output):
            figures["failed"], figures["calls/s"] = int(match[1]), int(match[2])
            if "-r" in extra:
                figures["resumed, %"] = int(match[3]) * 100 / calls
        for kind in ("connect", "invite-200"):
            if match := re.search(rf"{kind} ms: p50 ([\d.]+) p90 [\d.]+ p99 ([\d.]+)", output):
                figures[f"{kind} p50, ms"], figures[f"{kind} p99, ms"] = float(match[1]), float(match[2])
        return figures

    def compare(self, title, transport, calls, window, *extra, programs=None):
        """The answering programs in turn; {figure: {program: median}}."""
        samples = {}
        calls = self.calls(calls)
        for _ in self.rounds():
            for name in programs or self.answering():
                with self.serve(name, transport) as server:
                    self.load(server, max(calls // 10, window), window, *extra)  # warm
                    samples.setdefault(name, []).append(self.load(server, calls, window, *extra))
        rows = medians(samples)
        self.report.table(title, rows, PEER)
        return rows

    @contextlib.contextmanager
    def holding(self, arguments):
        """A program that says HELD when what it holds stands."""
        holder = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        try:
            if not any(line.startswith("HELD") for line in holder.stdout):
                raise RuntimeError(f"{arguments[0]} holds nothing")
            yield
        finally:
            holder.kill()
            holder.wait()
            holder.stdout.close()

    # ---- what is measured ----

    def parse(self):
        parsers = [name for name in ("parse_trunkcall", "parse_sofia", "parse_osip") if self.has(name)]
        messages = sorted(glob.glob(os.path.join(self.options.vectors, "*.sip")))
        times, allocations = {}, {}
        for _ in self.rounds():
            for parser in parsers:
                for fields in self.parser_lines(parser, "-t", "0.2", *messages):
                    times.setdefault(fields[1], {}).setdefault(parser, []).append(float(fields[3]))
        for parser in parsers:
            for fields in self.parser_lines(parser, "-a", *messages):
                allocations.setdefault(fields[1], {})[parser] = int(fields[3])
        times = {message: {name: statistics.median(values) for name, values in row.items()}
                 for message, row in times.items()}
        self.report.table("parse, ns a message", times, "parse_sofia")
        self.report.table("parse, allocations a message", allocations)
        self.report.ratio_aim("parse mix", times["mix"], "parse_trunkcall", "parse_sofia", 0.25)

    def parser_lines(self, parser, *arguments):
        output = subprocess.run([self.program(parser), *arguments], capture_output=True, text=True, check=True).stdout
        return [line.split() for line in output.splitlines()]

    def udp(self):
        self.kept("UDP", 16, 0.5)

    def tcp(self):
        self.kept("kept TCP", 64, 0.6, "-k")

    def tls(self):
        self.kept("kept TLS", 64, 0.6, "-k")

    def kept(self, what, window, aim, *extra):
        """Calls over what stands, and what the layers cost: the stack, a program's thread, gc_*."""
        programs = [OURS, BARE_ON_THREAD, *self.answering(OURS)]
        cpu = self.compare(f"{what} call", what[-3:].lower(), 20000, window, *extra, programs=programs)["CPU us a call"]
        self.report.ratio_aim(f"{what} call CPU", cpu, OURS, PEER, aim)
        self.report.ratio_aim(f"gc_ layer, {what} call CPU", cpu, OURS, BARE, 1.3)
        self.report.ratio_aim(f"gc_ layer, {what} call CPU", cpu, OURS, BARE_ON_THREAD, 1.3)

    def latency(self):
        """One call at a time: how long a caller waits, rather than how long a queue is."""
        rows = self.compare("one call at a time over a kept TLS connection", "tls", 3000, 1, "-k")
        for kind in ("p50", "p99"):
            self.report.ratio_aim(f"INVITE to 200, kept TLS, {kind}", rows[f"invite-200 {kind}, ms"], OURS, PEER, 1.0)

    def new(self):
        """A new connection for each call."""
        self.compare("TCP call, new connection", "tcp", 5000, 64)
        for version in ("13", "12"):
            title = f"TLS 1.{version[1]} call, new connection"
            cpu = self.compare(title, "tls", 2000, 64, "-V", version)["CPU us a call"]
            if version == "13":
                self.report.ratio_aim("TLS 1.3 call CPU, new connection", cpu, OURS, FLOOR, 1.15)
            self.compare(f"{title}, resumed", "tls", 2000, 64, "-V", version, "-r")

    def handshakes(self):
        """Connections without a call; calls/s are handshakes a second here."""
        for version in ("13", "12"):
            for kind, extra in (("full", []), ("resumed", ["-r"])):
                self.compare(f"TLS 1.{version[1]} handshake, {kind}", "tls", 2000, 64, "-C", "-V", version, *extra,
                             programs=self.answering(BARE))

    def gc(self):
        """Both sides through gc_*: two processes of the library."""
        rows = {}
        for transport in ("udp", "tcp", "tls"):
            runs = [self.gc_to_gc(transport, self.calls(10000), 32) for _ in self.rounds()]
            rows[transport] = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        self.report.table("gc_* to gc_*", rows)

    def gc_to_gc(self, transport, calls, window):
        with self.serve(OURS, transport) as server:
            arguments = [self.program("bench_caller"), transport, str(server.port), str(calls), str(window)]
            if transport == "tls":
                arguments.append(os.path.join(self.options.certificates, "ca.pem"))
            before = server.cpu_seconds()
            result = subprocess.run(arguments, capture_output=True, text=True, timeout=300)
            used = server.cpu_seconds() - before
        match = re.search(r"(\d+) failed, .*?([\d.]+) calls/s, ([\d.]+) CPU", result.stdout)
        if not match:
            raise RuntimeError(f"bench_caller {transport}: {result.stderr.strip()}")
        return {"calls/s": float(match[2]), "failed": int(match[1]), "caller, s/1000 calls": float(match[3]) * 1e-3,
                "callee, s/1000 calls": used * 1000 / calls}

    def held(self):
        """Resident memory of what stands."""
        rows = {"KiB a held call, UDP": {}, "KiB an idle TLS connection": {}}
        for name in self.answering(FLOOR):
            with self.serve(name, "udp") as server:
                before = server.resident_bytes()
                with self.holding(self.load_arguments(server, HELD_CALLS, 64, "-H", "60")):
                    rows["KiB a held call, UDP"][name] = (server.resident_bytes() - before) / HELD_CALLS / 1024
        for name in self.answering():
            with self.serve(name, "tls") as server:
                before = server.resident_bytes()
                with self.holding([self.program("tls_limits"), "hold", f"127.0.0.1:{server.port}",
                                   str(IDLE_CONNECTIONS), "60"]):
                    time.sleep(0.5)
                    used = server.resident_bytes() - before
                rows["KiB an idle TLS connection"][name] = used / IDLE_CONNECTIONS / 1024
        self.report.table("memory of what stands", rows, PEER)
        self.report.aim("KiB a held call", rows["KiB a held call, UDP"].get(OURS), 8)
        self.report.aim("KiB an idle TLS connection", rows["KiB an idle TLS connection"].get(OURS), 18)

    def burst(self):
        """Resident memory before and after many short calls, when their transactions have lingered."""
        rows = {"MiB before": {}, "MiB at the end of the burst": {}, "MiB afterwards": {}}
        with contextlib.ExitStack() as servers:
            running = [servers.enter_context(self.serve(name, "udp")) for name in self.answering(FLOOR)]
            for server in running:
                self.load(server, 2000, 16)
                rows["MiB before"][server.name] = server.resident_bytes() / 2**20
                self.load(server, BURST, 500)
                rows["MiB at the end of the burst"][server.name] = server.resident_bytes() / 2**20
            time.sleep(LINGER_SECONDS)
            for server in running:
                rows["MiB afterwards"][server.name] = server.resident_bytes() / 2**20
        self.report.table(f"memory around a burst of {BURST:,} calls", rows)
        if OURS in rows["MiB before"]:
            self.report.aim("MiB more after the burst", rows["MiB afterwards"][OURS] - rows["MiB before"][OURS], 4)

    def connections(self):
        left, connect = "descriptors left 2 s after closing", "200 connects at once, p99 ms"
        rows = {left: {}, connect: {}}
        for name in self.answering():
            with self.serve(name, "tcp") as server:
                before = server.descriptors()
                self.load(server, CLOSED_CONNECTIONS, 100)
                time.sleep(2)
                rows[left][name] = server.descriptors() - before
                rows[connect][name] = statistics.median(
                    self.load(server, 200, 200).get("connect p99, ms", 0) for _ in self.rounds())
        self.report.table(f"connections ({CLOSED_CONNECTIONS:,} closed)", rows)
        self.report.aim("descriptors left of closed connections", rows[left].get(OURS), 0)
        self.report.aim("200 connects at once, p99 ms", rows[connect].get(OURS), 50)

    def openssl(self):
        """What OpenSSL alone reaches."""
        identity = [os.path.join(self.options.certificates, f"127.0.0.1.{kind}") for kind in ("pem", "key")]
        print("\nOpenSSL alone")
        for mode in ("mem", "tcp", "srvmem"):
            print(subprocess.run([self.program("tls_limits"), mode, *identity], capture_output=True, text=True,
                                 check=True).stdout.replace(identity[0], "P-256"), end="", flush=True)


def medians(samples):
    """{program: [{figure: value}]} as {figure: {program: median}}."""
    figures = dict.fromkeys(figure for runs in samples.values() for run in runs for figure in run)
    rows = {}
    for figure in figures:
        rows[figure] = {name: statistics.median(run[figure] for run in runs if figure in run)
                        for name, runs in samples.items() if any(figure in run for run in runs)}
    return rows


PARTS = ("parse", "udp", "tcp", "tls", "latency", "new", "handshakes", "gc", "held", "burst", "connections", "openssl")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--certificates", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--json", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="a quarter of the calls, where their number only steadies")
    parser.add_argument("what", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    if unknown := set(options.what) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    bench = Bench(options)
    for part in options.what or PARTS:
        getattr(bench, part)()
    bench.report.finish(options.json)


if __name__ == "__main__":
    main()
