target_sources(trunkcall PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/access.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_call_info.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_calls.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_lines.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_settings.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_system.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_tls.cpp)
