#!/bin/sh
# Compiles every public header alone, twice, and all of them in fixed and shuffled orders, as C and C++ of all ages, with
# every compiler found. Usage: check_headers.sh HEADER_DIRECTORY
set -eu

headers_dir=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

headers=$(cd "$headers_dir" && ls -- *.h)

# Programs have the name index: <string.h> would take it. gcc knows a function of that name and warns; clang refuses.
unit() { # NAME: the text on stdin becomes units NAME.c and NAME.cpp for each kind of compiler
    cat >"$work/text"
    for kind in gcc clang; do
        mkdir -p "$work/$kind"
        name=index
        [ $kind = gcc ] || name=not_empty
        { cat "$work/text"; echo "extern int $name;"; } | tee "$work/$kind/$1.c" >"$work/$kind/$1.cpp"
    done
}

for header in $headers; do
    printf '#include "%s"\n#include "%s"\n' "$header" "$header" | unit "alone_${header%.h}"
done
printf '#include "%s"\n' $headers | unit all_ascending
printf '#include "%s"\n' $headers | tac | unit all_descending
for seed in 1 2; do
    printf '#include "%s"\n' $headers | awk -v seed=$seed 'BEGIN { srand(seed) } { print rand() "\t" $0 }' | sort |
        cut -f2 | unit "all_shuffled_$seed"
done
{
    printf '#ifdef __cplusplus\nextern "C" {\n#endif\n'
    printf '#include "%s"\n' $headers
    printf '#ifdef __cplusplus\n}\n#endif\n'
} | unit all_within_extern_c
unit all_shapes_of_handlers <<'END'
#include "srllib.h"
extern long with_number(unsigned long handle);
extern long with_pointer(void* handle);
extern long with_nothing();
extern void enable(void);
void enable(void)
{
    sr_enbhdlr(EV_ANYDEV, EV_ANYEVT, with_number);
    sr_enbhdlr(EV_ANYDEV, EV_ANYEVT, with_pointer);
    sr_enbhdlr(EV_ANYDEV, EV_ANYEVT, with_nothing);
    sr_dishdlr(EV_ANYDEV, EV_ANYEVT, (long (*)(unsigned long))with_number);
}
END

# One line for each run of a compiler. Whether a header stands alone does not depend on the standard, so the strictest
# ones do for it; orders are tried with all.
for compiler in gcc clang-14 clang; do
    command -v "$compiler" >/dev/null || continue
    kind=${compiler%-14}
    [ ! -e "$work/done_$kind" ] || continue
    touch "$work/done_$kind"
    quiet=
    [ $kind = clang ] || quiet=-Wno-builtin-declaration-mismatch
    for standard in c89 c99 gnu99 c11 c17 c2x c++98 c++11 c++14 c++17 c++20; do
        suffix=c
        case $standard in c++*) suffix=cpp ;; esac
        units="$work/$kind/all_*.$suffix"
        case $kind-$standard in *-c89 | gcc-c++98) units="$units $work/$kind/alone_*.$suffix" ;; esac
        pedantic=-pedantic # but gcc 12 does not know that C23 has __VA_OPT__
        [ "$standard" != c2x ] || pedantic=
        ls $units | xargs -n 16 echo "$compiler -std=$standard $pedantic -Wall -Wextra -Werror $quiet -I$headers_dir -fsyntax-only"
    done
done >"$work/runs"

xargs -P "$(nproc)" -I RUN sh -c 'RUN || { echo "FAILED: RUN"; exit 1; }' <"$work/runs" >"$work/log" 2>&1 || {
    head -n 60 "$work/log"
    exit 1
}
echo "$(echo "$headers" | wc -l) headers compile, in $(wc -l <"$work/runs") runs of compilers"
