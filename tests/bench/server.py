"""An answering program under measurement: started on a port of its own, read from /proc, ended."""
import glob
import os
import select
import signal
import socket
import subprocess
import time

PAGE = os.sysconf("SC_PAGE_SIZE")
SAYS_READY = ("bench_uas", "bench_uas_sip")
# Behind a program's name: what it is run with.
ON_ITS_THREAD, RELOADING, RELOADING_OFTEN = "+thread", "+reload", "+reload10"
VARIANTS = {ON_ITS_THREAD: {"BENCH_THREAD": "1"},
            RELOADING: {"BENCH_RELOAD_MS": "1000"}, RELOADING_OFTEN: {"BENCH_RELOAD_MS": "100"}}


class Server:
    """`programs` and `certificates` are directories; use it in a with statement."""

    def __init__(self, name, transport, programs, certificates):
        self.name, self.transport = name, transport
        self.port = free_port(transport)
        self.program, plus, variant = name.partition("+")
        self.last_words = ""  # what it has said at its end
        arguments = [os.path.join(programs, self.program), transport, str(self.port)]
        if transport == "tls":
            arguments += identity(name, certificates)
        environment = os.environ | VARIANTS.get(plus + variant, {})
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
        try:
            self._wait_until_ready()
        except Exception:
            self.end()
            raise

    def _wait_until_ready(self):
        deadline = time.monotonic() + 30
        if self.program in SAYS_READY:
            ready, _, _ = select.select([self.process.stdout], [], [], 30)
            if ready and self.process.stdout.readline().strip() == b"ready":
                return
        else:
            while time.monotonic() < deadline and self.process.poll() is None:
                if is_bound(self.transport, self.port):
                    return
                time.sleep(0.02)
        raise RuntimeError(f"{self.name} {self.transport} {self.port} does not start")

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def cpu_seconds(self):
        """Of all its threads, to the nanosecond."""
        total = 0
        for path in glob.glob(f"/proc/{self.process.pid}/task/*/schedstat"):
            try:
                with open(path) as file:
                    total += int(file.read().split()[0])
            except OSError:
                pass  # a thread that has just ended
        return total * 1e-9

    def resident_bytes(self):
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * PAGE

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.last_words = self.process.stdout.read().decode()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


def free_port(transport):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM if transport == "udp" else socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_bound(transport, port):
    """Asks the kernel's table: a probe would be a message."""
    table, listening = ("udp", None) if transport == "udp" else ("tcp", "0A")
    wanted = f"0100007F:{port:04X}", f"00000000:{port:04X}"
    with open(f"/proc/net/{table}") as file:
        rows = [row.split() for row in file.readlines()[1:]]
    return any(row[1] in wanted and listening in (None, row[3]) for row in rows)


def identity(name, certificates):
    """The arguments that give a server its certificate; Sofia-SIP wants a folder with file names of its own."""
    certificate, key = (os.path.join(certificates, f"127.0.0.1.{kind}") for kind in ("pem", "key"))
    if name != "sofia_uas":
        return [certificate, key]
    folder = os.path.join(certificates, "sofia")
    os.makedirs(folder, exist_ok=True)
    join_files([certificate, key], os.path.join(folder, "agent.pem"))
    join_files([os.path.join(certificates, "ca.pem")], os.path.join(folder, "cafile.pem"))
    return [folder]


def join_files(sources, target):
    with open(target, "w") as out:
        for source in sources:
            with open(source) as file:
                out.write(file.read())
