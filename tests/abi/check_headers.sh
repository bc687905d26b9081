#!/bin/sh
# Compiles every public header alone, twice, and all of them in several orders, as C and C++ of all ages, with every
# compiler found. Usage: check_headers.sh HEADER_DIRECTORY
set -eu

headers_dir=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# compile LANGUAGE STANDARD COMPILER: the text on stdin must compile without a warning.
compile() {
    { cat; echo 'extern int not_empty;'; } >"$work/source"
    if ! "$3" -x "$1" "-std=$2" -Wall -Wextra -Werror $pedantic -I"$headers_dir" -fsyntax-only \
        "$work/source" 2>"$work/log"; then
        echo "FAILED: $3 -x $1 -std=$2:"
        cat "$work/source" "$work/log"
        failures=$((failures + 1))
    fi
}

every_text() {
    for header in $headers; do
        printf '#include "%s"\n#include "%s"\n' "$header" "$header" | compile "$@"
    done
    for order in "$headers" "$(echo "$headers" | tac)" "$(echo "$headers" | sort -R)"; do
        for header in $order; do printf '#include "%s"\n' "$header"; done | compile "$@"
    done
}

headers=$(cd "$headers_dir" && ls -- *.h)
for compiler in gcc clang clang-14; do
    command -v "$compiler" >/dev/null || continue
    for standard in c89 gnu99 c17 c2x; do
        case $standard in c89) pedantic=-pedantic ;; *) pedantic= ;; esac
        every_text c "$standard" "$compiler"
    done
    pedantic=
    for standard in c++98 c++11 c++14 c++17 c++20; do
        every_text c++ "$standard" "$compiler"
    done
done

[ "$failures" -eq 0 ] || { echo "$failures texts did not compile"; exit 1; }
echo "all headers compile"
