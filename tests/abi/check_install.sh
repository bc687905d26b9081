#!/bin/sh
# What a user does with the README: installs the library, and builds its program with pkg-config and with CMake. The
# installed tree is moved first, and holds nothing but the library and its headers. Usage: check_install.sh BUILD README
set -eu

build=$1
readme=$2
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
PROJECT
quietly cmake -G Ninja -S "$work/project" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$work/tree"
quietly cmake --build "$work/cmake"
echo "the README's program builds with the installed library"
