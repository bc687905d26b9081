#!/bin/sh
# What a user does with the README: installs the library, and builds its program with pkg-config, with CMake, and an old
# one with its old link line. The installed tree is moved first, and holds nothing but the library and its headers.
# Usage: check_install.sh BUILD README OLD_PROGRAM
set -eu

build=$1
readme=$2
old_program=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

quietly() { "$@" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }; }

quietly cmake --install "$build" --prefix "$work/first"
mv "$work/first" "$work/tree"
others=$(cd "$work/tree" && find . -type f ! -path '*/include/trunkcall/*.h' ! -name 'libtrunkcall.so*' ! -name '*.cmake' \
    ! -name trunkcall.pc)
[ -z "$others" ] || { echo "installed, and nobody needs it: $others"; exit 1; }

# The README's program is its first C block: includes, then the inside of main.
sed -n '/^```c$/,/^```$/{//!p;}' "$readme" >"$work/block"
{
    grep '^#include' "$work/block"
    echo 'int main(void)'
    echo '{'
    grep -v '^#include' "$work/block"
    echo 'return 0;'
    echo '}'
} >"$work/program.c"

PKG_CONFIG_PATH=$(dirname "$(find "$work/tree" -name trunkcall.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046 # the flags are several words
quietly ${CC:-cc} -Wall -Werror "$work/program.c" $(pkg-config --cflags --libs trunkcall) -o "$work/by_pkg_config"

mkdir "$work/project"
mv "$work/program.c" "$work/project"
cat >"$work/project/CMakeLists.txt" <<'PROJECT'
cmake_minimum_required(VERSION 3.22)
project(program C)
find_package(Trunkcall REQUIRED)
add_executable(program program.c)
target_link_libraries(program Trunkcall::trunkcall)
if(NOT EXISTS ${Trunkcall_COMPAT_DIR}/libgc.so)
  message(FATAL_ERROR "no libgc.so in ${Trunkcall_COMPAT_DIR}")
endif()
PROJECT
# A makefile of old: one -I, one -L, and the names it always had.
compat=$(pkg-config --variable=compatdir trunkcall)
include=$(pkg-config --cflags-only-I trunkcall)
for names in "-lgc -lsrl -ldxxx -lipm" "-lgc64 -lsrl64 -ldxxdm364 -lfax64" "-lgch3r -lgc -ldti -lmsi -ldcb -lec -lcnf -lmml"; do
    # shellcheck disable=SC2086 # several words
    quietly ${CC:-cc} $include "$old_program" -L"$compat" $names -o "$work/by_old_names"
    [ -n "${TRUNKCALL_SANITIZE:-}" ] || # a library with a sanitizer needs programs that have it too
        LD_LIBRARY_PATH=$(pkg-config --variable=libdir trunkcall) quietly "$work/by_old_names"
done
readelf -d "$work/by_old_names" | grep -c 'NEEDED.*libtrunkcall' | grep -qx 1 || { echo "needs more than libtrunkcall"; exit 1; }

quietly cmake -G Ninja -S "$work/project" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$work/tree"
quietly cmake --build "$work/cmake"
echo "the README's program builds with the installed library, and an old one with its old names"
