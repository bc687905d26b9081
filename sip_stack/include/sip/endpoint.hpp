#pragma once

#include "sip/authentication.hpp"
#include "sip/call.hpp"
#include "sip/config.hpp"
#include "sip/outside.hpp"
#include "sip/resolver.hpp"
#include "sip/transport.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sip {

/// What the endpoint wants done by its surroundings.
struct OpenFlow { FlowId flow; Target target; };
struct Send { FlowId flow; Address remote; Bytes bytes; };
struct CloseFlow { FlowId flow; };
struct Resolve { QueryId id; Query query; };
struct CancelResolve { QueryId id; };
using Action = std::variant<Send, OpenFlow, CloseFlow, Resolve, CancelResolve>;

/// What a trace shows of one message (a SIP ladder).
struct Trace {
    enum class Way : std::uint8_t { received, sent } way;
    FlowId flow;
    Address local, remote;
    const Bytes& bytes;
};
class Tracer {
public:
    virtual ~Tracer() = default;
    virtual void message(const Trace& trace) = 0;
    virtual void flow_opened(FlowId flow, const Address& local, const Address& remote, const Security* security) = 0;
    virtual void flow_closed(FlowId flow, FlowError error, std::string_view reason) = 0;
    virtual void note(std::string_view line) = 0; ///< a decision worth a line in the log: why a message was dropped, ...
};

/// A SIP user agent without sockets, clock, threads or randomness: events and commands in, actions and notifications out.
///
/// Every call takes the time. After each call the owner takes the notifications (their messages are valid until the next
/// call) and, when convenient, the actions, in order. next_expiry() says when handle_expiry() must be called at the latest.
/// Not thread-safe; owned by one Monitor.
class Endpoint {
public:
    Endpoint(EndpointConfig config, Random& random);
    ~Endpoint();
    Endpoint(const Endpoint&) = delete;
    Endpoint& operator=(const Endpoint&) = delete;

    /// A local address that listens: a bound UDP socket (flow set) or a TCP or TLS listener (flow unset).
    void add_listener(TransportKind kind, const Address& local, FlowId udp_flow = {});
    void set_tracer(Tracer* tracer); ///< not owned; null: none

    /// Digest authentication: needs a hasher (not owned) and credentials that were set before the request.
    void set_hasher(Hasher* hasher);
    void set_credentials(Credentials credentials); ///< those of the same realm and identity are replaced
    bool remove_credentials(std::string_view realm, std::string_view identity); ///< false: there are none

    // Events
    void handle(FlowEvent event, TimePoint now); ///< moved in, the bytes are parsed where they are
    void handle(const Resolved& result, TimePoint now);
    void handle_expiry(TimePoint now);
    [[nodiscard]] TimePoint next_expiry() const; ///< TimePoint::max() when nothing waits

    // Commands
    [[nodiscard]] CommandError make_call(const MakeCall& command, TimePoint now, CallHandle& call);
    [[nodiscard]] CommandError command(CallHandle call, const CallCommand& command, TimePoint now);
    /// What comes of the next three is told by OutsideNotification.
    [[nodiscard]] CommandError enroll(const Register& command, TimePoint now);
    [[nodiscard]] CommandError send_outside(const SendOutside& command, TimePoint now);
    [[nodiscard]] CommandError answer_outside(OutsideHandle request, const AnswerOutside& answer, TimePoint now);
    void take_up(const TakenUp& taken_up);
    void set_user(CallHandle call, UserCookie user);
    [[nodiscard]] std::string_view call_id(CallHandle call) const; ///< empty for a handle that is dead
    /// What calls answer OPTIONS and new INVITEs with while the owner cannot take one: 0 (take them), 480, 486 or 600.
    void set_busy(int status);
    /// Capabilities that OPTIONS and 200 describe.
    void set_capabilities(const sdp::LocalMedia& media);
    void hand_up(const HandedUp& what); ///< from now on
    /// Hangs up every call, closes every flow.
    void shut_down(TimePoint now);
    [[nodiscard]] bool idle() const; ///< no call and no transaction

    // Results
    [[nodiscard]] std::vector<Notification>& notifications(); ///< cleared by the owner
    [[nodiscard]] std::vector<OutsideNotification>& outside_notifications(); ///< the same
    [[nodiscard]] std::vector<Action>& actions();             ///< cleared by the owner

    struct Statistics {
        std::size_t calls, transactions, flows;
        std::uint64_t received, sent, dropped, malformed, retransmitted;
    };
    [[nodiscard]] Statistics statistics() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace sip
