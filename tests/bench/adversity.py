"""What callers notice of a bad day: all come back at once, some never finish, certificates are renewed."""
import re

from bench import BARE, OURS, OURS_RELOADING, OURS_RELOADING_OFTEN, PEER, Comparison, percentiles

RECONNECTING, HALF_OPEN, SLOWEST_SET_UP_MS = 2000, 1000, 1000
SAME_P99 = 1.2  # "unchanged", as far as a shared machine can tell


def reconnect(bench):
    """Clients with calls lose their connections at once, and come back at once."""
    clients = bench.calls(RECONNECTING)
    for kind, extra in (("full", []), ("resumed", ["-r"])):
        seen = Comparison()
        for _ in bench.rounds():
            for name in bench.answering(BARE):
                seen.add(name, crowd_comes_back(bench, name, clients, *extra))
        title = f"{clients:,} TLS clients lose their connections and call again, {kind} handshakes"
        bench.report.table(title, seen.rows(), PEER)
        bench.report.aim(f"{title}: without a call", seen.value("without a call", OURS), 0)


def crowd_comes_back(bench, name, clients, *extra):
    with bench.serve(name, "tls") as server:
        before = server.cpu_seconds()
        said = bench.run("sipcrowd", "reconnect", "-a", server.address, "-n", clients, "-w", 64, *extra)
        used = server.cpu_seconds() - before
    again, seconds, retries = re.search(r"again (\d+) of \d+ in ([\d.]+) s, (\d+) tried again", said).groups()
    return {"s until all have a call": float(seconds), "without a call": clients - int(again),
            "connections tried again": int(retries), "CPU s, first calls included": used} | percentiles(said, "set-up")


def half_open(bench):
    """Calls with a connection of their own, while many others do not finish their handshakes."""
    calls = bench.compare(f"TLS call, new connection, beside {HALF_OPEN:,} half-open handshakes", "tls", 2000, 16,
                          beside=lambda server: bench.holding("half_open", server.address, HALF_OPEN))
    bench.report.aim(f"set-up of a call beside {HALF_OPEN:,} half-open handshakes, p99 ms",
                     calls.value("set-up p99, ms", OURS), SLOWEST_SET_UP_MS)
    bench.report.aim(f"calls lost beside {HALF_OPEN:,} half-open handshakes", calls.value("failed", OURS), 0)


def reload(bench):
    """gc_ReloadTLS once and ten times a second, and calls at the same time."""
    for kind, number, figure, extra in (("kept connections", 20000, "invite-200 p99, ms", ["-k"]),
                                       ("new connections", 4000, "set-up p99, ms", [])):
        calls = bench.compare(f"TLS calls over {kind}, without and with renewals of TLS", "tls", number, 16, *extra,
                              programs=[OURS, OURS_RELOADING, OURS_RELOADING_OFTEN])
        for program in (OURS_RELOADING, OURS_RELOADING_OFTEN):
            bench.report.aim(f"calls lost over {kind}, {program}", calls.value("failed", program), 0)
            bench.report.ratio_aim(f"set-up over {kind}, p99", calls, figure, program, OURS, SAME_P99)
