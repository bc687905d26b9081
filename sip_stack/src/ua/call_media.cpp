#include "ua/call.hpp"

#include "ua/sdp_body.hpp"

/// What our responses to an INVITE say of the session (RFC 3261 §13.2.1, RFC 3264).
namespace sip {
namespace {

CommandError unfit(std::string_view why) { return {CommandError::Code::bad_argument, "media: " + std::string{why}}; }

} // namespace

/// The offer of an INVITE; the owner reads his himself. A fault in words, or nothing.
std::string Call::take_offer(std::string_view offer)
{
    exchange_.hear(offer);
    return around_.context.config.owner_describes ? std::string{} : media_.receive_offer(offer);
}

/// What an ACK owes to the offer of our 2xx. A fault in words, or nothing.
std::string Call::take_answer_of_ack(const Message& ack)
{
    const bool ours = media_.state() == sdp::OfferAnswer::State::offered;
    if (!ours && !exchange_.peer_owes())
        return {};
    const std::string_view answer = sdp_body(ack);
    if (answer.empty())
        return "the ACK has no answer to our offer";
    exchange_.hear(answer);
    return ours ? media_.receive_answer(answer) : std::string{};
}

/// What the owner has said once is repeated in every later response.
CommandError Call::describe_by_owner(const RawBody& description, bool final, RawBody& out)
{
    RawBody& said = incoming_->said;
    if (!description.text.empty() || !description.content_type.empty()) {
        if (CommandError error = exchange_.check(description))
            return error;
        exchange_.say();
        said = description;
    }
    if (final && said.text.empty())
        return unfit("a 2xx needs a session description");
    out = said;
    media_.roll_back(); // the offer was the owner's to answer
    return {};
}

/// The description for a provisional or for the final (2xx) response. After an answer in a provisional the final one
/// repeats it.
CommandError Call::describe(const MediaChoice& choice, bool final, RawBody& out)
{
    const auto* raw = std::get_if<RawBody>(&choice);
    if (raw || around_.context.config.owner_describes || !incoming_->said.text.empty())
        return describe_by_owner(raw ? *raw : RawBody{}, final, out);
    if (incoming_->answer_sent) {
        out = {std::string{sdp_type}, media_.local_text()};
        return {};
    }
    const auto* local = std::get_if<sdp::LocalMedia>(&choice);
    if (!local)
        return final ? unfit("a 2xx needs a session description") : CommandError{};
    if (!incoming_->has_offer) {
        if (!final) // an offer in an unreliable provisional cannot be answered: it waits for the 2xx
            return {};
        if (media_.state() == sdp::OfferAnswer::State::idle)
            (void)media_.make_offer(*local);
        if (media_.local_text().empty())
            return unfit("the local media has no codec to offer");
        out = {std::string{sdp_type}, media_.local_text()};
        local_media_ = *local;
        return {};
    }
    std::string answer = media_.make_answer(*local);
    if (answer.empty()) {
        (void)media_.receive_offer(sdp_body(*incoming_->invite)); // another choice may still fit
        return {CommandError::Code::unfit_offer, "media: no stream of the offer fits the local media"};
    }
    out = {std::string{sdp_type}, std::move(answer)};
    local_media_ = *local;
    incoming_->answer_sent = true;
    return {};
}

} // namespace sip
