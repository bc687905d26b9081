target_sources(gc_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/cc_texts.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_texts.cpp
  ${CMAKE_CURRENT_LIST_DIR}/last_error.cpp
  ${CMAKE_CURRENT_LIST_DIR}/srl_error.cpp)
