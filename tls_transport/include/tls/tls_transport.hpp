#pragma once

#include "net/io_context.hpp"
#include "net/socket_address.hpp"
#include "sip/transport.hpp"
#include "tls/tls_context.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace tls {

/// Told of a peer that wanted to connect to us, and of why its handshake came to nothing: its certificate was refused,
/// it refused ours, or it spoke no TLS that we speak. Called inside the monitor; must not throw, nor call the
/// transport.
using RefusedPeer = std::function<void(const sip::Address& remote, const sip::FlowClosed& why)>;

/// SIP over TLS: the transport port of the stack on Asio's sockets and OpenSSL's cryptography.
///
/// A flow is opened in three phases, in this order: TCP connected; handshake, with the peer's certificate retrieved and
/// verified; assertion that the certificate belongs to the host that was meant. Only then FlowOpened is reported, with
/// what was established; a failure of any phase is FlowClosed with a reason.
///
/// Thread rule: as sip::Transport; every function inside the monitor, or before the io_context runs. Must live until
/// its io_context no longer runs.
class TlsTransport final : public sip::Transport {
public:
    TlsTransport(boost::asio::io_context& context, sip::Monitor& monitor);
    ~TlsTransport() override;

    /// The identity, trust and rules of flows that begin from now on; those that exist keep theirs. Without a context
    /// nothing can be opened.
    void set_context(std::shared_ptr<const Context> context);

    /// Who is told of peers that were refused; they are nobody's flows, so the endpoint hears nothing of them.
    void set_refused_peer(RefusedPeer told);

    /// Starts to accept at a local address; port 0: the kernel chooses. May be called for several addresses.
    /// Errors: those of bind(2) and listen(2), or permission_denied when the context has no certificate to show.
    [[nodiscard]] sip::net::Bound listen(const sip::Address& local);

    [[nodiscard]] sip::TransportKind kind() const override { return sip::TransportKind::tls; }
    void open(sip::FlowId flow, const sip::Target& target) override;
    void send(sip::FlowId flow, const sip::Address& remote, sip::Bytes bytes) override;
    void flush() override;
    void close(sip::FlowId flow) override;
    void take_events(std::vector<sip::FlowEvent>& events) override;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace tls
