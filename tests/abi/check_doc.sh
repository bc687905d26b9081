#!/bin/sh
# Every public function comes out of the filter of the reference with a text and its status. Usage: check_doc.sh GC_API
set -eu

for header in "$1"/include/trunkcall/*.h; do
    awk -v TABLES="$1/api" -f "$1/doc/header_filter.awk" "$header" | awk -v header="${header##*/}" '
        /^GC_API .*\(/ { name = $0; sub(/\(.*/, "", name); documented = last ~ /\*\/$/ }
        name != "" && /;/ {
            if (!documented || $0 !~ /@remark Status: /) { print header ": " name ": no text or no status"; bad = 1 }
            name = ""
        }
        { last = $0 }
        END { exit bad }' || failed=yes
done
[ -z "${failed:-}" ]
