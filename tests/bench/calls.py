"""What a message, a call and a handshake cost."""
import glob
import os
import re
import statistics

from bench import BARE, BARE_ON_THREAD, FLOOR, KEYS, OURS, PEER, Comparison

CPU = "CPU us a call"


def parse(bench):
    parsers = [name for name in ("parse_trunkcall", "parse_sofia", "parse_osip") if bench.has(name)]
    messages = sorted(glob.glob(os.path.join(bench.options.vectors, "*.sip")))
    times, allocations = Comparison(), Comparison()
    for _ in bench.rounds():
        for parser in parsers:
            times.add(parser, parser_figures(bench, parser, "-t", "0.2", *messages))
    for parser in parsers:
        allocations.add(parser, parser_figures(bench, parser, "-a", *messages))
    bench.report.table("parse, ns a message", times.rows(), "parse_sofia")
    bench.report.table("parse, allocations a message", allocations.rows())
    bench.report.ratio_aim("parse mix", times, "mix", "parse_trunkcall", "parse_sofia", 0.25)


def parser_figures(bench, parser, *arguments):
    """{message: figure}"""
    lines = [line.split() for line in bench.run(parser, *arguments).splitlines()]
    return {fields[1]: float(fields[3]) for fields in lines}


def udp(bench):
    kept(bench, "UDP", 16, 0.5)


def tcp(bench):
    kept(bench, "kept TCP", 64, 0.6, "-k")


def tls(bench):
    kept(bench, "kept TLS", 64, 0.6, "-k")


def kept(bench, what, window, aim, *extra):
    """Calls over what stands, and what the layers cost: the stack, a program's thread, gc_*."""
    programs = [OURS, BARE_ON_THREAD, *bench.answering(OURS)]
    calls = bench.compare(f"{what} call", what[-3:].lower(), 20000, window, *extra, programs=programs)
    bench.report.ratio_aim(f"{what} call CPU", calls, CPU, OURS, PEER, aim)
    bench.report.ratio_aim(f"gc_ layer, {what} call CPU", calls, CPU, OURS, BARE, 1.3)
    bench.report.ratio_aim(f"gc_ layer, {what} call CPU", calls, CPU, OURS, BARE_ON_THREAD, 1.3)


def latency(bench):
    """One call at a time: how long a caller waits, rather than how long a queue is."""
    calls = bench.compare("one call at a time over a kept TLS connection", "tls", 3000, 1, "-k")
    for kind in ("p50", "p99"):
        bench.report.ratio_aim(f"INVITE to 200, kept TLS, {kind}", calls, f"invite-200 {kind}, ms", OURS, PEER, 1.0)


def new(bench):
    """A new connection for each call."""
    bench.compare("TCP call, new connection", "tcp", 5000, 64)
    for key, called in KEYS.items():
        for version in ("13", "12"):
            for kind, aim, extra in (("full", 1.15, []), ("resumed", 1.25, ["-r"])):
                what = f"TLS 1.{version[1]} call, new connection, {called}, {kind}"
                calls = bench.compare(what, "tls", 2000, 64, "-V", version, *extra, key=key)
                bench.report.ratio_aim(f"{what}, CPU", calls, CPU, OURS, FLOOR, aim)


def handshakes(bench):
    """Connections without a call; calls/s are handshakes a second here."""
    for version in ("13", "12"):
        for kind, extra in (("full", []), ("resumed", ["-r"])):
            bench.compare(f"TLS 1.{version[1]} handshake, {kind}", "tls", 2000, 64, "-C", "-V", version, *extra,
                          programs=bench.answering(BARE))


def gc(bench):
    """Both sides through gc_*: two processes of the library."""
    rows = {}
    for transport in ("udp", "tcp", "tls"):
        runs = [gc_to_gc(bench, transport, bench.calls(10000), 32) for _ in bench.rounds()]
        rows[transport] = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    bench.report.table("gc_* to gc_*", rows)


def gc_to_gc(bench, transport, calls, window):
    with bench.serve(OURS, transport) as server:
        authority = [os.path.join(bench.certificates(), "ca.pem")] if transport == "tls" else []
        before = server.cpu_seconds()
        output = bench.run("bench_caller", transport, server.port, calls, window, *authority)
        used = server.cpu_seconds() - before
    match = re.search(r"(\d+) failed, .*?([\d.]+) calls/s, ([\d.]+) CPU", output)
    if not match:
        raise RuntimeError(f"bench_caller {transport}: {output.strip() or 'says nothing'}")
    return {"calls/s": float(match[2]), "failed": int(match[1]), "caller, s/1000 calls": float(match[3]) * 1e-3,
            "callee, s/1000 calls": used * 1000 / calls}


def openssl(bench):
    """What OpenSSL alone reaches."""
    print("\nOpenSSL alone")
    for key, called in KEYS.items():
        identity = [os.path.join(bench.certificates(key), f"127.0.0.1.{kind}") for kind in ("pem", "key")]
        for mode in ("mem", "tcp", "srvmem") if key == "p256" else ("mem",):
            print(bench.run("tls_limits", mode, *identity).replace(identity[0], called), end="", flush=True)
