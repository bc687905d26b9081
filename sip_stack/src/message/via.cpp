#include "sip/message/headers.hpp"

#include "message/host_port.hpp"
#include "message/params.hpp"

namespace sip {
namespace {

constexpr const char* field = "Via";
constexpr std::string_view magic_cookie = "z9hG4bK"; // RFC 3261 §8.1.1.7

/// One token of "SIP/2.0/UDP" and the slash after it, white space around it allowed.
std::string_view take_before_slash(Cursor& cursor)
{
    const std::string_view token = cursor.take_while(chars::token);
    cursor.skip_spaces();
    if (!cursor.eat('/'))
        return {};
    cursor.skip_spaces();
    return token;
}

/// "SIP/2.0/", and is it that?
bool take_protocol(Cursor& cursor)
{
    constexpr std::string_view usual = "SIP/2.0/";
    if (cursor.rest().starts_with(usual)) {
        cursor.skip(usual.size());
        cursor.skip_spaces();
        return true;
    }
    const std::string_view name = take_before_slash(cursor);
    const std::string_view version = take_before_slash(cursor);
    return version == "2.0" && chars::is_word(name, "sip");
}

ParseError take_params(Cursor& cursor, Via& out)
{
    cursor.skip_spaces();
    out.params = Params{cursor.rest()};
    Params::Param param;
    for (;;) {
        const ParamStep step = next_param(cursor, param);
        if (step == ParamStep::end)
            return {};
        if (step == ParamStep::malformed)
            return {field, "parameter is malformed"};
        if (out.branch.empty() && chars::is_word(param.name, "branch"))
            out.branch = param.value;
        else if (chars::is_word(param.name, "rport"))
            out.has_rport = true;
    }
}

} // namespace

bool Via::rfc3261_branch() const noexcept
{
    return branch.size() > magic_cookie.size() && iequals(branch.substr(0, magic_cookie.size()), magic_cookie);
}

ParseError parse_via(std::string_view element, Via& out) noexcept
{
    out = Via{};
    out.text = trim(element);
    Cursor cursor{out.text};
    const bool is_sip_2 = take_protocol(cursor);
    out.transport = cursor.take_while(chars::token);
    if (out.transport.empty() || !cursor.sees(chars::space))
        return {field, "is not protocol, version, transport and host"};
    cursor.skip_spaces();
    if (const char* reason = take_host_port(cursor, out.host, out.port))
        return {field, reason};
    if (const ParseError error = take_params(cursor, out))
        return error;
    if (!is_sip_2)
        return {field, "protocol is not SIP/2.0"};
    return {};
}

} // namespace sip
