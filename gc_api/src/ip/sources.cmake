target_sources(gc_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/authentication.cpp
  ${CMAKE_CURRENT_LIST_DIR}/board_config.cpp
  ${CMAKE_CURRENT_LIST_DIR}/board_settings.cpp
  ${CMAKE_CURRENT_LIST_DIR}/call_media.cpp
  ${CMAKE_CURRENT_LIST_DIR}/capabilities.cpp
  ${CMAKE_CURRENT_LIST_DIR}/causes.cpp
  ${CMAKE_CURRENT_LIST_DIR}/destination.cpp
  ${CMAKE_CURRENT_LIST_DIR}/link_state.cpp
  ${CMAKE_CURRENT_LIST_DIR}/offered_media.cpp
  ${CMAKE_CURRENT_LIST_DIR}/outgoing.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parameters.cpp
  ${CMAKE_CURRENT_LIST_DIR}/received_headers.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tls_callbacks.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tls_options.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tls_report.cpp
  ${CMAKE_CURRENT_LIST_DIR}/tls_settings.cpp)
