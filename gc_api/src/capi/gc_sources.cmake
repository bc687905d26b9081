target_sources(trunkcall PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/access.cpp
  ${CMAKE_CURRENT_LIST_DIR}/alarm_access.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_alarm_names.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_alarms.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_call_info.cpp
  ${CMAKE_CURRENT_LIST_DIR}/call_request.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_calls.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_channels.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_configuration.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_extension.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_libraries.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_lines.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_modify.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_old_forms.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_resources.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_services.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_settings.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_system.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_tls.cpp
  ${CMAKE_CURRENT_LIST_DIR}/gc_transfers.cpp)
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/gc_libraries.cpp TARGET_DIRECTORY trunkcall PROPERTIES
  COMPILE_DEFINITIONS "TRUNKCALL_VERSION_MAJOR=${PROJECT_VERSION_MAJOR};TRUNKCALL_VERSION_MINOR=${PROJECT_VERSION_MINOR};TRUNKCALL_VERSION_PATCH=${PROJECT_VERSION_PATCH}")
