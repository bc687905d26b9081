#!/bin/sh
# The tables of the API say what the headers declare and the library exports, no more and no less.
# Usage: check_tables.sh TABLE_DIRECTORY HEADER_DIRECTORY EXPORT_LIST
set -eu

tables=$1
headers=$2
exports=$3
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL

# Five fields, of the known words, each symbol once.
awk -F'\t' '
    function bad(what) { print FILENAME ":" FNR ": " what; failed = 1 }
    /^#/ { next }
    /[;\[]/ && $2 != "field" { bad("no semicolon and no bracket: CMake reads this") }
    NF != 5 { bad(NF " fields, expected symbol, kind, status, remark, manual") ; next }
    $2 !~ /^(constant|event|text|alias|macro|function|inline|global|type|field)$/ { bad("unknown kind " $2) }
    $3 !~ /^(supported|partial|stub)$/ { bad("unknown status " $3) }
    $3 == "partial" && $4 == "" { bad($1 " is partial, and the remark does not say how") }
    $2 == "function" && $5 == "" { bad($1 " has no manual") }
    $1 in seen { bad($1 " is in " seen[$1] " already") }
    { seen[$1] = FILENAME }
    END { exit failed }' "$tables"/*.tsv

failed=0
for header in "$headers"/*.h; do
    name=$(basename "$header" .h)
    [ "$name" != gc_export ] || continue # words of the headers themselves
    table=$tables/$name.tsv
    [ -e "$table" ] || table=/dev/null
    # What is written with #define is one kind here; the table tells what it stands for.
    awk -f "$here/declared.awk" "$header" | sort -u >"$work/declared"
    awk -F'\t' '!/^#/ && $2 != "field" {
            print $1, $2 ~ /^(constant|event|text|alias|macro)$/ ? "macro" : $2
        }' "$table" | sort >"$work/listed"
    diff "$work/listed" "$work/declared" >"$work/diff" || {
        echo "$name.tsv (<) and $name.h (>) differ:"
        cat "$work/diff"
        failed=1
    }
done
for table in "$tables"/*.tsv; do
    [ -e "$headers/$(basename "$table" .tsv).h" ] || { echo "$table has no header"; failed=1; }
done

# FeatureNameTable lives in its header; all other data and functions are exported.
sed -n '/global:/,/local:/ s/^ *\([A-Za-z_][A-Za-z0-9_]*\);.*/\1/p' "$exports" | sort >"$work/exported"
awk -F'\t' '!/^#/ && $2 ~ /^(function|global)$/ && $1 != "FeatureNameTable" { print $1 }' "$tables"/*.tsv | sort >"$work/listed"
diff "$work/listed" "$work/exported" || { echo "left: tables; right: $exports"; failed=1; }

[ "$failed" = 0 ] && echo "$(cat "$tables"/*.tsv | grep -vc '^#') symbols in the tables, $(wc -l <"$work/exported") exported"
