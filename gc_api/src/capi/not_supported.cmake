# Functions that are not there yet: one file of bodies, written from the tables of the API.
file(GLOB api_tables CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/gc_api/api/*.tsv)
file(GLOB public_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/gc_api/include/trunkcall/*.h)
set(not_supported_script ${PROJECT_SOURCE_DIR}/gc_api/cmake/not_supported.cmake)
set(not_supported_bodies ${CMAKE_CURRENT_BINARY_DIR}/not_supported_bodies.cpp)
add_custom_command(OUTPUT ${not_supported_bodies}
  COMMAND ${CMAKE_COMMAND} -D API=${PROJECT_SOURCE_DIR}/gc_api/api
    -D HEADERS=${PROJECT_SOURCE_DIR}/gc_api/include/trunkcall -D OUTPUT=${not_supported_bodies}
    -P ${not_supported_script}
  DEPENDS ${not_supported_script} ${api_tables} ${public_headers}
  COMMENT "Writing the functions that are not supported yet"
  VERBATIM)
target_sources(trunkcall PRIVATE ${CMAKE_CURRENT_LIST_DIR}/not_supported.cpp ${not_supported_bodies})
