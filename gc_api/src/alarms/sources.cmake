target_sources(gc_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/alarm_event.cpp
  ${CMAKE_CURRENT_LIST_DIR}/alarm_sources.cpp
  ${CMAKE_CURRENT_LIST_DIR}/alarms.cpp)
