target_sources(gc_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/call_states.cpp)
