target_sources(gc_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/default_codecs.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rtp_port.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rtp_ports.cpp
  ${CMAKE_CURRENT_LIST_DIR}/time_slots.cpp)
