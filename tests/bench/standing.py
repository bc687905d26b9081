"""What stands costs: calls, connections, and what is left of them."""
import contextlib
import re
import resource
import statistics
import time

from bench import FLOOR, OURS, PEER, percentiles

HELD_CALLS, IDLE_CONNECTIONS, BURST, CLOSED_CONNECTIONS = 5000, 1000, 20000, 1000
CROWD = 10_000
SPARE_DESCRIPTORS = 200
LINGER_SECONDS = 40  # longer than timers H and J, 64 T1


def held(bench):
    """Resident memory of what stands."""
    rows = {"KiB a held call, UDP": {}, "KiB an idle TLS connection": {}}
    for name in bench.answering(FLOOR):
        with bench.serve(name, "udp") as server:
            before = server.resident_bytes()
            with bench.holding(*bench.load_arguments(server, HELD_CALLS, 64, "-H", "60")):
                rows["KiB a held call, UDP"][name] = (server.resident_bytes() - before) / HELD_CALLS / 1024
    for name in bench.answering():
        with bench.serve(name, "tls") as server:
            before = server.resident_bytes()
            with bench.holding("tls_limits", "hold", server.address, IDLE_CONNECTIONS, 60):
                time.sleep(0.5)
                used = server.resident_bytes() - before
            rows["KiB an idle TLS connection"][name] = used / IDLE_CONNECTIONS / 1024
    bench.report.table("memory of what stands", rows, PEER)
    bench.report.aim("KiB a held call", rows["KiB a held call, UDP"].get(OURS), 8)
    bench.report.aim("KiB an idle TLS connection", rows["KiB an idle TLS connection"].get(OURS), 16)


def idle(bench):
    """Many TLS connections that asked OPTIONS once, and then each carries a call."""
    wanted = bench.calls(CROWD)
    _, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    crowd = min(wanted, hard_limit - SPARE_DESCRIPTORS)
    if crowd < wanted:
        print(f"\nidle: {crowd:,} connections instead of {wanted:,}: the hard limit of descriptors is {hard_limit:,}")
    samples = {name: idle_crowd(bench, name, crowd) for name in bench.answering()}
    rows = {figure: {name: run[figure] for name, run in samples.items() if figure in run}
            for figure in dict.fromkeys(figure for run in samples.values() for figure in run)}
    bench.report.table(f"{crowd:,} idle TLS connections, then a call on each", rows, PEER)
    for figure in ("not held", "not served"):
        bench.report.aim(f"of {crowd:,} idle TLS connections, {figure}", rows[figure].get(OURS), 0)
    bench.report.aim(f"KiB each of {crowd:,} idle TLS connections", rows["KiB a connection"].get(OURS), 16)


def idle_crowd(bench, name, crowd):
    with bench.serve(name, "tls") as server:
        before = server.resident_bytes()
        with bench.holding("sipcrowd", "idle", "-a", server.address, "-n", crowd, "-w", 64) as holder:
            used = server.resident_bytes() - before
            said = holder.said + holder.let_go()
    standing, seconds = re.search(r"HELD (\d+) of \d+ in ([\d.]+)", said).groups()
    served, served_seconds = re.search(r"served (\d+) of \d+ in ([\d.]+)", said).groups()
    return {"not held": crowd - int(standing), "not served": crowd - int(served),
            "s to connect all": float(seconds), "KiB a connection": used / crowd / 1024,
            "s to serve all": float(served_seconds)} | percentiles(said, "invite-200")


def burst(bench):
    """Resident memory before and after many short calls, when their transactions have lingered."""
    rows = {"MiB before": {}, "MiB at the end of the burst": {}, "MiB afterwards": {}}
    with contextlib.ExitStack() as servers:
        running = [servers.enter_context(bench.serve(name, "udp")) for name in bench.answering(FLOOR)]
        for server in running:
            bench.load(server, 2000, 16)
            rows["MiB before"][server.name] = server.resident_bytes() / 2**20
            bench.load(server, BURST, 500)
            rows["MiB at the end of the burst"][server.name] = server.resident_bytes() / 2**20
        time.sleep(LINGER_SECONDS)
        for server in running:
            rows["MiB afterwards"][server.name] = server.resident_bytes() / 2**20
    bench.report.table(f"memory around a burst of {BURST:,} calls", rows)
    if OURS in rows["MiB before"]:
        bench.report.aim("MiB more after the burst", rows["MiB afterwards"][OURS] - rows["MiB before"][OURS], 4)


def connections(bench):
    left, connect = "descriptors left 2 s after closing", "200 connects at once, p99 ms"
    rows = {left: {}, connect: {}}
    for name in bench.answering():
        with bench.serve(name, "tcp") as server:
            before = server.descriptors()
            bench.load(server, CLOSED_CONNECTIONS, 100)
            time.sleep(2)
            rows[left][name] = server.descriptors() - before
            rows[connect][name] = statistics.median(
                bench.load(server, 200, 200).get("connect p99, ms", 0) for _ in bench.rounds())
    bench.report.table(f"connections ({CLOSED_CONNECTIONS:,} closed)", rows)
    bench.report.aim("descriptors left of closed connections", rows[left].get(OURS), 0)
    bench.report.aim("200 connects at once, p99 ms", rows[connect].get(OURS), 50)


def lines(bench):
    """Lines of one process, opened, ringing and cleared all together."""
    steps = {"opened": "s to open all", "rang": "s until all ring", "cleared": "s until all are cleared"}
    rows = {step: {} for step in [*steps.values(), "failed"]}
    for count in (500, 2000):
        runs = [bench.run("bench_lines", count) for _ in bench.rounds()]
        rows["failed"][f"{count:,} lines"] = max(int(re.search(r"(\d+) failed", run)[1]) for run in runs)
        for step, called in steps.items():
            rows[called][f"{count:,} lines"] = statistics.median(
                float(re.search(rf"{step} ([\d.]+) s", run)[1]) for run in runs)
    bench.report.table("lines of one process, all together", rows)
    bench.report.aim("s to open 500 lines", rows["s to open all"]["500 lines"], 1)
