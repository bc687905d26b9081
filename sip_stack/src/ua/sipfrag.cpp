#include "ua/sipfrag.hpp"

#include "message/builder.hpp"

namespace sip {

bool is_of_refer(const Message& notify)
{
    const std::string_view event = notify.value(HeaderId::event);
    return iequals(trim(event.substr(0, event.find(';'))), "refer");
}

std::string sipfrag_of(int status, std::string_view reason)
{
    std::string text = "SIP/2.0 " + std::to_string(status) + ' ';
    text += reason.empty() ? reason_phrase(status) : reason;
    return text += "\r\n";
}

int status_of_sipfrag(const Message& notify)
{
    constexpr std::string_view version = "SIP/2.0 ";
    const std::string_view fragment = notify.body_part("message", "sipfrag");
    std::uint32_t status = 0;
    if (!iequals(fragment.substr(0, version.size()), version) || fragment.size() < version.size() + 3 ||
        !parse_uint(fragment.substr(version.size(), 3), 699, status) || status < 100)
        return 0;
    return static_cast<int>(status);
}

} // namespace sip
