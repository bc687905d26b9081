#pragma once

#include "dialog/route_set.hpp"
#include "endpoint/next_hop.hpp"
#include "endpoint/request_draft.hpp"
#include "sip/message/message.hpp"
#include "transaction/transaction_layer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sip {

/// One peer-to-peer relation (RFC 3261 §12). Its local tag is a number of ours, so that the table of dialogs needs no
/// text.
class Dialog {
public:
    /// The caller's side, from a 101-199 or 2xx with a To tag. `sips`: what our INVITE has asked for.
    [[nodiscard]] static Dialog of_caller(const Message& response, Sips sips, FlowId flow);
    /// The callee's side, from the INVITE and the tag that our responses carry.
    [[nodiscard]] static Dialog of_callee(const Message& request, std::string_view local_tag, FlowId flow);

    /// Of a subscription whose first NOTIFY overtakes the 2xx (RFC 6665 §4.1.2.4); `local_cseq`: of our SUBSCRIBE.
    [[nodiscard]] static Dialog of_notified(const Message& notify, std::uint32_t local_cseq, FlowId flow);

    [[nodiscard]] bool matches(const Message& request) const; ///< Call-ID and the peer's tag; ours has led here
    [[nodiscard]] const std::string& call_id() const { return call_id_; }
    [[nodiscard]] std::string_view remote_tag() const;
    [[nodiscard]] bool secure() const { return sips_ != Sips::no; } ///< our Contact is a sips URI
    [[nodiscard]] FlowId flow() const { return flow_; }

    /// §12.2.2: true when the request is in order and its number is now the highest seen.
    [[nodiscard]] bool take_remote_cseq(std::uint32_t number);
    /// A confirmed dialog goes on counting where its early form stood.
    void continue_from(const Dialog& early) { remote_cseq_ = early.remote_cseq_; }
    /// §12.2.1.2, §12.2.2: an INVITE or its 2xx moves the remote target.
    void refresh_target(const Message& message);
    /// RFC 5630 §5: the message would move a dialog that was asked for under sips to something less.
    [[nodiscard]] bool downgraded_by(const Message& message) const;

    /// §8.1.1.8: what the peer reaches us by. `value`: a whole Contact of the program's; empty: made for each message,
    /// with that user.
    void set_contact(std::string user, std::string value)
    {
        contact_user_ = std::move(user);
        contact_ = std::move(value);
    }
    [[nodiscard]] const std::string& contact_user() const { return contact_user_; }
    [[nodiscard]] const std::string& contact() const { return contact_; }
    [[nodiscard]] const std::string& local() const { return local_; } ///< From of our requests, with our tag
    [[nodiscard]] const std::string& remote_target() const { return remote_target_; }

    /// The identity that the first TLS flow of the dialog proved.
    void set_peer_name(std::string name) { peer_name_ = std::move(name); }
    [[nodiscard]] const std::string& peer_name() const { return peer_name_; }

    /// The next request of ours (§12.2.1.1).
    [[nodiscard]] RequestDraft request(Method method);
    /// The number of a request of ours that is sent once more under a new one (§8.1.3.5).
    [[nodiscard]] std::uint32_t next_cseq() { return ++local_cseq_; }
    /// The ACK for a 2xx: the INVITE's CSeq number (§13.2.2.4).
    [[nodiscard]] RequestDraft ack(std::uint32_t invite_cseq) const;
    [[nodiscard]] NextHop next_hop(const EndpointConfig& config) const;

private:
    void set_remote(std::string_view party, std::string_view tag);
    [[nodiscard]] RequestDraft draft(Method method, std::uint32_t cseq) const;

    std::string call_id_;
    std::string local_;         ///< From of our requests, with our tag
    std::string remote_;        ///< To of our requests, with the peer's tag
    std::string remote_target_; ///< URI
    RouteSet routes_;
    std::string contact_user_; ///< of our Contact
    std::string contact_;      ///< whole value when the program gave one
    std::string peer_name_;
    std::uint32_t local_cseq_ = 0;
    std::optional<std::uint32_t> remote_cseq_;
    std::uint32_t remote_tag_at_ = 0; ///< where in remote_
    std::uint32_t remote_tag_size_ = 0;
    Sips sips_ = Sips::no;
    FlowId flow_;
};

} // namespace sip
