trunkcall_test(test_gc_alarms
  SOURCES
    alarms/alarms_test.cpp
    alarms/lan_alarm_test.cpp
    alarms/link_state_test.cpp
    alarms/link_watch_test.cpp
  LIBRARIES gc_core sip_core
  LABELS gc_api threads)
