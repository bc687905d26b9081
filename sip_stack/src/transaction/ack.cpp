#include "transaction/ack.hpp"

#include "message/builder.hpp"

#include <string>

namespace sip {

Bytes make_failure_ack(const Message& invite, const Message& response)
{
    MessageBuilder out;
    out.request("ACK", invite.request_uri().text);
    out.header(HeaderId::via, invite.top_via().text); // the top one alone
    out.copy_all(invite, HeaderId::route);            // the proxies that saw the INVITE see its ACK
    out.header(HeaderId::max_forwards, 70);
    out.copy_all(invite, HeaderId::from);
    out.copy_all(response, HeaderId::to); // with the tag that the responder added
    out.copy_all(invite, HeaderId::call_id);
    out.header(HeaderId::cseq, {std::to_string(invite.cseq().number), " ACK"});
    return std::move(out).finish();
}

} // namespace sip
