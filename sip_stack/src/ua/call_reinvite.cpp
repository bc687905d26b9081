#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/methods.hpp"
#include "ua/request_checks.hpp"
#include "ua/sdp_body.hpp"

/// The peer changes the session (RFC 3261 §14.2, RFC 6141): answered at once with the media that the call has.
namespace sip {

void Call::receive_reinvite(const Message& request, const Route& route, ServerId server)
{
    ResponseDraft draft;
    if (media_.state() == sdp::OfferAnswer::State::offered) { // §14.2: glare with an offer of ours
        draft.status = 491;
        return respond(request, route, server, draft);
    }
    if (state_ == State::offered || answer_) { // an INVITE of the peer's is open
        const std::string wait = std::to_string(random_number(around_.context.random) % 11);
        draft.status = 500;
        draft.add(HeaderId::retry_after, wait);
        return respond(request, route, server, draft);
    }
    draft.status = state_ == State::confirmed ? 488 : 481;
    if (state_ != State::confirmed || !local_media_)
        return respond(request, route, server, draft);

    if (dialog_->downgraded_by(request)) {
        const Refusal refusal = sips_required();
        draft.status = refusal.status;
        draft.add(refusal.header, refusal.value);
        return respond(request, route, server, draft);
    }
    const std::string_view offer = sdp_body(request);
    if (offer.empty())
        return answer_reinvite(request, route, server, media_.make_offer(*local_media_));
    std::string fault = media_.receive_offer(offer);
    std::string answer = fault.empty() ? media_.make_answer(*local_media_) : std::string{};
    if (answer.empty()) { // the session stays as it is (RFC 6141 §3.1)
        media_.roll_back();
        around_.context.note({"re-INVITE refused: ", fault.empty() ? "no stream of the offer fits" : fault});
        return respond(request, route, server, draft);
    }
    answer_reinvite(request, route, server, answer);
    notify(Modified{&request, kept(media_), media_.remote_holds()});
}

void Call::answer_reinvite(const Message& request, const Route& route, ServerId server, const std::string& description)
{
    dialog_->refresh_target(request);
    const std::string contact =
        contact_value(origin_for(around_, request, route.flow), request.request_uri().user, dialog_->secure());
    ResponseDraft draft;
    draft.contact = contact;
    draft.add(HeaderId::allow, allowed_methods);
    draft.add(HeaderId::supported, supported_extensions);
    draft.content_type = sdp_type;
    draft.body = description;
    respond(request, route, server, draft);
    repeat_until_acknowledged(request, route, server);
}

void Call::reinvite_acknowledged(const Message& ack)
{
    if (media_.state() != sdp::OfferAnswer::State::offered)
        return;
    const std::string_view answer = sdp_body(ack);
    const std::string fault = answer.empty() ? "the ACK has no answer to our offer" : media_.receive_answer(answer);
    if (fault.empty())
        return notify(Modified{&ack, kept(media_), media_.remote_holds()});
    around_.context.note({"re-INVITE without effect: ", fault});
    media_.roll_back();
}

void Call::reinvite_not_acknowledged()
{
    if (state_ != State::confirmed) // it is being ended already
        return;
    send_bye({}, CallHandle::none); // RFC 3261 §14.2: as for the first 2xx
    end(EndCause::not_acknowledged, 0, "no ACK came for our 2xx to a re-INVITE");
}

} // namespace sip
