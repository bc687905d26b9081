target_sources(trunkcall PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/errors.cpp
  ${CMAKE_CURRENT_LIST_DIR}/srl.cpp
  ${CMAKE_CURRENT_LIST_DIR}/srl_attributes.cpp
  ${CMAKE_CURRENT_LIST_DIR}/srl_boards.cpp
  ${CMAKE_CURRENT_LIST_DIR}/srl_event_names.cpp
  ${CMAKE_CURRENT_LIST_DIR}/srl_groups.cpp
  ${CMAKE_CURRENT_LIST_DIR}/srl_meta_event.cpp
  ${CMAKE_CURRENT_LIST_DIR}/srl_old_forms.cpp
  ${CMAKE_CURRENT_LIST_DIR}/util.cpp)
