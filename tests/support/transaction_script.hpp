#pragma once

#include "transaction/transaction_layer.hpp"

#include <chrono>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

/// Transactions in virtual time, written down as the RFC tells them: given, when, then.
namespace script {

using namespace std::chrono_literals;

constexpr auto T1 = std::chrono::milliseconds{500};
constexpr auto T2 = std::chrono::milliseconds{4000};
constexpr auto T4 = std::chrono::milliseconds{5000};

constexpr sip::TransportKind udp = sip::TransportKind::udp;
constexpr sip::TransportKind tcp = sip::TransportKind::tcp;
constexpr sip::TransportKind tls = sip::TransportKind::tls;

/// The fields by which messages are matched; the rest of a message is the same in all.
struct Fields {
    std::string branch = "z9hG4bK-one"; ///< empty: none
    std::string sent_by = "192.0.2.1";
    std::string uri = "sip:bob@192.0.2.2";
    std::string from_tag = "alice";
    std::string to_tag = {};
    std::string call_id = "call@192.0.2.1";
    unsigned cseq = 1;
    std::string method = {}; ///< of a response's CSeq, or of the INVITE that an ACK or a CANCEL follows
    std::string extra = {};  ///< whole header lines
};

std::string request(std::string_view method, const Fields& fields = {});
std::string response(int status, std::string_view method, const Fields& fields = {});
inline std::string invite(const Fields& fields = {}) { return request("INVITE", fields); }
inline std::string options(const Fields& fields = {}) { return request("OPTIONS", fields); }
inline std::string cancel(const Fields& fields = {}) { return request("CANCEL", fields); }
inline std::string ack(const Fields& fields = {}) { return request("ACK", fields); }

/// What begins a script: a request that we send at 0 ms, or one that we receive then.
struct Beginning {
    enum class Side { client, server, none } side;
    sip::TransportKind transport;
    std::string request;
};
inline Beginning invite_over(sip::TransportKind transport) { return {Beginning::Side::client, transport, invite()}; }
inline Beginning options_over(sip::TransportKind transport) { return {Beginning::Side::client, transport, options()}; }
inline Beginning invite_from(sip::TransportKind transport) { return {Beginning::Side::server, transport, invite()}; }
inline Beginning options_from(sip::TransportKind transport) { return {Beginning::Side::server, transport, options()}; }
inline Beginning nothing_over(sip::TransportKind transport) { return {Beginning::Side::none, transport, {}}; }

struct Settings {
    sip::Timers timers = {};
    std::size_t limit = 1000;
};

/// One transaction layer and its clock. What it does and nobody expects, at any time, is an error.
class TransactionScript {
public:
    explicit TransactionScript(const Beginning& beginning, const Settings& settings = {});
    ~TransactionScript();

    /// Lets the time pass up to that instant; whatever happens on the way is an error.
    TransactionScript& at(sip::Duration instant);
    TransactionScript& until(sip::Duration instant) { return at(instant); }

    // When
    TransactionScript& receive(const std::string& message); ///< by the script's flow
    TransactionScript& receive_by(sip::FlowId flow, const std::string& message);
    TransactionScript& send(const std::string& message); ///< a further client transaction
    TransactionScript& respond(int status);              ///< to the last request that was delivered
    TransactionScript& respond_in_vain(int status);      ///< and be refused
    TransactionScript& repeat_response();
    TransactionScript& abandon();
    TransactionScript& lose_flow();
    TransactionScript& reroute(sip::FlowId flow);

    // Then
    TransactionScript& expect_send(const std::string& message) { return expect("send " + message); }
    TransactionScript& expect_send_by(sip::FlowId flow, const std::string& message);
    TransactionScript& expect_deliver(int status) { return expect("deliver " + std::to_string(status)); }
    TransactionScript& expect_fresh(std::string_view method) { return expect("fresh " + std::string{method}); }
    TransactionScript& expect_merged() { return expect("merged"); }
    TransactionScript& expect_overload() { return expect("overload"); }
    TransactionScript& expect_ack_for_2xx() { return expect("ack_for_2xx"); }
    TransactionScript& expect_cancel_of_nothing() { return expect("cancel none"); }
    TransactionScript& expect_cancel_of_invite() { return expect("cancel " + first_server_text()); }
    TransactionScript& expect_stray() { return expect("stray"); }
    TransactionScript& expect_stray_2xx() { return expect("stray_2xx"); }
    TransactionScript& expect_timed_out() { return expect("timed_out"); }
    TransactionScript& expect_transport_failed() { return expect("transport_failed"); }
    TransactionScript& expect_response_waits() { return expect("response_waits"); }
    TransactionScript& expect_ack_missing() { return expect("ack_missing"); }
    TransactionScript& expect_terminated() { return expect("terminated"); }
    TransactionScript& expect_nothing();

    [[nodiscard]] sip::TransactionLayer& layer() { return layer_; }
    [[nodiscard]] sip::TimerQueue& timers() { return queue_; }
    [[nodiscard]] sip::FlowId flow() const { return flow_; }
    [[nodiscard]] sip::ClientId client() const { return client_; }
    [[nodiscard]] sip::ServerId server() const { return server_; }

private:
    static constexpr std::uint64_t user = 77;

    TransactionScript& expect(const std::string& fact);
    void record(const std::string& fact);
    void collect();
    [[nodiscard]] sip::TimePoint now() const { return epoch + now_; }
    [[nodiscard]] std::string first_server_text() const;
    void note(const sip::RequestOutcome& outcome, const sip::Message& request);
    void note(const sip::ResponseOutcome& outcome, const sip::Message& response);
    void note(const sip::TransactionEvent& event);

    static constexpr sip::TimePoint epoch{std::chrono::hours{1}};

    sip::FlowId flow_;
    sip::TimerQueue queue_;
    std::vector<sip::Action> actions_;
    sip::TransactionLayer layer_;
    sip::Duration now_{};
    std::deque<std::string> facts_; ///< of this instant, not yet expected
    sip::ClientId client_{};
    sip::ServerId server_{};
    sip::ServerId first_server_{};
    std::string request_; ///< the last one delivered
};

} // namespace script
