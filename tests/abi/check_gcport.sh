#!/bin/sh
# gcport tells supported, partial, stub and unknown apart, with the place of each, and is not taken in by comments,
# literals, members and the program's own names. Usage: check_gcport.sh GCPORT SAMPLES
set -eu

gcport=$1
samples=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/program"

cat >"$work/program/main.c" <<'PROGRAM'
#include <dxxxlib.h> /* gc_Stop in a comment */
#define DX_OWN 7     // gc_ReleaseCall in another
static int gc_helper(int value) { return value; }
struct own { int DX_member; };

int main(void)
{
    struct own it;
    const char *text = "gc_Start \" dx_close";

    gc_Start(NULL);
    gc_SetConfigData(1, 2, NULL, 0, 0, NULL, EV_ASYNC);
    dx_open(text, DX_OWN);
    dx_open(text, 0);
    gc_Nonsense(gc_helper(it.DX_member));
    return 0;
}
PROGRAM
echo 'gc_WaitCall' >"$work/program/notes.txt"

status=0
"$gcport" "$work/program" >"$work/said" || status=$?
cat >"$work/expected" <<EXPECTED
unknown    gc_Nonsense $work/program/main.c:15
stub       dx_open $work/program/main.c:13 (2 times)
partial    gc_SetConfigData $work/program/main.c:12: ...
partial    gc_Start $work/program/main.c:11: ...
supported  EV_ASYNC $work/program/main.c:12

EXPECTED
# DX_member is declared by the program and looks like the API's: that much it cannot know.
grep -v DX_member "$work/said" | sed -n '/^$/q; s/\(^partial[^:]*:[0-9]*: \).*/\1.../; p' >"$work/seen"
echo >>"$work/seen"
diff "$work/expected" "$work/seen"
[ "$status" = 1 ] || { echo "status is $status, expected 1: there are stubs"; exit 1; }
grep -q '^function: 1 stub 2 partial$' "$work/said" || { cat "$work/said"; exit 1; }

"$gcport" --places "$work/program" | grep -q "^  *$work/program/main.c:14$" || { echo "--places: the second place of dx_open"; exit 1; }

# Nothing is a stub in what the samples need, and no file is no success.
"$gcport" "$samples/answer_call.c" "$samples/make_call.c" >"$work/said" || { cat "$work/said"; exit 1; }
status=0
"$gcport" "$work/absent" >"$work/said" 2>&1 || status=$?
[ "$status" = 2 ] && grep -q "cannot read $work/absent" "$work/said"
