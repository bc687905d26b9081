#include "transaction/trying.hpp"

#include "message/builder.hpp"

namespace sip {

std::string via_for_response(const Via& via, const Address& source)
{
    std::string text{via.text};
    if (source.ip.empty())
        return text;
    Params::Param rport;
    const bool asked = via.params.find("rport", rport) && !rport.has_value;
    if (asked) {
        const auto end_of_name = static_cast<std::size_t>(rport.name.data() + rport.name.size() - via.text.data());
        text.insert(end_of_name, "=" + std::to_string(source.port));
    }
    // RFC 3581 §4: with rport, `received` is there even if it says nothing new
    if ((asked || IpAddress::parse(via.host) != source.ip) && !via.params.has("received"))
        text += ";received=" + source.ip.to_string();
    return text;
}

Bytes make_trying(const Message& request, const Address& source)
{
    MessageBuilder out;
    out.status(100, {});
    bool top = true;
    request.for_each(HeaderId::via, [&](std::string_view via) {
        if (top)
            out.header(HeaderId::via, via_for_response(request.top_via(), source));
        else
            out.header(HeaderId::via, via);
        top = false;
    });
    out.header(HeaderId::from, request.value(HeaderId::from));
    out.header(HeaderId::to, request.value(HeaderId::to)); // §8.2.6.2: a 100 needs no tag
    out.header(HeaderId::call_id, request.call_id());
    out.header(HeaderId::cseq, request.value(HeaderId::cseq));
    if (request.has(HeaderId::timestamp)) // §8.2.6.1
        out.header(HeaderId::timestamp, request.value(HeaderId::timestamp));
    return std::move(out).finish();
}

} // namespace sip
