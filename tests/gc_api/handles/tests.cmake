trunkcall_test(test_gc_handles
  SOURCES
    handles/handle_table_test.cpp
  LIBRARIES gc_core
  LABELS gc_api threads)
