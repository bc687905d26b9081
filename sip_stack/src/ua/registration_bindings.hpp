#pragma once

#include "sip/message/message.hpp"
#include "sip/outside.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sip {

/// A Contact that a program wants registered.
struct ContactWish {
    std::string value; ///< "<sip:bob@192.0.2.4>;q=0.5"; empty: our own Contact
    std::string uri;   ///< the same without what surrounds it
    [[nodiscard]] bool own() const { return value.empty(); }
};
[[nodiscard]] CommandError read_contact(std::string_view text, ContactWish& out);

/// What is registered through us, until when, and who wanted it.
struct Binding {
    ContactWish contact;
    std::string uri; ///< as it was sent, so that it can be told from others and taken back
    std::chrono::seconds wanted{};
    bool refresh = true;
    TimePoint due{}; ///< to be refreshed, or forgotten
    UserCookie user = 0;
};

[[nodiscard]] bool same_contact(std::string_view uri, std::string_view other);

/// The bindings that a 2xx lists (RFC 3261 §10.3 step 8). At most 256.
[[nodiscard]] std::vector<RegisteredContact> listed_contacts(const Message& response);
/// For how long that URI was bound: its own parameter, else Expires, else what was asked for (§10.2.4).
[[nodiscard]] std::chrono::seconds granted(const Message& response, std::string_view uri, std::chrono::seconds wanted);

/// Too short to be refreshed in time.
constexpr std::chrono::seconds shortest_refreshed{6};
/// 30 s before the end; 5 s after the response, and not after half of it, when that would be less than 10 s after it.
[[nodiscard]] std::chrono::seconds refresh_after(std::chrono::seconds granted);

} // namespace sip
