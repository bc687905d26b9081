target_sources(sip_core PRIVATE)
