# Lists every function that the public headers declare, as lines "add(all, name, pointer, parameters, status);", for
# every_function.cpp. What headers and tables get is in the list; nothing has to be added by hand.
# Usage: cmake -D API=directory of tables -D HEADERS=directory of headers -D OUTPUT=file -P every_function.cmake
cmake_minimum_required(VERSION 3.22)

set(stubs "")
file(GLOB tables ${API}/*.tsv)
foreach(table IN LISTS tables)
  file(STRINGS ${table} rows REGEX "^[A-Za-z0-9_]+\tfunction\tstub\t")
  list(TRANSFORM rows REPLACE "\t.*" "")
  list(APPEND stubs ${rows})
endforeach()

set(lines "")
set(listed "")
file(GLOB headers ${HEADERS}/*.h)
foreach(header IN LISTS headers)
  file(READ ${header} statements)
  string(REPLACE "[" "<" statements "${statements}") # brackets would keep CMake from splitting at semicolons
  string(REPLACE "]" ">" statements "${statements}")
  foreach(statement IN LISTS statements)
    if(NOT statement MATCHES "GC_API ([^()/]*[ *])([A-Za-z0-9_]+)\\((.*)\\)$")
      continue()
    endif()
    set(result "${CMAKE_MATCH_1}")
    set(name ${CMAKE_MATCH_2})
    set(parameters "${CMAKE_MATCH_3}")
    if(name IN_LIST listed)
      continue() # the declarations of other languages
    endif()
    list(APPEND listed ${name})
    string(REGEX REPLACE " = [0-9]+" "" parameters "${parameters}")
    string(REGEX REPLACE "[ \n]+" " " parameters "${parameters}")
    string(STRIP "${result}" result)
    set(status supported)
    if(name IN_LIST stubs)
      set(status stub)
    endif()
    string(APPEND lines
      "add(all, \"${name}\", static_cast<${result} (*)(${parameters})>(${name}), \"${parameters}\", ${status});\n")
  endforeach()
endforeach()
file(WRITE ${OUTPUT} "${lines}")
