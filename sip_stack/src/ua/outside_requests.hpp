#pragma once

#include "endpoint/message_pool.hpp"
#include "endpoint/slot_table.hpp"
#include "sip/outside.hpp"
#include "ua/request_checks.hpp"
#include "ua/subscription.hpp"
#include "ua/surroundings.hpp"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace sip {

/// Requests outside of calls, ours and those of peers that the owner answers, and the subscriptions that come of them.
///
/// outside_requests: what the owner sends, and its outcome; outside_incoming: what peers send.
class OutsideRequests {
public:
    explicit OutsideRequests(const Surroundings& around) : around_{around} {}

    // The owner's
    [[nodiscard]] CommandError send(const SendOutside& command);
    [[nodiscard]] CommandError answer(OutsideHandle request, const AnswerOutside& answer);
    void shut_down();

    // Ours
    [[nodiscard]] std::optional<std::uint32_t> number_to_repeat(OutsideHandle handle, const Message& response);
    void receive_response(OutsideHandle handle, const Message& response, FlowId flow);
    void handle(OutsideHandle handle, const RequestEvent& event);

    // Of peers
    /// It is for us, and not for a call. `busy`: the owner has nobody who could take it.
    [[nodiscard]] bool takes(const Message& request, bool busy) const;
    void receive(MessagePtr& request, const Route& route, ServerId server);

    void handle_expiry(const TimerOwner& owner);

private:
    enum Letter : std::uint8_t { owner_silent, subscription_over };

    struct Sent {
        UserCookie user = 0;
        Method method = Method::other;
        RequestId request{};
        std::uint64_t subscription = 0; ///< tag; 0: none
        std::uint32_t cseq = 1;
        Sips sips = Sips::no;
        bool ends = false; ///< a NOTIFY that says terminated, or a SUBSCRIBE for no time
    };
    struct Incoming {
        MessagePtr request;
        Route route;
        ServerId server{};
        std::uint64_t subscription = 0;
        TimerQueue::Ticket limit = 0;
    };

    // outside_requests
    [[nodiscard]] CommandError draft_of(const SendOutside& command, Sent& sent, RequestDraft& draft, NextHop& hop);
    [[nodiscard]] Subscription* of_call_id(std::string_view call_id);
    [[nodiscard]] Subscription* of_tag(std::uint64_t tag) const;
    Subscription& open(std::string call_id);
    void subscribed(const Sent& sent, const Message& response, FlowId flow);
    void keep(Subscription& subscription, std::chrono::seconds time);
    void close(std::uint64_t tag);
    // outside_incoming
    [[nodiscard]] std::optional<Refusal> check(const Message& request) const;
    [[nodiscard]] Refusal refusal_by(int status) const;
    [[nodiscard]] Subscription* subscription_of(const Message& request) const;
    [[nodiscard]] int enter_subscription(Subscription& subscription, const Message& request, const Route& route);
    void respond(const Incoming& incoming, const AnswerOutside& answer);
    void accept_subscription(Incoming& incoming, const AnswerOutside& answer);
    void refuse(const Message& request, const Route& route, ServerId server, const Refusal& refusal);

    Surroundings around_;
    SlotTable<Sent, OutsideHandle> sent_;
    SlotTable<Incoming, OutsideHandle> incoming_;
    std::unordered_map<std::uint64_t, std::unique_ptr<Subscription>> subscriptions_; ///< by our tag
};

} // namespace sip
