#pragma once

#include "endpoint/response_factory.hpp"
#include "ua/call_table.hpp"
#include "ua/request_checks.hpp"
#include "ua/surroundings.hpp"

namespace sip {

/// The transaction user of RFC 3261: finds the call that a message or a command is for, answers what belongs to none.
class UserAgent {
public:
    UserAgent(Context& context, TransactionLayer& transactions, FlowTable& flows, const Listeners& listeners,
              RequestSender& requests, ResponseRerouter& rerouter, Authenticator& authenticator);

    // Commands
    [[nodiscard]] CommandError make_call(const MakeCall& command, CallHandle& call);
    [[nodiscard]] CommandError command(CallHandle call, const CallCommand& command);
    void set_user(CallHandle call, UserCookie user);
    [[nodiscard]] std::string_view call_id(CallHandle call) const;
    void set_busy(int status) { busy_ = status; }
    [[nodiscard]] bool busy() const { return busy_ != 0; }
    void set_capabilities(const sdp::LocalMedia& media) { capabilities_ = media; }
    void shut_down();

    // Messages. A request that a call wants to keep is moved out of `request`.
    void receive_request(MessagePtr& request, const Route& route, ServerId server);
    void receive_cancel(const Message& cancel, const Route& route, ServerId server, ServerId cancelled);
    void receive_ack(const Message& ack);
    /// A failure response of ours to an INVITE was ACKed, or never was.
    void refusal_over(ServerId server, bool acknowledged);
    void receive_response(const RequestSender::Delivery& delivery, const Message& response, FlowId flow);
    /// The CSeq number under which a challenged request goes again, 0: the one after its own; none: its owner does not
    /// want it any more.
    [[nodiscard]] std::optional<std::uint32_t> number_to_repeat(const RequestSender::Delivery& delivery,
                                                                const Message& response);
    /// `ours`: it answers an INVITE that we still remember.
    void receive_stray_2xx(const Message& response, bool ours, FlowId flow);

    void handle(const RequestEvent& event);
    void handle_expiry(const TimerOwner& owner);
    void begin_turn() { calls_.begin_turn(); }
    [[nodiscard]] std::size_t calls() const { return calls_.size(); }
    [[nodiscard]] const Surroundings& surroundings() const { return around_; }

    /// Answers a request by its transaction with nothing but a status.
    void refuse(const Message& request, const Route& route, ServerId server, int status, std::string_view reason = {},
                HeaderId header = HeaderId::other, std::string_view value = {});

private:
    [[nodiscard]] Call* call_of(const Message& message, std::string_view local_tag) const;
    void receive_invite(MessagePtr& invite, const Route& route, ServerId server);
    [[nodiscard]] std::optional<Refusal> find_replaced(const Message& invite, CallHandle& replaced) const;
    void answer_options(const Message& options, const Route& route, ServerId server, std::string_view to_tag);
    void respond(const Message& request, const Route& route, ServerId server, ResponseDraft draft);
    [[nodiscard]] std::uint64_t new_tag() const;

    Context& context_;
    CallTable calls_;
    Surroundings around_;
    int busy_ = 0;
    std::optional<sdp::LocalMedia> capabilities_;
};

} // namespace sip
