#!/usr/bin/env python3
"""Runs the benchmark programs in turn (A B C A B C ...), takes medians, and prints ratios within this run.

The figure of an answering program is the CPU time it takes for a call, not the wall clock: what else runs on the machine
disturbs it less. The load comes from yardstick/sipload, which is faster than everything that is measured with it.
"""
import argparse
import glob
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time

PAGE = os.sysconf("SC_PAGE_SIZE")


class Server:
    """An answering program on a port of its own."""

    def __init__(self, bench, name, transport):
        self.port = free_port()
        arguments = [bench.program(name), transport, str(self.port)]
        if transport == "tls":
            arguments += bench.identity(name)
        environment = dict(os.environ, BENCH_LINES="6000")
        self.process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        wait_until_listening(self.process, transport, self.port)

    def cpu_seconds(self):
        total = 0
        for path in glob.glob(f"/proc/{self.process.pid}/task/*/schedstat"):
            try:
                with open(path) as file:
                    total += int(file.read().split()[0])
            except OSError:
                pass
        return total * 1e-9

    def resident_bytes(self):
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * PAGE

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_listening(process, transport, port):
    """Until the port is bound: for UDP by the kernel's table, since a probe would be a message."""
    table, states = ("udp", None) if transport == "udp" else ("tcp", "0A")
    wanted = f"0100007F:{port:04X}", f"00000000:{port:04X}"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        with open(f"/proc/net/{table}") as file:
            rows = [row.split() for row in file.readlines()[1:]]
        if any(row[1] in wanted and (states is None or row[3] == states) for row in rows):
            time.sleep(0.3)  # lines are opened after the port
            return
        time.sleep(0.02)
    raise RuntimeError(f"the program on port {port} does not listen")


