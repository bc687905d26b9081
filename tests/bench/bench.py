"""How the programs are run: in turn, there and back (A B C C B A ...), each started anew and warmed; medians are taken.

The figure of an answering program is the CPU time that a call takes it, not the wall clock: what else runs on the
machine disturbs it less. The load is sipload, which is faster than everything that is measured with it.
"""
import contextlib
import os
import re
import statistics
import subprocess

from server import ON_ITS_THREAD, RELOADING, RELOADING_OFTEN, Server

OURS, BARE, PEER, FLOOR = "bench_uas", "bench_uas_sip", "sofia_uas", "floor_uas"
BARE_ON_THREAD, OURS_RELOADING, OURS_RELOADING_OFTEN = BARE + ON_ITS_THREAD, OURS + RELOADING, OURS + RELOADING_OFTEN
KEYS = {"p256": "P-256", "rsa2048": "RSA-2048"}  # directories of certificates, and what they are called
LONGEST_RUN = 300  # seconds
NEVER = ("failed", "without a call")  # figures of what may not happen at all


class Bench:
    """`options` are those of run.py."""

    def __init__(self, options, report):
        self.options = options
        self.report = report

    def program(self, name):
        return os.path.join(self.options.programs, name)

    def has(self, name):
        return os.access(self.program(name), os.X_OK)

    def answering(self, *without):
        return [name for name in (OURS, BARE, PEER, FLOOR) if self.has(name) and name not in without]

    def certificates(self, key="p256"):
        return os.path.join(self.options.certificates, key)

    def serve(self, name, transport, key="p256"):
        return Server(name, transport, self.options.programs, self.certificates(key))

    def rounds(self):
        return range(self.options.rounds)

    def calls(self, number):
        """How many to make where the full measurement makes this many."""
        return number // 4 if self.options.quick else number

    def run(self, *arguments):
        """A program's output, whatever its exit code."""
        return subprocess.run([self.program(arguments[0]), *map(str, arguments[1:])], capture_output=True, text=True,
                              timeout=LONGEST_RUN).stdout

    def load_arguments(self, server, calls, window, *extra):
        return ["sipload", "-t", server.transport, "-a", server.address, "-n", calls, "-w", window, *extra]

    def load(self, server, calls, window, *extra):
        """A run of sipload: its figures, and the answering side's CPU microseconds a call."""
        before = server.cpu_seconds()
        output = self.run(*self.load_arguments(server, calls, window, *extra))
        figures = {"CPU us a call": (server.cpu_seconds() - before) * 1e6 / calls}
        if match := re.search(r"(\d+) failed, .* calls/s (\d+), .* reused (\d+)", output):
            figures["failed"], figures["calls/s"] = int(match[1]), int(match[2])
            if "-r" in extra:
                figures["resumed, %"] = int(match[3]) * 100 / calls
        return figures | percentiles(output, "connect", "invite-200", "set-up")

    def compare(self, title, transport, calls, window, *extra, programs=None, key="p256", beside=None):
        """The answering programs in turn: a Comparison, shown as a table.

        `beside`: gives for each server a Holder of connections that is there while it is measured."""
        seen = Comparison()
        calls = self.calls(calls)
        programs = programs or self.answering()
        for number in self.rounds():
            for name in programs if number % 2 == 0 else programs[::-1]:
                with self.serve(name, transport, key) as server:
                    self.load(server, max(calls // 10, window), window, *extra)  # warm
                    with beside(server) if beside else contextlib.nullcontext() as holder:
                        figures = self.load(server, calls, window, *extra)
                        if holder:
                            figures["beside it, at least"] = int(re.search(r"at least (\d+)", holder.let_go())[1])
                if match := re.search(r"reloaded (\d+) times", server.last_words):
                    figures["renewed, times"] = int(match[1])
                seen.add(name, figures)
        self.report.table(title, seen.rows(programs), PEER)
        return seen

    def holding(self, *arguments):
        return Holder([self.program(arguments[0]), *map(str, arguments[1:])])


class Holder:
    """A program that says HELD when what it holds stands, and goes on when its input ends; in a with statement."""

    def __init__(self, arguments):
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.said = next((line for line in self.process.stdout if line.startswith("HELD")), None)
        if self.said is None:
            self.end()
            raise RuntimeError(f"{arguments[0]} holds nothing")

    def let_go(self):
        """What it says until its end."""
        return self.process.communicate(timeout=LONGEST_RUN)[0]

    def end(self):
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


def percentiles(output, *kinds):
    figures = {}
    for kind in kinds:
        if match := re.search(rf"{kind} ms: p50 ([\d.]+) p90 [\d.]+ p99 ([\d.]+)", output):
            figures[f"{kind} p50, ms"], figures[f"{kind} p99, ms"] = float(match[1]), float(match[2])
    return figures


class Comparison:
    """The figures of programs that take turns, round by round."""

    def __init__(self):
        self.runs = {}  # {program: [{figure: value}]}

    def add(self, program, figures):
        self.runs.setdefault(program, []).append(figures)

    def value(self, figure, program):
        """The median; of what may never happen, the worst. None: it was not measured."""
        values = [run[figure] for run in self.runs.get(program, ()) if figure in run]
        return (max if figure in NEVER else statistics.median)(values) if values else None

    def rows(self, programs=None):
        """{figure: {program: value}}"""
        figures = dict.fromkeys(figure for runs in self.runs.values() for run in runs for figure in run)
        columns = programs or self.runs
        return {figure: {name: value for name in columns if (value := self.value(figure, name)) is not None}
                for figure in figures}

    def ratio(self, figure, program, reference):
        """The median of what each round gave: a machine that grows slower is so for both. None: not measured."""
        ratios = [run[figure] / other[figure]
                  for run, other in zip(self.runs.get(program, ()), self.runs.get(reference, ()))
                  if figure in run and other.get(figure)]
        return statistics.median(ratios) if ratios else None


