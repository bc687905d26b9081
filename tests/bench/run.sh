#!/usr/bin/env bash
# Measures the product beside its peers, in one run: prints tables and where the aims stand, and writes
# build/bench/results.json.
#
#   tests/bench/run.sh               everything (about three quarters of an hour on two cores)
#   tests/bench/run.sh quick         everything, with a quarter of the calls and two rounds: some minutes
#   tests/bench/run.sh parse udp     only these parts: parse udp tcp tls latency new handshakes gc held idle burst connections
#                                    reconnect half_open reload openssl
#   ROUNDS=3 tests/bench/run.sh      other rounds than five
set -euo pipefail
cd "$(dirname "$0")/../.."

quick=()
if [ "${1:-}" = quick ]; then
    quick=(--quick)
    ROUNDS=${ROUNDS:-2}
    shift
fi

.ci/install-packages build bench
cmake --preset release -DTRUNKCALL_BUILD_BENCH=ON -DTRUNKCALL_BUILD_TESTS=OFF >/dev/null
cmake --build --preset release --target bench >/dev/null
mkdir -p build/bench
for key in p256 rsa2048; do
    samples/certs/make_certs.sh "build/bench/certs/$key" --key $key 127.0.0.1 >/dev/null
done
ulimit -n "$(ulimit -Hn)"
exec python3 tests/bench/run.py --programs build/release/tests/bench --certificates build/bench/certs \
    --vectors tests/vectors/parse --json build/bench/results.json --rounds "${ROUNDS:-5}" "${quick[@]}" "$@"
