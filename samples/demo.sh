#!/usr/bin/env bash
# The main job, from nothing: installs what is missing, builds, makes certificates, and lets two Global Call programs call
# each other over SIP/TLS on this machine. Safe to repeat; writes into build/ alone.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

say "1. What it takes to build"
.ci/install-packages build

say "2. Build"
cmake --preset release -DTRUNKCALL_BUILD_TESTS=OFF
cmake --build --preset release
bin=$PWD/build/release/samples

say "3. Certificates: an authority of our own, and a host certificate for the called side"
certs=$PWD/build/demo-certs
samples/certs/make_certs.sh "$certs" localhost
openssl x509 -in "$certs/localhost.pem" -noout -subject -issuer -ext subjectAltName

free_port() { # a port of 127.0.0.1 that nothing listens on
    local port
    while port=$((20000 + RANDOM % 20000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}
port=$(free_port)
caller_port=$(free_port)
log=$(mktemp)
answering=
trap 'kill $answering 2>/dev/null || true; rm -f "$log"' EXIT

answer_as() { # NAME OPTION...: the called side, with the certificate of that name
    "$bin/answer_call" tls -p "$port" -c "$certs/$1.pem" -k "$certs/$1.key" -C "$certs/ca.pem" "${@:2}" >"$log" 2>&1 &
    answering=$!
    for _ in $(seq 100); do grep -q '^ready' "$log" && return; kill -0 $answering 2>/dev/null || break; sleep 0.1; done
    cat "$log" >&2
    exit 1
}
call() { "$bin/make_call" tls -p "$caller_port" -C "$certs/ca.pem" "sips:answer@localhost:$port"; }

say "4. The called side: answer_call waits on sips:answer@localhost:$port"
answer_as localhost -n 1

say "5. The calling side: make_call checks that the certificate belongs to localhost, then talks for a second"
TRUNKCALL_TRACE=1 call

wait $answering
say "The called side saw:"
cat "$log"

say "6. The same call to a host that has somebody else's certificate is refused"
samples/certs/make_certs.sh "$certs" elsewhere.example >/dev/null
answer_as elsewhere.example
if said=$(call 2>&1); then
    echo "the call went through, and must not have: $said" >&2
    exit 1
fi
echo "$said"
grep -q 'certificate.*elsewhere.example' <<<"$said" || { echo "it was refused for another reason" >&2; exit 1; }
say "Done: one call went through, encrypted and to the host that was meant; the other was refused."
