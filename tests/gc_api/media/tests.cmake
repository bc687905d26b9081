trunkcall_test(test_gc_media
  SOURCES
    media/default_codecs_test.cpp
    media/rtp_port_test.cpp
    media/rtp_ports_test.cpp
    media/time_slots_test.cpp
  LIBRARIES gc_core sip_core
  LABELS gc_api threads)
