#include "support/sip_text.hpp"

#include "sip/message/grammar.hpp"

#include <algorithm>

namespace test {

std::vector<std::string> headers(std::string_view message, std::string_view name)
{
    std::vector<std::string> values;
    while (!message.empty()) {
        const std::size_t end = std::min(message.find("\r\n"), message.size());
        const std::string_view line = message.substr(0, end);
        message.remove_prefix(std::min(end + 2, message.size()));
        if (line.empty())
            break;
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && sip::iequals(sip::trim(line.substr(0, colon)), name))
            values.emplace_back(sip::trim(line.substr(colon + 1)));
    }
    return values;
}

std::string header(std::string_view message, std::string_view name)
{
    const auto values = headers(message, name);
    return values.empty() ? std::string{} : values.front();
}

int status_of(std::string_view message)
{
    return message.compare(0, 8, "SIP/2.0 ") == 0 ? std::stoi(std::string{message.substr(8, 3)}) : 0;
}

std::string response_to(std::string_view request, int status, std::string_view to_tag, std::string_view more,
                        std::string_view body)
{
    std::string text = "SIP/2.0 " + std::to_string(status) + " Test\r\n";
    for (const std::string& via : headers(request, "Via"))
        text += "Via: " + via + "\r\n";
    for (const std::string& route : headers(request, "Record-Route"))
        text += "Record-Route: " + route + "\r\n";
    text += "From: " + header(request, "From") + "\r\n";
    text += "To: " + header(request, "To");
    if (!to_tag.empty() && header(request, "To").find("tag=") == std::string::npos)
        text += ";tag=" + std::string{to_tag};
    text += "\r\nCall-ID: " + header(request, "Call-ID") + "\r\nCSeq: " + header(request, "CSeq") + "\r\n";
    text += std::string{more} + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
    return text;
}

std::string sdp_text(std::string_view attributes)
{
    return "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
           "m=audio 6000 RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n" +
           std::string{attributes};
}

} // namespace test
