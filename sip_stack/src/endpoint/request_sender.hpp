#pragma once

#include "authentication/authenticator.hpp"
#include "endpoint/context.hpp"
#include "endpoint/flow_table.hpp"
#include "endpoint/listeners.hpp"
#include "endpoint/next_hop.hpp"
#include "endpoint/request_draft.hpp"
#include "endpoint/request_owner.hpp"
#include "endpoint/slot_table.hpp"
#include "transaction/transaction_layer.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sip {

enum class RequestId : std::uint64_t { none = 0 };

/// What became of a request, other than a response.
struct RequestEvent {
    enum class Kind : std::uint8_t {
        ack_sent, ///< ACK for a 2xx: `bytes` went to `route`, to be repeated when the 2xx is
        failed,   ///< no candidate could be reached, or none answered in time
    } kind;
    RequestOwner owner{};
    RequestId request{};
    Method method = Method::other;
    Bytes bytes{};
    Route route{};
    bool timed_out = false;
    FlowError error = FlowError::none;
    std::string reason{};
    std::string target{}; ///< whom the request was for
    std::shared_ptr<const Security> security{};
};

/// Carries each request to its next hop: name to candidates, candidate to flow, flow to transaction; and on to the next
/// candidate when one fails (RFC 3263 §4.3). The one place where requests get the credentials that servers ask for.
class RequestSender {
public:
    RequestSender(Context& context, TransactionLayer& transactions, FlowTable& flows, const Listeners& listeners,
                  Authenticator& authenticator);

    /// `owner` hears of it; none: fire and forget.
    RequestId start(RequestDraft draft, NextHop hop, RequestOwner owner);
    /// The owner wants to hear no more. What was sent stays sent; its transaction ends by itself, or in bounded time.
    void disown(RequestId request);
    /// Nothing was sent yet and nothing will be.
    void withdraw(RequestId request);
    /// No final response is waited for any longer.
    void give_up(RequestId request);
    [[nodiscard]] bool sent(RequestId request) const;
    [[nodiscard]] std::optional<Route> route_of(RequestId request) const;
    /// The Contact that was written for the way it took; empty: none was.
    [[nodiscard]] std::string contact_of(RequestId request) const;
    /// Sends the CANCEL of an INVITE (RFC 3261 §9.1).
    void cancel(RequestId invite, const HeaderLines& lines);

    struct Delivery {
        RequestOwner owner{};
        RequestId request{};
        bool deliver = false;    ///< for the owner; else another candidate is being tried
        bool challenged = false; ///< a 401 or 407 that we can answer: then repeat() or settle() comes next
    };
    /// A response that the transaction layer delivered for `user`.
    [[nodiscard]] Delivery receive(std::uint64_t user, const Message& response);
    /// Sends a challenged request again, with credentials: a new transaction under that CSeq number, to the same server
    /// (RFC 3261 §8.1.3.5, §22.2). 0: the next number.
    void repeat(RequestId request, std::uint32_t cseq);
    /// The owner takes the challenge for an answer.
    void settle(RequestId request);

    void handle(const Resolved& result);
    void handle(const TransactionEvent& event);
    void handle_expiry(const TimerOwner& owner); ///< what nobody answers: a query, an INVITE without owner
    void flow_opened(const Flow& flow);
    void flow_closed(const Flow& flow, const FlowClosed& event);

    [[nodiscard]] std::vector<RequestEvent>& events() { return events_; } ///< cleared by the owner

private:
    struct Attempt {
        Candidate candidate;
        bool any_size = false; ///< UDP even above the size limit: TCP has been tried
    };
    struct Pending {
        enum class Phase : std::uint8_t { resolving, opening, under_way, done } phase = Phase::resolving;
        Method method = Method::other;
        RequestOwner owner{};
        std::optional<RequestDraft> draft; ///< until the final response
        NextHop hop;
        std::vector<Attempt> attempts;
        std::size_t next = 0;
        std::size_t current = 0; ///< of the attempts, once there was one
        ClientId client{};
        Route route;
        FlowUse use;
        bool on_old_flow = false; ///< sent by a connection that stood before, which may be dead without our knowing
        bool answered = false;    ///< by a provisional response
        QueryId query{};
        TimerQueue::Ticket timer = 0; ///< of the look-up; of an INVITE that nobody owns any more
        FlowError error = FlowError::none;
        std::string reason = "no address to try";
        bool timed_out = false;
        std::shared_ptr<const Security> security;
        Challenges challenges;
        std::string contact; ///< of a REGISTER, when it was written here
    };

    void begin(RequestId id, Pending& pending);
    [[nodiscard]] Bytes build(Pending& pending, const Origin& origin, std::string_view branch);
    void resolve(RequestId id, Pending& pending);
    [[nodiscard]] std::optional<Candidate> literal_candidate(const NextHop& hop) const;
    void take_candidates(Pending& pending, std::vector<Candidate> candidates);
    void try_next(RequestId id, Pending& pending);
    [[nodiscard]] bool try_attempt(RequestId id, Pending& pending, Attempt attempt);
    [[nodiscard]] bool try_datagram(RequestId id, Pending& pending, const Attempt& attempt);
    void send_on_flow(RequestId id, Pending& pending, const Flow& flow);
    void launch(RequestId id, Pending& pending, Bytes request, std::string_view branch, const Route& route);
    [[nodiscard]] bool dialog_flow_serves(const NextHop& hop) const;
    void connection_lost(RequestId id, Pending& pending);
    void fail(RequestId id, Pending& pending);
    void finish(Pending& pending);
    void remove(RequestId id);

    Context& context_;
    TransactionLayer& transactions_;
    FlowTable& flows_;
    const Listeners& listeners_;
    Authenticator& authenticator_;
    SlotTable<Pending, RequestId> pending_;
    std::vector<RequestEvent> events_;
};

} // namespace sip
