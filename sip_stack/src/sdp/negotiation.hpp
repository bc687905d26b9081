#pragma once

#include "sip/sdp.hpp"

namespace sip::sdp {

/// What both sides allow; both directions as seen from the same side.
[[nodiscard]] Direction common(Direction a, Direction b);

/// A codec that the peer and we have in common; both outlive the match.
struct Match {
    const Codec* remote;
    const Codec* local;
};

/// The codecs that both sides know, in the order of `remote`, each encoding once.
[[nodiscard]] std::vector<Match> match(const std::vector<Codec>& remote, const std::vector<Codec>& local);
/// True when one of them can carry a conversation.
[[nodiscard]] bool has_speech(const std::vector<Match>& matches);

/// An m= line with the address that is valid for it.
struct RemoteStream {
    const Media* media;
    IpAddress address; ///< empty: a name
    RemoteStream(const Session& session, const Media& line);

    /// Why no RTP can flow between it and `local`; null: it can.
    [[nodiscard]] const char* obstacle(const IpAddress& local) const;
    /// True when it takes no audio from us: by its direction, or by the older form 0.0.0.0 (RFC 3264 §8.4).
    [[nodiscard]] bool holds() const;
};

/// What our side brings to the agreement, beside its codecs.
struct LocalTerms {
    Direction direction;
    std::uint16_t ptime; ///< 0: no wish
};

/// The agreement over one stream. Each codec arrives under its number in the local list.
[[nodiscard]] Negotiated settle(const RemoteStream& remote, const std::vector<Match>& matches, LocalTerms local);

/// Payload numbers for a new offer in a session whose last description had `previous`: an encoding keeps its number,
/// and no number changes its encoding (RFC 3264 §8.3.2). A codec for which no number is left is dropped, and so is a
/// repetition.
[[nodiscard]] std::vector<Codec> keep_numbers(const std::vector<Codec>& previous, const std::vector<Codec>& wanted);

} // namespace sip::sdp
