#pragma once

#include "sip/address.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Session descriptions (RFC 8866) as values, and offer/answer (RFC 3264) over them. Not thread-safe, no shared state.
namespace sip::sdp {

enum class Direction : std::uint8_t { sendrecv, sendonly, recvonly, inactive };
[[nodiscard]] Direction reversed(Direction direction); ///< the same stream seen from the other side

/// One payload type of an audio line.
struct Codec {
    std::uint8_t payload_type = 0;
    std::string name{}; ///< "PCMA", "telephone-event"; rtpmap spelling; empty: a dynamic type without rtpmap
    std::uint32_t clock_rate = 8000;
    std::uint8_t channels = 1;
    std::string fmtp{}; ///< without the payload number; empty: none

    [[nodiscard]] bool is_telephone_event() const;
    /// Same encoding (name without case, clock rate, channels), whatever the payload number.
    [[nodiscard]] bool same_encoding(const Codec& other) const;
    friend bool operator==(const Codec&, const Codec&) = default;
};

/// One m= line. Lines of kinds that are not understood are kept, in order, so that they can be refused in place.
struct Media {
    std::string type{};     ///< "audio", "video", "image", ...
    std::uint16_t port = 0; ///< 0: refused or switched off
    std::uint16_t port_count = 1;
    std::string protocol{};             ///< "RTP/AVP"
    std::vector<std::string> formats{}; ///< as written, in order
    std::vector<Codec> codecs{}; ///< audio over RTP only: formats with their rtpmap and fmtp, static types filled in
    std::optional<IpAddress> connection{};     ///< own c= line; else the session's
    std::string connection_name{};             ///< when c= holds a name
    Direction direction = Direction::sendrecv; ///< own attribute, else the session's, else sendrecv
    std::optional<std::uint16_t> ptime{};      ///< milliseconds
    std::optional<std::uint16_t> maxptime{};   ///< milliseconds
    std::vector<std::string> attributes{};     ///< other a= lines, without "a="

    friend bool operator==(const Media&, const Media&) = default;
};

struct Session {
    std::string origin_user = "-";
    std::uint64_t session_id = 0; ///< modulo 2^64
    std::uint64_t version = 0;    ///< modulo 2^64
    IpAddress origin_address;
    std::string origin_name{}; ///< when o= holds a name
    std::string name = "-";
    std::string time = "0 0"; ///< the first t= line, without "t="
    std::optional<IpAddress> connection{};
    std::string connection_name{};
    std::vector<Media> media{};
    std::vector<std::string> attributes{};

    friend bool operator==(const Session&, const Session&) = default;
};

struct Limits {
    std::size_t bytes = 64 * 1024;
    std::size_t lines = 1024;
    std::size_t media = 32;
    std::size_t formats = 256; ///< each m= line
};

struct SdpError {
    std::size_t line = 0; ///< from 1, empty lines not counted; 0: no error
    std::string reason;   ///< "m= has no port"
    explicit operator bool() const { return line != 0; }
};

/// Reads a description; CRLF, LF and CR are line ends, empty lines are passed over. Unknown attributes are ignored (RFC
/// 8866 §5.13), and so are unknown line types: §5 would drop the whole description for one. `out` is unspecified after
/// an error.
[[nodiscard]] SdpError parse(std::string_view text, Session& out, const Limits& limits = {});
/// Writes a description. A text with a line end or NUL in it is cut there. m= lines take `codecs`, else `formats`, else
/// "0".
[[nodiscard]] std::string build(const Session& session);

/// What our side can do on its one audio stream.
struct LocalMedia {
    IpAddress address;
    std::uint16_t port = 0;
    std::vector<Codec> codecs; ///< in order of preference; telephone-event among them when wanted
    Direction direction = Direction::sendrecv;
    std::optional<std::uint16_t> ptime; ///< milliseconds that we like to receive
};

/// A codec of both sides. The payload number of a dynamic type may differ by direction (RFC 3264 §5.1).
struct AgreedCodec : Codec {       ///< payload_type: as the peer wants to receive it
    std::uint8_t receive_type = 0; ///< as it arrives from the peer
};

/// What an offer and its answer settled on.
struct Negotiated {
    Address remote;                  ///< where to send RTP; port 0 when the stream is refused
    std::vector<AgreedCodec> codecs; ///< without telephone-event; the first is the one to send
    std::optional<AgreedCodec> telephone_event;
    Direction direction = Direction::sendrecv; ///< as seen from our side
    std::uint16_t ptime = 20;                  ///< milliseconds of a packet that we send, 1 to 200
};

/// The offer/answer state of one call (RFC 3264): at most one offer open, o= version grows by one with each change, m=
/// lines keep their order for the life of the call, and a refused change leaves the session as it was (RFC 6141). One
/// audio stream over RTP/AVP; every other line is refused. A copy serves another early dialog of a forked INVITE.
class OfferAnswer {
public:
    enum class State : std::uint8_t { idle, offered, offer_received };

    /// `session_id`: the o= sess-id, unique for the host; below 2^63 so that every peer can read it.
    explicit OfferAnswer(std::uint64_t session_id) : session_id_{session_id} {}

    [[nodiscard]] State state() const { return state_; }
    /// Our offer as text; state becomes `offered`. Empty, and nothing changes, when the state is not `idle` or there is
    /// no codec.
    [[nodiscard]] std::string make_offer(const LocalMedia& local);
    /// The peer's answer to our offer. Error text when it does not fit the offer; the offer is rolled back then.
    [[nodiscard]] std::string receive_answer(std::string_view text);
    /// The peer's offer. Error text when it cannot be read or is not due (RFC 3264 §4); nothing changes then.
    [[nodiscard]] std::string receive_offer(std::string_view text);
    /// Our answer to it; the state becomes `idle`. Empty when no audio stream is acceptable: answer 488, the session is
    /// as it was before the offer. Codecs come in the offer's order, under the offer's payload numbers.
    [[nodiscard]] std::string make_answer(const LocalMedia& local);
    /// An answer that refuses every line of the peer's offer, for where one is owed that nobody wants: the ACK of a
    /// 2xx whose offer does not fit. What was negotiated stays; the state becomes `idle`. Empty when no offer waits.
    [[nodiscard]] std::string make_refusal(const IpAddress& address);
    /// The offer in progress, ours or theirs, is void.
    void roll_back();

    [[nodiscard]] bool established() const { return negotiated_.has_value(); }
    [[nodiscard]] const std::optional<Negotiated>& negotiated() const { return negotiated_; }
    [[nodiscard]] const std::string& local_text() const { return local_text_; } ///< last description we sent
    [[nodiscard]] bool remote_holds() const
    {
        return remote_holds_;
    } ///< the peer does not want our audio: sendonly, inactive or 0.0.0.0

private:
    void propose(Session description, const IpAddress& address);
    [[nodiscard]] std::string accept_answer(std::string_view text);
    void settle_on(Negotiated result, bool remote_holds);

    State state_ = State::idle;
    bool remote_holds_ = false;
    std::uint16_t audio_line_ = 0; ///< index of our one stream among the m= lines
    std::uint16_t line_count_ = 0; ///< m= lines of our last description
    std::uint64_t session_id_;
    std::uint64_t version_ = 0; ///< of the last text made, void or not: a number never names two texts
    IpAddress origin_;          ///< as in the first description
    std::optional<Negotiated> negotiated_;
    std::string local_text_;
    std::string previous_local_text_; ///< while `offered`: what a roll back restores
    LocalMedia offered_;              ///< while `offered`: our offer
    Session remote_;                  ///< while `offer_received`: the peer's
};

} // namespace sip::sdp
