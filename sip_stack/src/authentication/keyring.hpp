#pragma once

#include "sip/authentication.hpp"
#include "sip/message/uri.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace sip {

/// The credentials that the owner has given. Each has the number of the change that brought it in, because a request
/// is answered for with what was known when it began.
class Keyring {
public:
    void set(Credentials credentials);                              ///< replaces those of the same key
    bool remove(std::string_view realm, std::string_view identity); ///< false: there are none

    [[nodiscard]] std::uint64_t changes() const { return changes_; }
    /// For that realm and the URI of our From, as known after `changes`; null: none.
    [[nodiscard]] const Credentials* find(std::string_view realm, const UriView& from, std::uint64_t changes) const;
    /// By key.
    [[nodiscard]] const Credentials* find(std::string_view realm, std::string_view identity) const;

private:
    struct Key {
        Credentials credentials;
        std::uint64_t since;
    };
    std::vector<Key> keys_;
    std::uint64_t changes_ = 0;
};

} // namespace sip
