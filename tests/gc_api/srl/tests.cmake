trunkcall_test(test_gc_srl
  SOURCES
    srl/srl_test.cpp
    srl/results_test.cpp
  LIBRARIES trunkcall
  LABELS gc_api)
