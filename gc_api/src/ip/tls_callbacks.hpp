#pragma once

#include "gcip.h"
#include "tls/tls_config.hpp"

namespace gc {

/// At which point of a handshake a program's callback is asked.
enum class TlsPhase { chain, identity };

/// A callback of the program's as the TLS transport asks it; empty when the program has none.
[[nodiscard]] tls::Judge make_judge(SIP_TLS_CALLBACK callback, void* context, TlsPhase phase);

} // namespace gc
