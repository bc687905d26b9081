#pragma once

#include "sip/config.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sip::net {

/// One server of a service (RFC 2782).
struct SrvRecord {
    std::uint16_t priority = 0;
    std::uint16_t weight = 0;
    std::uint16_t port = 0;
    std::string target; ///< "." or empty: the service is decidedly not offered
};

/// Puts records into the order in which to try them: by priority, and by chance within each, in proportion to the
/// weights.
void order(std::vector<SrvRecord>& records, Random& random);

} // namespace sip::net
