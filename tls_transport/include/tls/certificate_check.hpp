#pragma once

#include "sip/transport.hpp"
#include "tls/tls_context.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The verdict of a handshake without a handshake: what a program or a person asks whose peer was refused.
namespace tls {

/// What a peer would show.
struct Presented {
    std::vector<Material> certificates; ///< its own is the first; then what it sends along, in any order
    Material ocsp_response;             ///< what it staples, DER; empty: nothing
    bool by_server = true;              ///< a server's, so that `name` is asserted as after connecting
    std::string name;                   ///< whom we mean to reach; empty: the third phase is left out
    std::optional<std::chrono::system_clock::time_point> at; ///< the time to judge for; the clock's when not given
};

struct Verdict {
    bool accepted = false;                    ///< what the context's switches and callbacks leave of the rules' verdict
    sip::Security peer;                       ///< peer.refusal: the rule that did not hold, null when all did
    std::vector<sip::CertificateFacts> chain; ///< as far as it was built: the peer's own first, a trusted one last
};

/// Judges as a connection under `context` would, by the same code. Fails only where what is presented cannot be read.
[[nodiscard]] std::variant<Verdict, ConfigError> check_certificate(const Context& context, const Presented& presented);

/// A certificate in DER, as Security::certificate has it, in PEM; empty when it is none.
[[nodiscard]] std::string certificate_pem(std::string_view der);

} // namespace tls
