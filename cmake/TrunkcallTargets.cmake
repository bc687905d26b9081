# What every target of the tree has in common: warnings, sanitizers, compiler cache.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(trunkcall_options INTERFACE)
target_compile_options(trunkcall_options INTERFACE
  -Wall -Wextra -Wshadow -Wconversion
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>)
if(TRUNKCALL_SANITIZE)
  target_compile_options(trunkcall_options INTERFACE -fsanitize=${TRUNKCALL_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=undefined)
  target_link_options(trunkcall_options INTERFACE -fsanitize=${TRUNKCALL_SANITIZE})
endif()

# trunkcall_library(name sources...) : a static room of the house.
function(trunkcall_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PRIVATE trunkcall_options)
endfunction()
