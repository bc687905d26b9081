#include "ua/call.hpp"

#include "ua/sdp_body.hpp"

/// What our responses to an INVITE say of the session (RFC 3261 §13.2.1, RFC 3264).
namespace sip {
namespace {

CommandError unfit(std::string_view why) { return {CommandError::Code::bad_argument, "media: " + std::string{why}}; }

} // namespace

/// The description for a provisional or for the final (2xx) response. After an answer in a provisional the final one
/// repeats it.
CommandError Call::describe(const MediaChoice& choice, bool final, Description& out)
{
    if (const auto* raw = std::get_if<RawBody>(&choice)) {
        if (raw->content_type.empty() != raw->text.empty())
            return unfit("a body needs a content type, and the type a body");
        out = {raw->content_type, raw->text};
        return {};
    }
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
