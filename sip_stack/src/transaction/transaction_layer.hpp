#pragma once

#include "sip/config.hpp"
#include "sip/endpoint.hpp"
#include "sip/message/message.hpp"
#include "transaction/effects.hpp"
#include "transaction/keyed_hash.hpp"
#include "transaction/table.hpp"
#include "transaction/timer_queue.hpp"
#include "transaction/timer_table.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace sip {

enum class ClientId : std::uint64_t { none = 0 };
enum class ServerId : std::uint64_t { none = 0 };

/// What became of a received request.
struct RequestOutcome {
    enum class Kind : std::uint8_t {
        fresh,       ///< a new server transaction: `server` is to be answered
        absorbed,    ///< a retransmission, an ACK to a failure, …: dealt with
        ack_for_2xx, ///< an ACK that no transaction takes: for the dialog
        cancel,   ///< a CANCEL (its own transaction is `server`), and `cancelled` is the INVITE that it means, or none
        merged,   ///< RFC 3261 §8.2.2.2: `server` is to be answered 482
        overload, ///< no room: drop, or answer statelessly
    } kind;
    ServerId server{};
    ServerId cancelled{};
};

/// What became of a received response.
struct ResponseOutcome {
    enum class Kind : std::uint8_t {
        deliver,   ///< for the transaction user named by `user`
        absorbed,  ///< a retransmission, dealt with
        stray_2xx, ///< a 2xx to an INVITE whose transaction is gone: for the dialog, which repeats its ACK
        stray,     ///< belongs to nothing: drop
    } kind;
    ClientId client{};
    std::uint64_t user = 0;
};

/// What happened to a transaction without a message.
struct TransactionEvent {
    enum class Kind : std::uint8_t {
        timed_out,        ///< client: Timer B or F
        transport_failed, ///< client: its flow was lost or could not send
        response_waits,   ///< server: a response is due but its flow is lost: reroute() sends it
        ack_missing,      ///< INVITE server: failure response never ACKed (Timer H)
        terminated,       ///< the id is dead; last word
    } kind;
    ClientId client{};
    ServerId server{};
    std::uint64_t user = 0;
    Method method = Method::other;
    FlowError error = FlowError::none;
    std::string reason;
};

/// The four machines of RFC 3261 §17 with RFC 6026 and RFC 4320, and the matching of messages to them.
///
/// Knows no dialog and no user: a request goes out as finished bytes; a received message is matched and, when it is
/// news, handed back. Sends by appending to `actions`; tells what happens of itself by events().
class TransactionLayer {
public:
    /// At most `limit` transactions; the last eighth is kept from requests that come from outside of any dialog, so
    /// that established calls can end. `seed` is random. Queue and actions belong to the endpoint and outlive the
    /// layer.
    TransactionLayer(const Timers& timers, std::size_t limit, const HashSeed& seed, TimerQueue& queue,
                     std::vector<Action>& actions);
    TransactionLayer(const TransactionLayer&) = delete;
    TransactionLayer& operator=(const TransactionLayer&) = delete;

    // Client side. `request` is complete, with our Via on top; `branch` is that Via's branch. None when the table is
    // full.
    ClientId start_client(Method method, Bytes request, std::string_view branch, const Route& route, std::uint64_t user,
                          TimePoint now);
    /// Stops waiting: no more retransmissions, no more events but `terminated`.
    void abandon(ClientId client);
    /// Bytes of the request as sent, to build its CANCEL and its ACK from; null when the id is dead. Over a reliable
    /// transport a final response other than a 2xx to an INVITE ends the transaction at once: it is dead when that is
    /// delivered.
    [[nodiscard]] const Bytes* request_of(ClientId client) const;
    [[nodiscard]] Route route_of(ClientId client) const;

    // Server side.
    [[nodiscard]] RequestOutcome receive_request(const Message& request, const Route& route, TimePoint now);
    /// Sends a response and keeps it for retransmission as the machine's state asks. A 2xx to an INVITE moves it to
    /// Accepted (RFC 6026): repeating the 2xx until the ACK is then the dialog's work (§13.3.1.4), through repeat().
    /// False when the id is dead or has had its final response.
    bool respond(ServerId server, int status, Bytes response, TimePoint now);
    void repeat(ServerId server);                              ///< the last response once more
    [[nodiscard]] Route response_route(ServerId server) const;
    /// The transaction lives and has lost the flow for its responses: see reroute(). A dead one needs none.
    [[nodiscard]] bool lacks_flow(ServerId server) const;

    [[nodiscard]] ResponseOutcome receive_response(const Message& response, FlowId flow, TimePoint now);

    void handle_expiry(const TimerOwner& owner, TimePoint now); ///< for client_transaction and server_transaction
    void flow_lost(FlowId flow, FlowError error, std::string_view reason, TimePoint now);
    /// A server transaction's responses go another way from now on (RFC 3261 §18.2.2); one that waits goes at once.
    void reroute(ServerId server, const Route& route);

    [[nodiscard]] std::vector<TransactionEvent>& events() { return events_; } ///< cleared by the owner
    [[nodiscard]] std::size_t size() const { return table_.size(); }
    [[nodiscard]] std::uint64_t retransmitted() const
    {
        return retransmitted_;
    } ///< messages sent more than once, in all

private:
    [[nodiscard]] const TimerTable& timers_for(FlowId flow) const;
    [[nodiscard]] bool full_for(const Message& request) const;

    // What servers do with requests
    [[nodiscard]] RequestOutcome receive_ack(const Message& ack, TimePoint now);
    void receive_copy(Transaction& server, const Route& route, TimePoint now);
    Transaction& create_server(const Fingerprint& key, const Message& request, const Route& route, TimePoint now);
    [[nodiscard]] Transaction* invite_of(const Message& request); ///< the one that an ACK or a CANCEL means
    [[nodiscard]] bool acknowledges(const Message& ack, const Transaction& invite);
    void send_trying(Transaction& server);

    // What machines ask for
    void apply(Transaction& transaction, const Effects& effects, TimePoint now);
    void apply(Transaction& transaction, const Effects::TimerChange& change, TimerQueue::Ticket& ticket, TimePoint now);
    void send(Transaction& transaction, const Bytes& bytes);
    void tell(const Transaction& transaction, TransactionEvent::Kind kind);
    [[nodiscard]] bool read_again(const Bytes& bytes); ///< into scratch_

    const TimerTable datagram_;
    const TimerTable stream_;
    const std::size_t limit_;
    const HashSeed seed_;
    TimerQueue& queue_;
    std::vector<Action>& actions_;
    std::vector<TransactionEvent> events_;
    TransactionTable table_;
    Message scratch_;
    std::uint64_t retransmitted_ = 0;
};

} // namespace sip
