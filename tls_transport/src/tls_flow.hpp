#pragma once

#include "handshake_step.hpp"
#include "net/stream_socket.hpp"
#include "sip/transport.hpp"
#include "tls/tls_transport.hpp"

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tls {

/// What the flows of one transport share: the place for their events, and room to work in, so that an idle flow has
/// none of its own.
struct FlowWorkshop {
    static constexpr std::size_t ciphertext_room = 64 * 1024;

    std::vector<sip::FlowEvent> events;
    std::array<char, ciphertext_room> ciphertext;
    std::array<char, Engine::room_for(ciphertext_room)> plaintext;
    std::string batch; ///< plaintext of several messages, gathered for one record
    RefusedPeer refused;

    /// What a flow says of its peer. Flows in a row whose peers showed no certificate say the same, by one object.
    [[nodiscard]] std::shared_ptr<const sip::Security> shared(sip::Security security);

private:
    std::shared_ptr<const sip::Security> latest_nameless_;
};

/// One TLS connection: a socket, an engine, and the three phases in order. Told what happened to its socket by the
/// transport that owns it, and asked afterwards what it waits for; reports by events. Inside the monitor only.
class Flow {
public:
    enum class Phase : std::uint8_t {
        connecting,  ///< phase 1: TCP
        handshaking, ///< phase 2: TLS handshake, the peer's certificate retrieved and verified; ends with phase 3, the
                     ///< post-connection assertion that the certificate belongs to the host we meant
        open,        ///< FlowOpened was said
        closing,     ///< the last bytes are on their way out
        gone,        ///< to be forgotten
    };
    using Clock = std::chrono::steady_clock;
    using Limit = std::chrono::milliseconds;

    /// An outbound flow; connect() begins.
    Flow(sip::FlowId id, sip::net::StreamSocket socket, const sip::Target& target,
         std::shared_ptr<const Context> context, FlowWorkshop& workshop);
    /// An inbound flow over an accepted socket; expects the peer's first flight.
    Flow(sip::FlowId id, sip::net::StreamSocket socket, const sip::Address& remote,
         std::shared_ptr<const Context> context, FlowWorkshop& workshop);

    // What the transport is asked for
    void connect();
    void queue(sip::Bytes bytes);
    void flush();
    void close();

    // What happened
    void became_readable();
    void became_writable();
    void limit_passed(Clock::time_point now);
    void step_done(HandshakeStep& step);
    void gives_way(); ///< its handshake is not finished, and there are too many
    void cannot_be_watched(const boost::system::error_code& error);

    // What it waits for
    [[nodiscard]] bool waits_to_read() const { return engine_ && phase_ != Phase::connecting && phase_ != Phase::gone; }
    [[nodiscard]] bool waits_to_write() const
    {
        return phase_ == Phase::connecting || (engine_ && phase_ != Phase::gone && !engine_->output().empty());
    }
    /// A step of the handshake that is to be done outside the monitor; step_done() is wanted after it.
    [[nodiscard]] std::shared_ptr<HandshakeStep> take_step() { return std::exchange(step_, nullptr); }
    /// A time limit that was set since the last call: limit_passed() is wanted after it.
    [[nodiscard]] std::optional<Limit> take_limit() { return std::exchange(new_limit_, std::nullopt); }
    [[nodiscard]] bool gone() const { return phase_ == Phase::gone; }
    [[nodiscard]] bool opened() const { return phase_ == Phase::open; }

    [[nodiscard]] sip::FlowId id() const { return id_; }
    [[nodiscard]] const sip::Address& remote() const { return remote_; }
    [[nodiscard]] sip::net::StreamSocket& socket() { return socket_; }

    bool flush_noted = false; ///< the transport's notes
    bool half_open = false;

private:
    void take(std::string_view ciphertext);
    void fed(std::string_view plaintext);
    [[nodiscard]] const Config& config() const { return context_->config(); }
    void handshake_done();
    [[nodiscard]] bool peer_name_holds(sip::Security& security);
    void say_opened(sip::Security security);
    void note_client_hello();
    void read_failed(const boost::system::error_code& error);
    void peer_finished();
    void engine_failed();

    void write_output();
    void encrypt_queue();
    void give_ticket();
    void check_bound();
    void fail(sip::FlowError error, std::string reason, std::shared_ptr<const sip::Security> security = nullptr);
    void report_closed(sip::FlowError error, std::string reason,
                       std::shared_ptr<const sip::Security> security = nullptr);
    void leave();
    void abort();
    void set_limit(Limit limit);
    [[nodiscard]] std::string about(std::string_view what) const;

    sip::FlowId id_;
    Phase phase_;
    bool closing_ = false;         ///< close() was called: what is queued goes out, and nothing else
    bool reported_ = false;        ///< FlowClosed was said
    bool output_finished_ = false; ///< FIN was sent, or is about to be
    bool awaits_hello_ = false;    ///< inbound, and the ClientHello is not complete
    sip::net::StreamSocket socket_;
    sip::Address remote_;
    std::string peer_name_; ///< whom an outbound flow expects; given up when asserted
    std::shared_ptr<const Context> context_;
    std::unique_ptr<Engine> engine_; ///< null while a step has it
    std::shared_ptr<HandshakeStep> step_;
    FlowWorkshop& workshop_;
    std::vector<sip::Bytes> queue_; ///< plaintext that waits for the socket
    std::size_t queued_bytes_ = 0;
    std::optional<Clock::time_point> deadline_;
    std::optional<Limit> new_limit_;
};

} // namespace tls
