#pragma once

#include "sip/address.hpp"

#include <chrono>
#include <unordered_map>

namespace sip::net {

/// Asks the kernel which of its addresses it would send from. Remembers the answer for a few seconds, because calls
/// come in crowds and routes rarely change.
class SourceAddresses {
public:
    /// Unset when there is no route to `remote`.
    [[nodiscard]] IpAddress toward(const IpAddress& remote);

private:
    struct Entry {
        IpAddress local;
        std::chrono::steady_clock::time_point good_until;
    };

    std::unordered_map<Address, Entry> cache_; ///< by remote address, port 0
};

} // namespace sip::net
