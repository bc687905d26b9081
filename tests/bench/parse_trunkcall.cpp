#include "parse_driver.hpp"

#include "sip/message/message.hpp"

const char* const parse_bench::stack_name = "trunkcall";

bool parse_bench::start() { return true; }

int parse_bench::parse_once(std::string_view text)
{
    static sip::Message message;
    if (message.parse(sip::Bytes{text}))
        return -1;
    std::size_t sum = 1 + (message.is_request() ? message.method_name() : message.reason()).size();
    sum += message.top_via().branch.size() + message.from_tag().size() + message.to_tag().size();
    sum += message.call_id().size();
    if (message.contact())
        sum += message.contact()->uri.host.size();
    if (message.has(sip::HeaderId::authorization)) {
        sip::AuthValue authorization;
        if (parse_auth(message.value(sip::HeaderId::authorization), authorization))
            return -1;
        std::string_view rest = authorization.params;
        sip::Params::Param param;
        while (sip::AuthValue::next(rest, param))
            if (param.name == "nonce")
                sum += param.value.size();
    }
    return static_cast<int>(sum);
}