class Bench:
    def __init__(self, options):
        self.options = options
        self.results = {}

    def program(self, name):
        return os.path.join(self.options.programs, name)

    def has(self, name):
        return os.access(self.program(name), os.X_OK)

    def identity(self, name):
        certificates = self.options.certificates
        if name == "sofia_uas":  # wants a folder with its own file names
            folder = os.path.join(certificates, "sofia")
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, "agent.pem"), "w") as both:
                for part in ("127.0.0.1.pem", "127.0.0.1.key"):
                    both.write(open(os.path.join(certificates, part)).read())
            with open(os.path.join(folder, "cafile.pem"), "w") as authority:
                authority.write(open(os.path.join(certificates, "ca.pem")).read())
            return [folder]
        return [os.path.join(certificates, "127.0.0.1.pem"), os.path.join(certificates, "127.0.0.1.key")]

    def servers(self):
        return [name for name in ("bench_uas", "bench_uas_sip", "sofia_uas", "floor_uas") if self.has(name)]

    def rounds(self):
        return range(self.options.rounds)

    def load(self, server, transport, calls, window, *extra):
        """A sipload run: its figures, and the answering side's CPU microseconds a call."""
        arguments = [self.program("sipload"), "-t", transport, "-a", f"127.0.0.1:{server.port}", "-n", str(calls), "-w",
                     str(window), *extra]
        before = server.cpu_seconds()
        output = subprocess.run(arguments, capture_output=True, text=True, timeout=300).stdout
        used = server.cpu_seconds() - before
        figures = {"cpu_us": used * 1e6 / calls}
        if match := re.search(r"(\d+) failed, .* calls/s (\d+)", output):
            figures["failed"], figures["calls_per_s"] = int(match[1]), int(match[2])
        for kind in ("connect", "invite-200"):
            if match := re.search(rf"{kind} ms: p50 ([\d.]+) p90 [\d.]+ p99 ([\d.]+)", output):
                figures[f"{kind}_p50_ms"], figures[f"{kind}_p99_ms"] = float(match[1]), float(match[2])
        return figures

    # ---- what is measured ----

    def parse(self):
        parsers = [name for name in ("parse_trunkcall", "parse_sofia", "parse_osip") if self.has(name)]
        messages = sorted(glob.glob(os.path.join(self.options.vectors, "*.sip")))
        samples = {}
        for _ in self.rounds():
            for parser in parsers:
                output = subprocess.run([self.program(parser), "-t", "0.2", *messages], capture_output=True, text=True).stdout
                for line in output.splitlines():
                    fields = line.split()
                    if len(fields) >= 4:
                        samples.setdefault(fields[1], {}).setdefault(parser, []).append(float(fields[3]))
        medians = {message: {parser: statistics.median(values) for parser, values in row.items()}
                   for message, row in samples.items()}
        self.report("parse, ns a message", medians, "parse_sofia")

    def calls(self, title, transport, calls, window, *extra):
        samples = {}
        for _ in self.rounds():
            for name in self.servers():
                with Server(self, name, transport) as server:
                    self.load(server, transport, calls // 10, window, *extra)  # warm
                    samples.setdefault(name, []).append(self.load(server, transport, calls, window, *extra))
        keys = sorted({key for runs in samples.values() for run in runs for key in run})
        medians = {key: {name: statistics.median(run.get(key, 0) for run in runs) for name, runs in samples.items()}
                   for key in keys}
        self.report(title, medians, "sofia_uas")

    def udp(self):
        self.calls("UDP call", "udp", 20000, 16)

    def tcp(self):
        self.calls("TCP call, kept connections", "tcp", 20000, 64, "-k")

    def tls(self):
        self.calls("TLS call, kept connections", "tls", 20000, 64, "-k")

    def tls_new(self):
        for version in ("13", "12"):
            self.calls(f"TLS 1.{version[1]} call, new connection", "tls", 3000, 64, "-V", version)
            self.calls(f"TLS 1.{version[1]} call, new connection, resumed", "tls", 3000, 64, "-V", version, "-r")

    def gc(self):
        """Both sides through gc_*."""
        rows = {}
        for transport in ("udp", "tcp", "tls"):
            samples = []
            for _ in self.rounds():
                with Server(self, "bench_uas", transport) as server:
                    arguments = [self.program("bench_caller"), transport, str(server.port), "10000", "32"]
                    if transport == "tls":
                        arguments.append(os.path.join(self.options.certificates, "ca.pem"))
                    before = server.cpu_seconds()
                    output = subprocess.run(arguments, capture_output=True, text=True, timeout=300).stdout
                    match = re.search(r"(\d+) failed, .*?([\d.]+) calls/s, ([\d.]+) CPU", output)
                    samples.append((int(match[1]), float(match[2]), float(match[3]) * 1e-3,
                                    (server.cpu_seconds() - before) * 1e6 / 10000 * 1e-3))
            rows[transport] = dict(zip(("failed", "calls_per_s", "caller CPU s/1000 calls", "callee CPU s/1000 calls"),
                                       (statistics.median(column) for column in zip(*samples))))
        self.report("gc_* to gc_*", rows, None)

    def memory(self):
        rows = {"KiB per held call, UDP": {}, "KiB per idle TLS connection": {}, "MiB after a burst of 20,000 calls, less before": {}}
        for name in self.servers():
            if name != "floor_uas":
                with Server(self, name, "udp") as server:
                    before = server.resident_bytes()
                    holder = subprocess.Popen([self.program("sipload"), "-t", "udp", "-a", f"127.0.0.1:{server.port}", "-n",
                                               "5000", "-w", "5000", "-H", "4"], stdout=subprocess.PIPE, text=True)
                    for line in holder.stdout:
                        if line.startswith("HELD"):
                            break
                    time.sleep(1)
                    rows["KiB per held call, UDP"][name] = (server.resident_bytes() - before) / 5000 / 1024
                    holder.kill()
                    holder.wait()
                with Server(self, name, "udp") as server:
                    self.load(server, "udp", 2000, 16)
                    before = server.resident_bytes()
                    self.load(server, "udp", 20000, 500)
                    time.sleep(40)  # until the transactions have lingered
                    rows["MiB after a burst of 20,000 calls, less before"][name] = (server.resident_bytes() - before) / 2**20
            with Server(self, name, "tls") as server:
                before = server.resident_bytes()
                holder = subprocess.Popen([self.program("tls_limits"), "hold", f"127.0.0.1:{server.port}", "1000", "6"],
                                          stdout=subprocess.DEVNULL)
                time.sleep(4)
                rows["KiB per idle TLS connection"][name] = (server.resident_bytes() - before) / 1000 / 1024
                holder.wait()
        self.report("memory", rows, "sofia_uas")

    def connections(self):
        rows = {"descriptors left 2 s after 1,000 closed connections": {}, "200 connects at once, p99 ms": {}}
        for name in self.servers():
            with Server(self, name, "tcp") as server:
                before = server.descriptors()
                self.load(server, "tcp", 1000, 100)
                time.sleep(2)
                rows["descriptors left 2 s after 1,000 closed connections"][name] = server.descriptors() - before
                rows["200 connects at once, p99 ms"][name] = statistics.median(
                    self.load(server, "tcp", 200, 200).get("connect_p99_ms", 0) for _ in self.rounds())
        self.report("connections", rows, "sofia_uas")

    # ---- output ----

    def report(self, title, rows, reference):
        self.results[title] = rows
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        print(f"\n{title}")
        print(" " * 52 + "".join(f"{column:>24}" for column in columns))
        for label, row in rows.items():
            cells = []
            for column in columns:
                value = row.get(column)
                if value is None:
                    cells.append(f"{'-':>24}")
                    continue
                ratio = f" ({value / row[reference]:.2f})" if reference and row.get(reference) else ""
                cells.append(f"{f'{value:.2f}{ratio}':>24}")
            print(f"{label:<52}{''.join(cells)}")
        sys.stdout.flush()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--certificates", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--json", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("what", nargs="*")
    options = parser.parse_args()
    bench = Bench(options)
    for what in options.what or ["parse", "udp", "tcp", "tls", "tls-new", "gc", "memory", "connections"]:
        getattr(bench, what.replace("-", "_"))()
    with open(options.json, "w") as file:
        json.dump(bench.results, file, indent=2)


if __name__ == "__main__":
    main()
