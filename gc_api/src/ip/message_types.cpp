#include "ip/message_types.hpp"

#include "gcip.h"

#include <algorithm>
#include <iterator>

namespace gc {
namespace {

using Kind = MessageType::Kind;

constexpr MessageType types[] = {
    {IP_MSGTYPE_SIP_SUBSCRIBE, "IP_MSGTYPE_SIP_SUBSCRIBE", "SUBSCRIBE", Kind::request, 0},
    {IP_MSGTYPE_SIP_SUBSCRIBE_ACCEPT, "IP_MSGTYPE_SIP_SUBSCRIBE_ACCEPT", "SUBSCRIBE", Kind::accept, 200},
    {IP_MSGTYPE_SIP_SUBSCRIBE_REJECT, "IP_MSGTYPE_SIP_SUBSCRIBE_REJECT", "SUBSCRIBE", Kind::reject, 501},
    {IP_MSGTYPE_SIP_SUBSCRIBE_EXPIRE, "IP_MSGTYPE_SIP_SUBSCRIBE_EXPIRE", "SUBSCRIBE", Kind::notice, 0},
    {IP_MSGTYPE_SIP_NOTIFY, "IP_MSGTYPE_SIP_NOTIFY", "NOTIFY", Kind::request, 0},
    {IP_MSGTYPE_SIP_NOTIFY_ACCEPT, "IP_MSGTYPE_SIP_NOTIFY_ACCEPT", "NOTIFY", Kind::accept, 200},
    {IP_MSGTYPE_SIP_NOTIFY_REJECT, "IP_MSGTYPE_SIP_NOTIFY_REJECT", "NOTIFY", Kind::reject, 501},
    {IP_MSGTYPE_SIP_INFO, "IP_MSGTYPE_SIP_INFO", "INFO", Kind::request, 0},
    {IP_MSGTYPE_SIP_INFO_OK, "IP_MSGTYPE_SIP_INFO_OK", "INFO", Kind::accept, 200},
    {IP_MSGTYPE_SIP_INFO_FAILED, "IP_MSGTYPE_SIP_INFO_FAILED", "INFO", Kind::reject, 501},
    {IP_MSGTYPE_SIP_OPTIONS, "IP_MSGTYPE_SIP_OPTIONS", "OPTIONS", Kind::request, 0},
    {IP_MSGTYPE_SIP_OPTIONS_OK, "IP_MSGTYPE_SIP_OPTIONS_OK", "OPTIONS", Kind::accept, 200},
    {IP_MSGTYPE_SIP_OPTIONS_FAILED, "IP_MSGTYPE_SIP_OPTIONS_FAILED", "OPTIONS", Kind::reject, 501},
    {IP_MSGTYPE_SIP_UPDATE, "IP_MSGTYPE_SIP_UPDATE", "UPDATE", Kind::request, 0},
    {IP_MSGTYPE_SIP_UPDATE_OK, "IP_MSGTYPE_SIP_UPDATE_OK", "UPDATE", Kind::accept, 200},
    {IP_MSGTYPE_SIP_UPDATE_FAILED, "IP_MSGTYPE_SIP_UPDATE_FAILED", "UPDATE", Kind::reject, 501},
    {IP_MSGTYPE_SIP_MESSAGE, "IP_MSGTYPE_SIP_MESSAGE", "MESSAGE", Kind::request, 0},
    {IP_MSGTYPE_SIP_MESSAGE_OK, "IP_MSGTYPE_SIP_MESSAGE_OK", "MESSAGE", Kind::accept, 200},
    {IP_MSGTYPE_SIP_MESSAGE_FAILED, "IP_MSGTYPE_SIP_MESSAGE_FAILED", "MESSAGE", Kind::reject, 501},
};

template <class Is>
const MessageType* find(Is is)
{
    const auto found = std::find_if(std::begin(types), std::end(types), is);
    return found == std::end(types) ? nullptr : found;
}

} // namespace

const MessageType* message_type(int id)
{
    return find([id](const MessageType& type) { return type.id == id; });
}

const MessageType* message_type(std::string_view method, MessageType::Kind kind)
{
    return find([&](const MessageType& type) { return type.method == method && type.kind == kind; });
}

const MessageType* answer_type(std::string_view method, int status)
{
    return message_type(method, status / 100 == 2 ? Kind::accept : Kind::reject);
}

const MessageType* message_type_in(const std::vector<Parm>& parms)
{
    for (const Parm& parm : parms)
        if (parm.set == IPSET_MSG_SIP && parm.id == IPPARM_MSGTYPE)
            if (const auto number = number_of(parm.value))
                return message_type(static_cast<int>(*number));
    return nullptr;
}

int status_in(const std::vector<Parm>& parms, int otherwise)
{
    for (const Parm& parm : parms)
        if (parm.set == IPSET_MSG_SIP && parm.id == IPPARM_MSG_SIP_RESPONSE_CODE)
            if (const auto number = number_of(parm.value))
                return static_cast<int>(std::min<std::uint64_t>(*number, 1000));
    return otherwise;
}

std::string check_status(const MessageType& type, int status)
{
    const bool accepts = type.kind == Kind::accept;
    if (accepts ? status >= 200 && status <= 299 : status >= 300 && status <= 699)
        return {};
    return "IPPARM_MSG_SIP_RESPONSE_CODE: " + std::to_string(status) + " is not " +
           (accepts ? "200 to 299" : "300 to 699") + ", as " + std::string{type.name} + " wants it";
}

} // namespace gc
