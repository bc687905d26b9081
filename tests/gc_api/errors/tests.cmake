trunkcall_test(test_gc_errors
  SOURCES
    errors/last_error_test.cpp
    errors/texts_test.cpp
  LIBRARIES gc_core
  LABELS gc_api)
target_compile_definitions(test_gc_errors PRIVATE
  TRUNKCALL_HEADERS="${PROJECT_SOURCE_DIR}/gc_api/include/trunkcall")
