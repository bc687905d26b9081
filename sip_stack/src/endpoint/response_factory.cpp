#include "endpoint/response_factory.hpp"

#include "endpoint/header_lines.hpp"
#include "message/builder.hpp"

namespace sip {

Address response_address(const Message& request, FlowId flow, const Address& source)
{
    const Via& via = request.top_via();
    if (is_stream(flow.kind()) || via.has_rport)
        return source;
    // maddr would let anybody aim our responses at anybody; it is for multicast, which we do not listen to
    return {source.ip, via.port ? via.port : default_port(flow.kind())};
}

Bytes build_response(const Message& request, const Address& source, const ResponseDraft& draft)
{
    MessageBuilder out;
    out.response(request, draft.status, draft.reason, draft.to_tag, source);
    if (draft.dialog_forming)
        out.copy_all(request, HeaderId::record_route);
    if (draft.status == 100)
        out.copy_all(request, HeaderId::timestamp); // RFC 3261 §8.2.6.1
    if (!draft.contact.empty())
        out.header(HeaderId::contact, draft.contact);
    for (std::size_t i = 0; i < draft.header_count; ++i)
        out.header(draft.headers[i].id, draft.headers[i].value);
    if (draft.lines)
        write_lines(out, *draft.lines);
    if (draft.body.empty())
        return std::move(out).finish();
    return std::move(out).finish(draft.content_type, draft.body);
}

} // namespace sip
