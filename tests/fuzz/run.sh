#!/bin/sh
# tests/fuzz/run.sh SECONDS [TARGET...]: builds the fuzz targets with clang and runs each for SECONDS (default 30) on seeds
# of ours and the published vectors. What is found is printed, and left in build/fuzz/found; the exit status then is not 0.
set -eu
seconds=${1:-30}
[ $# -gt 0 ] && shift
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${FUZZ_BUILD:-$root/build/fuzz}

clangxx=$(command -v clang++-14 || command -v clang++) || { echo "run.sh: no clang++ here, nothing is fuzzed" >&2; exit 0; }
clang=$(command -v clang-14 || command -v clang)
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DTRUNKCALL_FUZZ=ON \
    -DCMAKE_C_COMPILER="$clang" -DCMAKE_CXX_COMPILER="$clangxx" >/dev/null
cmake --build "$build" --target fuzz

seeds="$root/tests/fuzz/seeds"
vectors="$root/tests/vectors"
mkdir -p "$build/found"
show_findings() {
    for finding in "$build"/found/*; do
        [ -f "$finding" ] && echo "found: $finding (base64 follows)" && base64 "$finding"
    done
    exit 1
}
for target in ${*:-message multipart stream sdp endpoint}; do
    program=$(find "$build" -name "fuzz_$target" -type f -perm -u+x | head -n 1)
    case $target in
    message) corpus="$seeds/message $vectors/rfc4475 $vectors/rfc5118 $vectors/parse" ;;
    *) corpus="$seeds/$target" ;;
    esac
    mkdir -p "$build/corpus/$target"
    echo "fuzz_$target: $seconds s"
    # shellcheck disable=SC2086 # the corpus is several folders
    "$program" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=8192 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix="$build/found/$target-" "$build/corpus/$target" $corpus || show_findings
done
