#!/bin/sh
# The shared library exports exactly the names of its lists. Usage: check_exports.sh LIBRARY LIST...
set -eu

library=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

nm -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | LC_ALL=C sort >"$work/exported"
for list in "$@"; do
    case $list in
    *.map) sed -n '/global:/,/local:/ s/^ *\([A-Za-z_][A-Za-z0-9_]*\);.*/\1/p' "$list" ;;
    *) cat "$list" ;;
    esac
done | LC_ALL=C sort -u >"$work/listed"

diff -u "$work/listed" "$work/exported" || { echo "left: listed; right: exported"; exit 1; }
echo "$(wc -l <"$work/exported") names, all listed"
