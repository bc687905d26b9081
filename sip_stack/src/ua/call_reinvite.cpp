#include "ua/call.hpp"

#include "endpoint/header_lines.hpp"
#include "endpoint/identifiers.hpp"
#include "ua/methods.hpp"
#include "ua/request_checks.hpp"
#include "ua/sdp_body.hpp"

/// The peer changes the session (RFC 3261 §14.2, RFC 6141): answered at once with the media that the call has, or by
/// the owner, see call_handed_up.
namespace sip {

void Call::receive_reinvite(MessagePtr& message, const Route& route, ServerId server)
{
    const Message& request = *message;
    ResponseDraft draft;
    if (media_.state() == sdp::OfferAnswer::State::offered || modification_open() ||
        awaited_ack_) { // §14.2: glare with one of ours
        draft.status = 491;
        return respond(request, route, server, draft);
    }
    if (state_ == State::offered || answer_ || reinvite_) { // an INVITE of the peer's is open
        const std::string wait = std::to_string(random_number(around_.context.random) % 11);
        draft.status = 500;
        draft.add(HeaderId::retry_after, wait);
        return respond(request, route, server, draft);
    }
    const bool handed_up = around_.context.handed_up.reinvites;
    draft.status = state_ == State::confirmed ? 488 : 481;
    if (state_ != State::confirmed || !(local_media_ || handed_up))
        return respond(request, route, server, draft);

    if (dialog_->downgraded_by(request)) {
        const Refusal refusal = sips_required();
        draft.status = refusal.status;
        draft.add(refusal.header, refusal.value);
        return respond(request, route, server, draft);
    }
    exchange_ = {};
    if (handed_up)
        return hand_up(message, route, server);
    const std::string_view offer = sdp_body(request);
    if (offer.empty())
        return answer_reinvite(request, route, server, {std::string{sdp_type}, media_.make_offer(*local_media_)});
    std::string fault = media_.receive_offer(offer);
    std::string answer = fault.empty() ? media_.make_answer(*local_media_) : std::string{};
    if (answer.empty()) { // the session stays as it is (RFC 6141 §3.1)
        media_.roll_back();
        around_.context.note({"re-INVITE refused: ", fault.empty() ? "no stream of the offer fits" : fault});
        return respond(request, route, server, draft);
    }
    answer_reinvite(request, route, server, {std::string{sdp_type}, std::move(answer)});
    notify(Modified{&request, kept(media_), media_.remote_holds()});
}

void Call::answer_reinvite(const Message& request, const Route& route, ServerId server, const RawBody& description,
                           const HeaderLines& lines)
{
    dialog_->refresh_target(request);
    const auto own_contact = line_value(lines, HeaderId::contact);
    if (own_contact)
        dialog_->set_contact(dialog_->contact_user(), std::string{*own_contact});
    std::string contact = dialog_->contact();
    if (contact.empty())
        contact =
            contact_value(origin_for(around_, request, route.flow), request.request_uri().user, dialog_->secure());
    ResponseDraft draft;
    draft.contact = own_contact ? std::string_view{} : contact;
    draft.add(HeaderId::allow, around_.context.allow);
    draft.add(HeaderId::supported, supported_extensions(around_.context.config));
    draft.lines = &lines;
    draft.content_type = description.content_type;
    draft.body = description.text;
    respond(request, route, server, draft);
    owner_accepted_ = false;
    repeat_until_acknowledged(request, route, server);
}

void Call::reinvite_acknowledged(const Message& ack)
{
    const bool offered = media_.state() == sdp::OfferAnswer::State::offered;
    if (!offered && !owner_accepted_) // told with the 2xx
        return;
    if (const std::string fault = take_answer_of_ack(ack); !fault.empty()) {
        around_.context.note({"re-INVITE without effect: ", fault});
        media_.roll_back();
        if (owner_accepted_)
            notify(ModifyWithdrawn{0, fault});
        return;
    }
    notify(Modified{&ack, kept(media_), media_.remote_holds()});
}

void Call::reinvite_not_acknowledged()
{
    if (state_ != State::confirmed) // it is being ended already
        return;
    constexpr std::string_view reason = "no ACK came for our 2xx to a re-INVITE";
    if (owner_accepted_)
        notify(ModifyWithdrawn{0, std::string{reason}});
    send_bye({}, CallHandle::none); // RFC 3261 §14.2: as for the first 2xx
    end(EndCause::not_acknowledged, 0, reason);
}

} // namespace sip
