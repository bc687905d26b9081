#include "message/host_port.hpp"

#include "sip/message/grammar.hpp"

namespace sip {
namespace {

/// "[2001:db8::1]". The address itself is not judged: RFC 5118 §4.10 asks to bear forms that RFC 3261's grammar
/// allowed.
bool take_ipv6_reference(Cursor& cursor, std::string_view& host)
{
    const char* const begin = cursor.position();
    bool has_colon = false;
    cursor.eat('[');
    while (cursor.sees(chars::hex) || cursor.sees(':') || cursor.sees('.')) {
        has_colon |= cursor.sees(':');
        cursor.skip(1);
    }
    if (!has_colon || !cursor.eat(']'))
        return false;
    host = cursor.since(begin);
    return true;
}

} // namespace

const char* take_host_port(Cursor& cursor, std::string_view& host, std::uint16_t& port)
{
    Cursor at = cursor;
    if (!at.sees('['))
        host = at.take_while(chars::host);
    else if (!take_ipv6_reference(at, host))
        return "IPv6 address is malformed";
    if (host.empty())
        return "host is missing";
    cursor = at;
    port = 0;

    at.skip_spaces();
    if (!at.eat(':'))
        return nullptr;
    at.skip_spaces();
    std::uint32_t number = 0;
    if (!parse_uint(at.take_while(chars::digit), 65535, number) || number == 0)
        return "port is not a number from 1 to 65535";
    cursor = at;
    port = static_cast<std::uint16_t>(number);
    return nullptr;
}

} // namespace sip
