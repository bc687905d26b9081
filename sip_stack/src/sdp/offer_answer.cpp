#include "negotiation.hpp"
#include "parser.hpp"
#include "sip/message/grammar.hpp"

#include <algorithm>
#include <utility>

namespace sip::sdp {

namespace {

// An unanswered offer is held while the call rings: what it may cost is bounded more tightly than a description in
// general.
constexpr Limits negotiation_limits{.bytes = 64 * 1024, .lines = 1024, .media = 16, .formats = 64};

std::string describe(const SdpError& error) { return "SDP line " + std::to_string(error.line) + ": " + error.reason; }

/// RFC 3264 §6: a refused line keeps its place, type, protocol and a format.
Media refused(const Media& line)
{
    Media out;
    out.type = line.type;
    out.protocol = line.protocol;
    out.formats = line.formats;
    return out;
}

Session refusal_of(const Session& offer)
{
    Session answer;
    answer.time = offer.time; // RFC 3264 §6
    answer.media.reserve(offer.media.size());
    for (const Media& line : offer.media)
        answer.media.push_back(refused(line));
    return answer;
}

Media audio_stream(const LocalMedia& local, std::vector<Codec> codecs, Direction direction)
{
    Media out;
    out.type = "audio";
    out.port = local.port;
    out.protocol = "RTP/AVP";
    out.codecs = std::move(codecs);
    out.direction = direction;
    out.ptime = local.ptime;
    return out;
}

/// What an answer lists: our parameters under the payload numbers of the offer (RFC 3264 §6.1).
std::vector<Codec> answer_codecs(const std::vector<Match>& matches)
{
    std::vector<Codec> codecs;
    codecs.reserve(matches.size());
    for (const Match& one : matches)
        codecs.emplace_back(*one.local).payload_type = one.remote->payload_type;
    return codecs;
}

/// A description without its first two lines, v= and o=.
std::string_view body(std::string_view text)
{
    const std::size_t origin = text.find("\r\n") + 2;
    return text.substr(std::min(text.size(), text.find("\r\n", origin)));
}

LocalTerms terms(const LocalMedia& local) { return {local.direction, local.ptime.value_or(0)}; }

/// True when the peer ends every stream, rather than offering what we cannot do.
bool switches_off(const Session& offer)
{
    return !offer.media.empty() &&
           std::all_of(offer.media.begin(), offer.media.end(), [](const Media& line) { return line.port == 0; });
}

/// The m= line of an offer that we accept.
struct Choice {
    std::uint16_t index;
    std::vector<Match> matches;
};

std::optional<Choice> try_line(const Session& offer, std::size_t index, const LocalMedia& local)
{
    if (index >= offer.media.size() || RemoteStream{offer, offer.media[index]}.obstacle(local.address))
        return std::nullopt;
    Choice choice{static_cast<std::uint16_t>(index), match(offer.media[index].codecs, local.codecs)};
    return has_speech(choice.matches) ? std::optional{std::move(choice)} : std::nullopt;
}

/// The line of the stream that is already there, else the first that we can do.
std::optional<Choice> choose_line(const Session& offer, std::size_t current, const LocalMedia& local)
{
    std::optional<Choice> choice = try_line(offer, current, local);
    for (std::size_t index = 0; !choice && index < offer.media.size(); ++index)
        choice = try_line(offer, index, local);
    return choice;
}

Negotiated switched_off()
{
    Negotiated out;
    out.direction = Direction::inactive;
    return out;
}

} // namespace

// RFC 3264 §8: one origin for the whole session, and a new version exactly when something else has changed.
void OfferAnswer::propose(Session description, const IpAddress& address)
{
    if (origin_.empty())
        origin_ = address;
    description.origin_address = origin_;
    description.session_id = session_id_;
    description.version = version_ + 1;
    description.connection = address;
    line_count_ = static_cast<std::uint16_t>(description.media.size());
    std::string text = build(description);
    if (!local_text_.empty() && body(text) == body(local_text_))
        return;
    ++version_;
    local_text_ = std::move(text);
}

std::string OfferAnswer::make_offer(const LocalMedia& local)
{
    if (state_ != State::idle || local.codecs.empty())
        return {};
    Session offer;
    std::vector<Codec> known;
    if (!local_text_.empty()) {
        Session last;
        (void)parse(local_text_, last, {}, Detail::negotiation); // our own text
        for (const Media& line : last.media)
            offer.media.push_back(refused(line));
        known = std::move(last.media[audio_line_].codecs);
    } else {
        offer.media.emplace_back();
    }
    offered_ = {local.address, local.port, keep_numbers(known, local.codecs), local.direction, local.ptime};
    offer.media[audio_line_] = audio_stream(local, offered_.codecs, local.direction);
    previous_local_text_ = local_text_;
    propose(std::move(offer), local.address);
    state_ = State::offered;
    return local_text_;
}

std::string OfferAnswer::receive_answer(std::string_view text)
{
    if (state_ != State::offered)
        return "no offer of ours waits for an answer";
    std::string error = accept_answer(text);
    if (!error.empty()) {
        roll_back();
        return error;
    }
    state_ = State::idle;
    offered_ = {};
    previous_local_text_ = {};
    return {};
}

std::string OfferAnswer::accept_answer(std::string_view text)
{
    Session answer;
    if (const SdpError error = parse(text, answer, negotiation_limits, Detail::negotiation))
        return describe(error);
    if (answer.media.size() != line_count_) // RFC 3264 §6
        return "answer has " + std::to_string(answer.media.size()) + " m= lines, the offer has " +
               std::to_string(line_count_);
    const Media& line = answer.media[audio_line_];
    if (line.port == 0) {
        settle_on(switched_off(), true);
        return {};
    }
    const RemoteStream remote{answer, line};
    if (const char* const obstacle = remote.obstacle(offered_.address))
        return "answer's m= line " + std::to_string(audio_line_ + 1) + " " + obstacle;
    const std::vector<Match> matches = match(line.codecs, offered_.codecs);
    if (!has_speech(matches))
        return "answer has no codec of the offer";
    settle_on(settle(remote, matches, terms(offered_)), remote.holds());
    return {};
}

std::string OfferAnswer::receive_offer(std::string_view text)
{
    if (state_ == State::offered)
        return "an offer of ours waits for its answer";
    if (state_ == State::offer_received)
        return "an earlier offer waits for our answer";
    if (const SdpError error = parse(text, remote_, negotiation_limits, Detail::negotiation)) {
        remote_ = {};
        return describe(error);
    }
    state_ = State::offer_received;
    return {};
}

std::string OfferAnswer::make_answer(const LocalMedia& local)
{
    if (state_ != State::offer_received)
        return {};
    state_ = State::idle;
    const Session offer = std::exchange(remote_, {});
    const auto chosen = choose_line(offer, audio_line_, local);
    if (!chosen && !(established() && switches_off(offer)))
        return {};

    Session answer = refusal_of(offer);
    if (chosen) {
        audio_line_ = chosen->index;
        const RemoteStream remote{offer, offer.media[audio_line_]};
        Negotiated settled = settle(remote, chosen->matches, terms(local));
        // The peer sends under the numbers of our answer, which are those of its offer.
        for (AgreedCodec& codec : settled.codecs)
            codec.receive_type = codec.payload_type;
        if (settled.telephone_event)
            settled.telephone_event->receive_type = settled.telephone_event->payload_type;
        answer.media[audio_line_] = audio_stream(local, answer_codecs(chosen->matches), settled.direction);
        settle_on(std::move(settled), remote.holds());
    } else {
        settle_on(switched_off(), true);
    }
    propose(std::move(answer), local.address);
    return local_text_;
}

std::string OfferAnswer::make_refusal(const IpAddress& address)
{
    if (state_ != State::offer_received)
        return {};
    state_ = State::idle;
    propose(refusal_of(std::exchange(remote_, {})), address);
    return local_text_;
}

void OfferAnswer::roll_back()
{
    if (state_ == State::offered) {
        local_text_ = std::move(previous_local_text_);
        previous_local_text_ = {};
        offered_ = {};
    }
    remote_ = {};
    state_ = State::idle;
}

void OfferAnswer::settle_on(Negotiated result, bool remote_holds)
{
    negotiated_ = std::move(result);
    remote_holds_ = remote_holds;
}

} // namespace sip::sdp
