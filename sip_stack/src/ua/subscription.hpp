#pragma once

#include "dialog/dialog.hpp"
#include "ua/surroundings.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace sip {

/// The dialog of a subscription, ours or a peer's (RFC 6665 §4.4.1). Begins with the SUBSCRIBE that we send, or with
/// our 2xx.
class Subscription {
public:
    Subscription(std::uint64_t tag, std::string call_id) : tag_{tag}, call_id_{std::move(call_id)} {}

    [[nodiscard]] std::uint64_t tag() const { return tag_; }
    [[nodiscard]] const std::string& call_id() const { return call_id_; }
    [[nodiscard]] bool open() const { return dialog_.has_value(); }
    [[nodiscard]] Dialog& dialog() { return *dialog_; }

    /// The first 2xx to our SUBSCRIBE.
    void accepted(const Message& response, Sips sips, FlowId flow, const std::string& peer_name);
    /// A NOTIFY that overtook it (§4.1.2.4); `cseq`: of our SUBSCRIBE.
    void opened_by_notify(const Message& notify, std::uint32_t cseq, FlowId flow, const std::string& peer_name);
    /// We accept a peer's SUBSCRIBE.
    void accept(const Message& subscribe, FlowId flow, const std::string& peer_name);

    /// A request of the peer's: 0, or the status that refuses it.
    [[nodiscard]] int check(const Message& request);

    TimerQueue::Ticket timer = 0;
    bool ended = false; ///< terminated, or nobody wants it: it is no news when it is let go

private:
    std::uint64_t tag_;
    std::string call_id_;
    std::optional<Dialog> dialog_;
};

/// Its Expires, else what the package or we think right.
[[nodiscard]] std::chrono::seconds expiry_of(const Message& message, std::chrono::seconds otherwise);
/// Subscription-State says that it is over.
[[nodiscard]] bool says_terminated(std::string_view subscription_state);

} // namespace sip
