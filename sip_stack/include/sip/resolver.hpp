#pragma once

#include "sip/transport.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The second port of the stack: names to addresses (RFC 3263), answered later and by number.
namespace sip {

enum class QueryId : std::uint64_t {};

/// What a request's next hop says about where it wants to go (RFC 3263 §4).
struct Query {
    std::string host;                      ///< name or address literal, without brackets
    std::uint16_t port = 0;                ///< 0: none given, so SRV applies to names
    std::optional<TransportKind> transport; ///< set when a transport parameter, sips or the configuration decided it
    TransportKind preferred = TransportKind::udp; ///< used when nothing else decides

    friend auto operator<=>(const Query&, const Query&) = default;
};

/// One address to try, in order of preference.
struct Candidate {
    Target target;
    IpAddress local; ///< the source address that the kernel would choose for it; goes into Via and Contact
};

struct Resolved {
    QueryId id{};
    std::vector<Candidate> candidates; ///< empty: nothing found
    std::string error;                 ///< one line when empty
};

/// Thread rule as for Transport. Implemented by sip_net on c-ares; address literals need no look-up and may be
/// answered within the same batch.
class Resolver {
public:
    virtual ~Resolver() = default;
    virtual void resolve(QueryId id, const Query& query) = 0;
    virtual void cancel(QueryId id) = 0;
    virtual void take_results(std::vector<Resolved>& results) = 0;
};

} // namespace sip
