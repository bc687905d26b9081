#pragma once

#include "call_control/board_messages.hpp"
#include "call_control/board_registrations.hpp"
#include "call_control/call_control.hpp"
#include "ip/board_settings.hpp"
#include "ip/link_state.hpp"
#include "net/loop.hpp"
#include "net/socket_address.hpp"
#include "net/system_random.hpp"
#include "runtime/link_watch.hpp"
#include "runtime/notification_splitter.hpp"
#include "runtime/refused_peers.hpp"
#include "runtime/services.hpp"
#include "runtime/tls_keeper.hpp"
#include "runtime/tracer.hpp"
#include "tls/openssl_hasher.hpp"

#include <array>
#include <memory>
#include <optional>

namespace gc {

/// One virtual board: a SIP endpoint with its addresses and thread, and the calls on its lines.
///
/// Lines refer to their board, so it lives until the last of them is gone; after stop() its monitor can still be
/// entered, and finds nothing to do.
class Board final : public std::enable_shared_from_this<Board> {
public:
    Board(const Services& services, BoardSettings settings, std::shared_ptr<TraceOutput> trace);
    ~Board();
    Board(const Board&) = delete;
    Board& operator=(const Board&) = delete;

    /// Opens the ports and starts the thread; on error nothing is left open.
    [[nodiscard]] std::optional<StartError> start();
    /// From now on no line can be opened and nothing registered: gc_Stop has begun.
    void refuse_lines();
    /// Hangs up every call and joins the thread. Bounded in time. Not from the board's own thread.
    void stop();

    [[nodiscard]] const BoardSettings& settings() const { return settings_; }
    /// Where the board listens; unset when it does not listen by that transport.
    [[nodiscard]] const sip::Address& listens_at(sip::TransportKind kind) const
    {
        return listening_[static_cast<std::size_t>(kind)];
    }

    /// Null when the board has no TLS.
    [[nodiscard]] TlsKeeper* tls() const { return tls_.get(); }

    /// What the system says of a network interface; enters the monitor.
    void take_link(const LinkFact& fact);

    /// Everything below only inside it.
    [[nodiscard]] sip::Monitor& monitor() { return loop_; }
    [[nodiscard]] CallControl& calls() { return calls_; }
    [[nodiscard]] bool network_is_up() const { return !links_ || links_->up(); }
    [[nodiscard]] BoardRegistrations& registrations() { return registrations_; }
    [[nodiscard]] BoardMessages& messages() { return messages_; }
    [[nodiscard]] sip::Endpoint& endpoint() { return loop_.endpoint(); }

private:
    [[nodiscard]] std::optional<StartError> open_udp_and_tcp();
    [[nodiscard]] std::optional<StartError> open_tls();
    [[nodiscard]] StartError port_error(const char* field, const sip::net::Bound& bound) const;
    void listen(sip::TransportKind kind, const sip::net::Bound& bound);
    void add_resolver();
    void watch_links();

    const Services services_;
    const BoardSettings settings_;
    std::optional<LadderTracer> tracer_;
    sip::net::SystemRandom random_;
    tls::OpensslHasher hasher_;
    CallControl calls_;
    BoardRegistrations registrations_;
    BoardMessages messages_;
    NotificationSplitter splitter_{calls_, registrations_, messages_};
    RefusedPeers refused_peers_;
    sip::net::Loop loop_;            ///< its thread uses all of the above
    std::unique_ptr<TlsKeeper> tls_; ///< uses the loop
    std::array<sip::Address, 3> listening_;
    std::optional<LinkState> links_;      ///< of the board's network
    std::optional<LinkWatch> link_watch_; ///< runs on the loop's thread
};

} // namespace gc
