#!/bin/sh
# Compiles every public header alone, twice, and all of them in several orders, as C and C++ of all ages, with every
# compiler found. Usage: check_headers.sh HEADER_DIRECTORY
set -eu

headers_dir=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# compile LANGUAGE STANDARD COMPILER: the text on stdin must compile without a warning.
compile() {
    { cat; echo "extern int $name;"; } >"$work/source"
    if ! "$3" -x "$1" "-std=$2" -Wall -Wextra -Werror $pedantic $quiet -I"$headers_dir" -fsyntax-only \
        "$work/source" 2>"$work/log"; then
        echo "FAILED: $3 -x $1 -std=$2:"
        cat "$work/source" "$work/log"
        echo "$2" >>"$work/failures" # a file: this runs at the end of a pipe, in a shell of its own
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
    # Programs have the name index: <string.h> would take it. gcc knows a function of that name and warns; clang refuses.
    case $compiler in
    gcc) name=index quiet=-Wno-builtin-declaration-mismatch ;;
    *) name=not_empty quiet= ;;
    esac
    for standard in c89 gnu99 c17 c2x; do
        case $standard in c89) pedantic=-pedantic ;; *) pedantic= ;; esac
        every_text c "$standard" "$compiler"
    done
    pedantic=
    for standard in c++98 c++11 c++14 c++17 c++20; do
        every_text c++ "$standard" "$compiler"
    done
done

[ ! -e "$work/failures" ] || { echo "$(wc -l <"$work/failures") texts did not compile"; exit 1; }
echo "all headers compile"
