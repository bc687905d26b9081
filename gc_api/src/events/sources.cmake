target_sources(gc_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/device_group.cpp
  ${CMAKE_CURRENT_LIST_DIR}/event.cpp
  ${CMAKE_CURRENT_LIST_DIR}/event_memory_keeper.cpp
  ${CMAKE_CURRENT_LIST_DIR}/event_queue.cpp
  ${CMAKE_CURRENT_LIST_DIR}/event_store.cpp
  ${CMAKE_CURRENT_LIST_DIR}/handler_table.cpp
  ${CMAKE_CURRENT_LIST_DIR}/handler_thread.cpp
  ${CMAKE_CURRENT_LIST_DIR}/meta_event.cpp)
