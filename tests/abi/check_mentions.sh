#!/bin/sh
# A program that mentions every symbol of the API compiles as C and C++, old and new, links, and runs; and what programs
# take for granted of values and sizes holds. A library with a sanitizer (TRUNKCALL_SANITIZE) needs programs that have it
# too: then they are linked and not run. Usage: check_mentions.sh TABLE_DIRECTORY HEADER_DIRECTORY LIBRARY
set -eu

tables=$1
headers=$2
library=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -F'\t' -f "$here/mention_all.awk" "$tables"/*.tsv >"$work/all.c"
cd "$work"

build() { # COMPILER LANGUAGE STANDARD
    command -v "$1" >/dev/null || return 0
    "$1" -x "$2" "-std=$3" -pedantic -Wall -Wextra -Werror -I"$headers" -fsyntax-only "$here/values.c" &&
        "$1" -x "$2" "-std=$3" -pedantic -Wall -Wextra -Werror -I"$headers" all.c -x none "$library" \
            "-Wl,-rpath,$(dirname "$library")" -o "all_$1_$3" &&
        { [ -n "${TRUNKCALL_SANITIZE:-}" ] || "./all_$1_$3"; }
}

{ build gcc c c89 && build clang-14 c c17 && touch first; } >log_c 2>&1 &
{ build g++ c++ c++98 && build clang++-14 c++ c++20 && touch second; } >log_cxx 2>&1 &
wait
cat log_c log_cxx
[ -e first ] && [ -e second ]
