#include "message/builder.hpp"
#include "sip/message/message.hpp"

#include <cstdint>
#include <cstdlib>

using namespace sip;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool within(std::string_view part, std::string_view whole)
{
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

/// Every reader of a header reads every element of it.
std::size_t read_elements(const Message& message)
{
    std::size_t sum = 0;
    for (const HeaderField& field : message.fields()) {
        require(within(field.name, message.bytes().view()) && within(field.value, message.bytes().view()));
        require(field.value.find_first_of("\r\n") == std::string_view::npos);
        require(message.has(field.id) || field.id == HeaderId::other);
        std::string_view rest = field.value;
        std::string_view element;
        while (next_element(rest, element)) {
            require(within(element, field.value));
            NameAddr address;
            if (!parse_name_addr(element, address)) {
                sum += unescape(address.uri.user).size() + address.tag().size();
                require(equivalent(address.uri, address.uri));
                require(equivalent(address.uri, message.request_uri()) ==
                        equivalent(message.request_uri(), address.uri));
            }
            Via via;
            MediaType type;
            AuthValue auth;
            sum += parse_via(element, via) ? 0 : via.host.size();
            sum += parse_media_type(element, type) ? 0 : type.type.size();
            sum += parse_auth(element, auth) ? 0 : auth.param("nonce").size();
        }
    }
    return sum;
}

/// A response to whatever can be answered is one that we parse ourselves, and goes where the request came from. To what
/// is good it is good itself.
void answer(const Message& request, bool good)
{
    MessageBuilder out;
    out.response(request, 400, {}, "tag", {IpAddress::v4(0xc0000201), 5060});
    Message response;
    const ParseError error = response.parse(std::move(out).finish());
    require(!good || !error);
    require(response.status() == 400);
    require(response.via_count() == request.via_count());
    require(response.top_via().host == request.top_via().host);
    require(response.call_id() == request.call_id());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Bytes shared{{reinterpret_cast<const char*>(data), size}};
    static Message message; // reused, as the endpoint does
    const ParseError error = message.parse(shared);
    require(static_cast<bool>(error) == !to_string(error).empty());
    require(within(message.body(), message.bytes().view()));
    read_elements(message);
    static_cast<void>(message.body_part("application", "sdp"));
    if (message.answerable())
        answer(message, !error);
    return 0;
}
