#include "message/octets.hpp"
#include "sip/message/headers.hpp"

#include <array>

namespace sip {
namespace {

/// In the order of Method.
constexpr std::array<std::string_view, 14> method_names{
    "INVITE", "ACK",  "BYE",       "CANCEL", "OPTIONS", "REGISTER", "PRACK",
    "UPDATE", "INFO", "SUBSCRIBE", "NOTIFY", "REFER",   "MESSAGE",  "PUBLISH",
};
static_assert(method_names.size() == static_cast<std::size_t>(Method::other));

} // namespace

Method method_of(std::string_view name) noexcept
{
    for (std::size_t i = 0; i < method_names.size(); ++i)
        if (same_octets(method_names[i], name))
            return static_cast<Method>(i);
    return Method::other;
}

std::string_view name_of(Method method) noexcept
{
    return method < Method::other ? method_names[static_cast<std::size_t>(method)] : std::string_view{};
}

} // namespace sip
