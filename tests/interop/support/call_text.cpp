#include "support/call_text.hpp"

#include "support/sip_text.hpp"

#include <utility>

namespace interop {

CallText::CallText(std::string address) : address_{std::move(address)}
{
    static unsigned number = 0;
    call_id_ = "call-" + std::to_string(++number);
}

std::string CallText::invite() const
{
    const std::string body = ::test::sdp_text();
    return request("INVITE", "<sip:bob@" + address_ + ">",
                   "Contact: <sip:alice@127.0.0.1:9;transport=tls>\r\n" + std::string{::test::sdp_content} +
                       "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

std::string CallText::ack(const std::string& response) const
{
    return request("ACK", ::test::header(response, "To"), "Content-Length: 0\r\n\r\n");
}

std::string CallText::request(const std::string& method, const std::string& to, const std::string& rest) const
{
    return method + " sip:bob@" + address_ + ";transport=tls SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:9;branch=z9hG4bK" +
           call_id_ + "\r\nMax-Forwards: 70\r\nFrom: <sip:alice@127.0.0.1>;tag=a\r\nTo: " + to +
           "\r\nCall-ID: " + call_id_ + "\r\nCSeq: 1 " + method + "\r\n" + rest;
}

} // namespace interop
