#include "negotiation.hpp"

#include "codec.hpp"
#include "sip/message/grammar.hpp"

#include <algorithm>
#include <bitset>

namespace sip::sdp {

namespace {

constexpr std::uint16_t default_ptime = 20;
constexpr std::uint16_t longest_ptime = 200; // RFC 3551 §4.2

bool sends(Direction direction) { return direction == Direction::sendrecv || direction == Direction::sendonly; }
bool receives(Direction direction) { return direction == Direction::sendrecv || direction == Direction::recvonly; }

Direction direction_of(bool send, bool receive)
{
    if (send)
        return receive ? Direction::sendrecv : Direction::sendonly;
    return receive ? Direction::recvonly : Direction::inactive;
}

/// A dynamic type that an answer does not map has the mapping of the offer.
bool fits(const Codec& remote, const Codec& local)
{
    return remote.name.empty() ? remote.payload_type == local.payload_type : remote.same_encoding(local);
}

std::uint16_t packet_time(const Media& remote, std::uint16_t local)
{
    const std::uint16_t wish = remote.ptime.value_or(local != 0 ? local : default_ptime);
    return std::clamp<std::uint16_t>(std::min(wish, remote.maxptime.value_or(wish)), 1, longest_ptime);
}

/// A dynamic payload number that is not taken; payload_types when there is none.
std::size_t free_number(const std::bitset<payload_types>& taken)
{
    std::size_t number = first_dynamic_payload_type;
    while (number < payload_types && taken.test(number))
        ++number;
    return number;
}

AgreedCodec agreed(const Match& match)
{
    AgreedCodec codec{*match.remote, match.local->payload_type};
    if (codec.name.empty()) {
        codec.name = match.local->name;
        codec.clock_rate = match.local->clock_rate;
        codec.channels = match.local->channels;
    }
    return codec;
}

} // namespace

Direction reversed(Direction direction) { return direction_of(receives(direction), sends(direction)); }

Direction common(Direction a, Direction b) { return direction_of(sends(a) && sends(b), receives(a) && receives(b)); }

std::vector<Match> match(const std::vector<Codec>& remote, const std::vector<Codec>& local)
{
    std::vector<Match> matches;
    matches.reserve(std::min(remote.size(), local.size()));
    for (const Codec& theirs : remote) {
        const auto ours = std::find_if(local.begin(), local.end(), [&](const Codec& c) { return fits(theirs, c); });
        if (ours == local.end())
            continue;
        if (std::none_of(matches.begin(), matches.end(), [&](const Match& m) { return m.local == &*ours; }))
            matches.push_back({&theirs, &*ours});
    }
    return matches;
}

bool has_speech(const std::vector<Match>& matches)
{
    return std::any_of(matches.begin(), matches.end(), [](const Match& m) { return carries_speech(*m.local); });
}

RemoteStream::RemoteStream(const Session& session, const Media& line) : media{&line}
{
    if (line.connection)
        address = *line.connection;
    else if (line.connection_name.empty() && session.connection)
        address = *session.connection;
}

const char* RemoteStream::obstacle(const IpAddress& local) const
{
    if (!iequals(media->type, "audio"))
        return "is not audio";
    if (!iequals(media->protocol, "RTP/AVP"))
        return "does not use RTP/AVP";
    if (media->port == 0)
        return "is switched off";
    if (address.empty())
        return "has a name as its address";
    if (address.is_broadcast_or_multicast())
        return "has a broadcast or multicast address";
    if (!address.is_unspecified() && address.family() != local.family())
        return "has an address of the other IP version";
    return nullptr;
}

bool RemoteStream::holds() const { return !receives(media->direction) || address.is_unspecified(); }

Negotiated settle(const RemoteStream& remote, const std::vector<Match>& matches, LocalTerms local)
{
    Negotiated result;
    result.remote = {remote.address, remote.media->port};
    result.direction = common(local.direction, reversed(remote.media->direction));
    if (remote.holds())
        result.direction = direction_of(false, receives(result.direction));
    result.ptime = packet_time(*remote.media, local.ptime);

    result.codecs.reserve(matches.size());
    for (const Match& one : matches) {
        if (!one.local->is_telephone_event())
            result.codecs.push_back(agreed(one));
    }
    const auto speech = std::find_if(result.codecs.begin(), result.codecs.end(), carries_speech);
    if (speech != result.codecs.end())
        std::rotate(result.codecs.begin(), speech, speech + 1);

    for (const Match& one : matches) {
        if (!one.local->is_telephone_event())
            continue;
        // RFC 4733 §2.1: events share the timestamps of the audio, so those of its clock rate are the ones to send.
        if (!result.telephone_event || one.local->clock_rate == result.codecs.front().clock_rate)
            result.telephone_event = agreed(one);
    }
    return result;
}

std::vector<Codec> keep_numbers(const std::vector<Codec>& previous, const std::vector<Codec>& wanted)
{
    std::bitset<payload_types> taken;
    for (const Codec& codec : previous)
        taken.set(codec.payload_type);

    std::vector<Codec> kept;
    kept.reserve(wanted.size());
    for (const Codec& codec : wanted) {
        const auto same = [&](const Codec& c) { return c.same_encoding(codec); };
        if (std::any_of(kept.begin(), kept.end(), same))
            continue;
        const auto before = std::find_if(previous.begin(), previous.end(), same);
        std::size_t number = before != previous.end() ? before->payload_type : codec.payload_type;
        if (before == previous.end() && (number >= payload_types || taken.test(number)))
            number = free_number(taken);
        if (number == payload_types)
            continue;
        taken.set(number);
        kept.emplace_back(codec).payload_type = static_cast<std::uint8_t>(number);
    }
    return kept;
}

} // namespace sip::sdp
