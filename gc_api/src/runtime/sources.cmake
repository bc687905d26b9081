target_sources(gc_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/board.cpp
  ${CMAKE_CURRENT_LIST_DIR}/board_device.cpp
  ${CMAKE_CURRENT_LIST_DIR}/device_name.cpp
  ${CMAKE_CURRENT_LIST_DIR}/inventory.cpp
  ${CMAKE_CURRENT_LIST_DIR}/lan_alarm.cpp
  ${CMAKE_CURRENT_LIST_DIR}/link_watch.cpp
  ${CMAKE_CURRENT_LIST_DIR}/logging.cpp
  ${CMAKE_CURRENT_LIST_DIR}/refused_peers.cpp
  ${CMAKE_CURRENT_LIST_DIR}/runtime.cpp
  ${CMAKE_CURRENT_LIST_DIR}/start_data.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tls_keeper.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tracer.cpp)
