#!/usr/bin/env bash
# Measures the product beside its peers, in one run: prints a table, and writes build/bench/results.json.
#
#   tests/bench/run.sh               everything (about ten minutes)
#   tests/bench/run.sh parse udp     only these: parse udp tcp tls tls-new gc memory connections
#   ROUNDS=3 tests/bench/run.sh      fewer rounds than five
set -euo pipefail
cd "$(dirname "$0")/../.."

.ci/install-packages build bench
cmake --preset release -DTRUNKCALL_BUILD_BENCH=ON >/dev/null
cmake --build --preset release --target bench >/dev/null
samples/certs/make_certs.sh build/bench/certs 127.0.0.1 >/dev/null
exec python3 tests/bench/run.py --programs build/release/tests/bench --certificates build/bench/certs \
    --vectors tests/vectors/parse --json build/bench/results.json --rounds "${ROUNDS:-5}" "$@"
