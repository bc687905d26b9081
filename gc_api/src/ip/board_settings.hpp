#pragma once

#include "gcip.h"
#include "sip/config.hpp"
#include "sip/outside.hpp"
#include "tls/tls_config.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace gc {

/// How the TLS of a running board is looked after.
struct TlsUpkeep {
    std::chrono::seconds watch{0}; ///< time between two looks at its files; 0: none
    int warning_days = 14;         ///< before the certificate expires
    unsigned told_refusals = 0;    ///< events a minute about peers that were refused; 0: none
};

/// A virtual board as its program described it, checked and translated: no pointer into the program's memory is left.
struct BoardSettings {
    unsigned number = 1; ///< x of iptBx
    sip::EndpointConfig endpoint;
    sip::IpAddress local_ip;       ///< unspecified: every address of the host
    std::uint16_t sip_port = 5060; ///< UDP, and TCP when it listens; 0: the kernel chooses
    bool udp_listens = true;
    bool tcp_listens = false;
    std::optional<tls::Config> tls;
    std::uint16_t tls_port = 5061; ///< 0: the kernel chooses
    TlsUpkeep tls_upkeep;
    bool udp_blocked = false; ///< by the TLS engine
    bool tcp_blocked = false;
    unsigned max_lines = 120;            ///< lines iptBxT1 to iptBxTn that may be opened
    unsigned max_calls = 120;            ///< SIP calls at a time; further INVITEs are refused with the busy reason
    char delimiter = ',';                ///< of destination lists
    std::size_t longest_parameter = 255; ///< max_parm_data_size
    bool third_party = false;            ///< 3PCC: the program writes and reads session descriptions, no media are ours
    bool header_access = false;          ///< IP_SIP_MSGINFO_ENABLE: received headers are given to the program
    bool mime_access = false;            ///< IP_SIP_MIME_ENABLE: bodies are given to the program
    sip::TakenUp taken_up;               ///< which messages outside of calls the program answers
    bool unregistered_headers = false;   ///< E_SIP_GetUnregisteredHdrs_Enabled
};

/// Why gc_Start refuses. `ip_error` is an IPERR_* value; the text names board, field, file and reason.
struct StartError {
    long ip_error;
    std::string text;
};

/// Checks every field of `board` and translates it; nullopt when all is well. Reads no file and opens no port.
///
/// Deviations from what a program might expect, on purpose:
///  - a port of 0 lets the kernel choose; the port is then found by gc_GetListenAddress();
///  - a feature that this version lacks (PRACK, session timers) is accepted, and said in `warnings`.
[[nodiscard]] std::optional<StartError> translate_board(const IP_VIRTBOARD& board, unsigned number, BoardSettings& out,
                                                        std::string& warnings);

/// SIP_TLS_ENGINE as the TLS transport's configuration. `prefix` begins error texts ("board 1: sip_tls_engine.").
[[nodiscard]] std::optional<StartError> translate_tls_engine(const SIP_TLS_ENGINE& engine, const std::string& prefix,
                                                             tls::Config& out, TlsUpkeep& upkeep);

} // namespace gc
