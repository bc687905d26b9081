target_sources(sip_core PRIVATE)
include(transaction/sources.cmake)
