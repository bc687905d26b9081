#include "ua/methods.hpp"
#include "ua/request_checks.hpp"
#include "ua/sdp_body.hpp"
#include "ua/user_agent.hpp"

/// OPTIONS in and out of a dialog (RFC 3261 §11.2).
namespace sip {

/// The status is what an INVITE would get; the body says what we can do, when the asker can read it.
void UserAgent::answer_options(const Message& options, const Route& route, ServerId server, std::string_view to_tag)
{
    const bool in_dialog = to_tag.empty();
    ResponseDraft draft;
    draft.status = busy_ && !in_dialog ? busy_ : 200;
    draft.to_tag = to_tag;
    draft.add(HeaderId::allow, context_.allow);
    draft.add(HeaderId::accept, accepted_types(context_.config));
    draft.add(HeaderId::supported, supported_extensions(context_.config));
    std::string body;
    if (capabilities_ && draft.status == 200 && accepts_sdp(options)) {
        sdp::OfferAnswer description{0};
        body = description.make_offer(*capabilities_);
        draft.content_type = sdp_type;
        draft.body = body;
    }
    respond(options, route, server, draft);
}

} // namespace sip
