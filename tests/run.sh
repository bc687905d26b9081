#!/usr/bin/env bash
# Installs what is missing, lets the fuzzers run for a moment, builds, and runs all tests, under the sanitizers too.
#
#   tests/run.sh                     all of it: about half an hour on two cores the first time
#   tests/run.sh release             only this step; others: fuzz, asan-ubsan (whole suite), tsan (what has threads), debug
#   FUZZ_SECONDS=600 tests/run.sh fuzz      a long fuzz run
set -euo pipefail
cd "$(dirname "$0")/.."

# The release build comes last, so that the whole suite's summary closes the output.
steps=("$@")
[ ${#steps[@]} -gt 0 ] || steps=(fuzz asan-ubsan tsan release)

.ci/install-packages build test

failed=()
say() { printf '\n== %s\n' "$*"; }

build() { # preset
    say "building: $1"
    cmake --preset "$1" -DTRUNKCALL_BUILD_TESTS=ON >/dev/null # samples/demo.sh has turned them off
    cmake --build --preset "$1"
}

for step in "${steps[@]}"; do
    case $step in
    release | debug | asan-ubsan | tsan)
        build "$step"
        say "testing: $step"
        ctest --preset "$step" -j "$(nproc)" --no-tests=error || failed+=("$step")
        ;;
    fuzz)
        say "fuzzing"
        tests/fuzz/run.sh "${FUZZ_SECONDS:-20}" || failed+=("$step")
        ;;
    *)
        echo "tests/run.sh: unknown step '$step'" >&2
        exit 2
        ;;
    esac
done

if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}" >&2
    exit 1
fi
