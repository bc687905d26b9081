trunkcall_test(test_gc_events
  SOURCES
    events/event_queue_test.cpp
    events/event_threads_test.cpp
    events/handler_test.cpp
  LIBRARIES gc_core
  LABELS gc_api threads)

# The same through the C functions.
trunkcall_test(test_gc_srl
  SOURCES
    srl/srl_test.cpp
    srl/results_test.cpp
  LIBRARIES trunkcall
  LABELS gc_api threads)
