target_sources(sip_core PRIVATE
  ${CMAKE_CURRENT_LIST_DIR}/builder.cpp
  ${CMAKE_CURRENT_LIST_DIR}/codec.cpp
  ${CMAKE_CURRENT_LIST_DIR}/negotiation.cpp
  ${CMAKE_CURRENT_LIST_DIR}/offer_answer.cpp
  ${CMAKE_CURRENT_LIST_DIR}/parser.cpp)
