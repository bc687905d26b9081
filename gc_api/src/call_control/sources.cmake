target_sources(gc_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/board_messages.cpp
  ${CMAKE_CURRENT_LIST_DIR}/board_registrations.cpp
  ${CMAKE_CURRENT_LIST_DIR}/call_facts.cpp
  ${CMAKE_CURRENT_LIST_DIR}/call_ladders.cpp
  ${CMAKE_CURRENT_LIST_DIR}/call_messages.cpp
  ${CMAKE_CURRENT_LIST_DIR}/call_states.cpp
  ${CMAKE_CURRENT_LIST_DIR}/channel.cpp
  ${CMAKE_CURRENT_LIST_DIR}/config_request.cpp
  ${CMAKE_CURRENT_LIST_DIR}/configuration.cpp
  ${CMAKE_CURRENT_LIST_DIR}/line.cpp
  ${CMAKE_CURRENT_LIST_DIR}/modification.cpp
  ${CMAKE_CURRENT_LIST_DIR}/notifications.cpp
  ${CMAKE_CURRENT_LIST_DIR}/operations.cpp
  ${CMAKE_CURRENT_LIST_DIR}/reports.cpp
  ${CMAKE_CURRENT_LIST_DIR}/transfer.cpp
  ${CMAKE_CURRENT_LIST_DIR}/status_events.cpp)
