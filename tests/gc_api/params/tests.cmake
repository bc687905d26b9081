trunkcall_test(test_gc_params
  SOURCES
    params/parm_block_test.cpp
    params/parm_builder_test.cpp
  LIBRARIES gc_core
  LABELS gc_api)

trunkcall_test(test_gc_util
  SOURCES
    params/util_test.cpp
  LIBRARIES trunkcall
  LABELS gc_api)
