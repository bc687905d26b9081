target_sources(gc_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/live_blocks.cpp
  ${CMAKE_CURRENT_LIST_DIR}/low_memory.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parm_block.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parm_builder.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parm_reader.cpp)
