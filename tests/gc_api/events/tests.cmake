trunkcall_test(test_gc_events
  SOURCES
    events/event_queue_test.cpp
    events/event_threads_test.cpp
    events/handler_test.cpp
  LIBRARIES gc_core
  LABELS gc_api)
