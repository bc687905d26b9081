trunkcall_test(test_gc_events
  SOURCES
    events/event_queue_test.cpp
    events/event_threads_test.cpp
    events/handler_test.cpp
  LIBRARIES gc_core
  LABELS gc_api threads)

# The queue once more, counting.
set(counted_sources device_group event event_memory_keeper event_queue event_store handler_table handler_thread)
list(TRANSFORM counted_sources REPLACE "(.+)" "${PROJECT_SOURCE_DIR}/gc_api/src/events/\\1.cpp")
trunkcall_test(test_gc_event_cost
  SOURCES events/event_cost_test.cpp ${counted_sources}
  LIBRARIES gc_core
  LABELS gc_api)
set_source_files_properties(${counted_sources} PROPERTIES COMPILE_OPTIONS -finstrument-functions)

# The same through the C functions.
trunkcall_test(test_gc_srl
  SOURCES
    srl/boards_test.cpp
    srl/cancel_test.cpp
    srl/groups_test.cpp
    srl/results_test.cpp
    srl/srl_test.cpp
    support/program.cpp
  LIBRARIES trunkcall
  LABELS gc_api threads)
target_compile_definitions(test_gc_srl PRIVATE
  TRUNKCALL_HEADERS="${PROJECT_SOURCE_DIR}/gc_api/include/trunkcall"
  TRUNKCALL_MAKE_CERTS="${PROJECT_SOURCE_DIR}/samples/certs/make_certs.sh")
