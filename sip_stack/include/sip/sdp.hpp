#pragma once

#include "sip/address.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Session descriptions (RFC 8866) as values, and offer/answer (RFC 3264) over them.
namespace sip::sdp {

enum class Direction : std::uint8_t { sendrecv, sendonly, recvonly, inactive };
[[nodiscard]] Direction reversed(Direction direction); ///< the same stream seen from the other side

/// One payload type of an audio line.
struct Codec {
    std::uint8_t payload_type = 0;
    std::string name;            ///< "PCMA", "telephone-event"; rtpmap spelling
    std::uint32_t clock_rate = 8000;
    std::uint8_t channels = 1;
    std::string fmtp;            ///< without the payload number; empty: none

    [[nodiscard]] bool is_telephone_event() const;
    /// Same encoding (name without case, clock rate, channels), whatever the payload number.
    [[nodiscard]] bool same_encoding(const Codec& other) const;
};

/// One m= line. Lines of kinds that are not understood are kept, in order, so that they can be refused in place.
struct Media {
    std::string type;              ///< "audio", "video", "image", ...
    std::uint16_t port = 0;        ///< 0: refused or switched off
    std::uint16_t port_count = 1;
    std::string protocol;          ///< "RTP/AVP"
    std::vector<std::string> formats; ///< as written, in order
    std::vector<Codec> codecs;     ///< RTP only: formats with their rtpmap and fmtp, static types filled in
    std::optional<IpAddress> connection; ///< own c= line; else the session's
    std::string connection_name;   ///< when c= holds a name
    Direction direction = Direction::sendrecv; ///< own attribute, else the session's, else sendrecv
    std::optional<std::uint16_t> ptime; ///< milliseconds
    std::vector<std::string> attributes; ///< other a= lines, without "a="
};

struct Session {
    std::string origin_user = "-";
    std::uint64_t session_id = 0;
    std::uint64_t version = 0;
    IpAddress origin_address;
    std::string name = "-";
    std::optional<IpAddress> connection;
    std::string connection_name;
    std::vector<Media> media;
    std::vector<std::string> attributes;
};

struct Limits {
    std::size_t bytes = 64 * 1024;
    std::size_t lines = 1024;
    std::size_t media = 32;
    std::size_t formats = 256; ///< each m= line
};

struct SdpError {
    std::size_t line = 0;         ///< from 1; 0: no error
    std::string reason;           ///< "m= line has no port"
    explicit operator bool() const { return line != 0; }
};

/// Reads a description; CRLF, LF and CR are line ends. Unknown lines and attributes are ignored, as RFC 8866 asks.
[[nodiscard]] SdpError parse(std::string_view text, Session& out, const Limits& limits = {});
[[nodiscard]] std::string build(const Session& session);

/// What our side can do on its one audio stream.
struct LocalMedia {
    IpAddress address;
    std::uint16_t port = 0;
    std::vector<Codec> codecs;     ///< in order of preference; telephone-event among them when wanted
    Direction direction = Direction::sendrecv;
    std::optional<std::uint16_t> ptime;
};

/// What an offer and its answer settled on.
struct Negotiated {
    Address remote;                ///< where to send RTP; port 0 when the stream is refused
    std::vector<Codec> codecs;     ///< agreed, first is the one to send; payload numbers as the peer wants to receive them
    std::optional<Codec> telephone_event; ///< payload number for sending events
    Direction direction = Direction::sendrecv; ///< as seen from our side
    std::uint16_t ptime = 20;
};

/// The offer/answer state of one call (RFC 3264): at most one offer open, o= version grows by one with each change, m= lines
/// keep their order for the life of the call, and a refused change leaves the session as it was (RFC 6141).
class OfferAnswer {
public:
    enum class State : std::uint8_t { idle, offered, offer_received };

    explicit OfferAnswer(std::uint64_t session_id) : session_id_{session_id} {}

    [[nodiscard]] State state() const { return state_; }
    /// Our offer as text; state becomes `offered`.
    [[nodiscard]] std::string make_offer(const LocalMedia& local);
    /// The peer's answer to our offer. Error text when it does not fit the offer; the state is then `idle` again.
    [[nodiscard]] std::string receive_answer(std::string_view text);
    /// The peer's offer. Error text when it cannot be read; nothing changes then.
    [[nodiscard]] std::string receive_offer(std::string_view text);
    /// Our answer to it; empty when no audio stream is acceptable (then answer 488). State becomes `idle`.
    [[nodiscard]] std::string make_answer(const LocalMedia& local);
    /// The offer in progress, ours or theirs, is void.
    void roll_back();

    [[nodiscard]] bool established() const { return negotiated_.has_value(); }
    [[nodiscard]] const std::optional<Negotiated>& negotiated() const { return negotiated_; }
    [[nodiscard]] const std::string& local_text() const { return local_text_; } ///< last description we sent
    [[nodiscard]] bool remote_holds() const; ///< the peer does not want our audio: sendonly, inactive or 0.0.0.0

private:
    State state_ = State::idle;
    std::uint64_t session_id_;
    std::uint64_t version_ = 0;
    std::optional<Negotiated> negotiated_;
    std::string local_text_;
    std::string previous_local_text_;
    Session remote_;
    LocalMedia pending_local_;
};

} // namespace sip::sdp
