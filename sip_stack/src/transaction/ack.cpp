#include "transaction/ack.hpp"

#include "message/builder.hpp"

#include <string>

namespace sip {

Bytes make_failure_ack(const Message& invite, const Message& response)
{
    MessageBuilder out;
    out.request("ACK", invite.request_uri().text);
    out.header(HeaderId::via, invite.top_via().text); // the top one alone
    for (const HeaderField& field : invite.fields())
        if (field.id == HeaderId::route) // the proxies of the INVITE see its ACK
            out.header(HeaderId::route, field.value);
    out.header(HeaderId::max_forwards, 70);
    out.header(HeaderId::from, invite.value(HeaderId::from));
    out.header(HeaderId::to, response.value(HeaderId::to)); // with the tag that the responder added
    out.header(HeaderId::call_id, invite.call_id());
    out.header(HeaderId::cseq, {std::to_string(invite.cseq().number), " ACK"});
    return std::move(out).finish();
}

} // namespace sip
