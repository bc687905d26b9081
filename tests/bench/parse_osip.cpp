#include "parse_driver.hpp"

#include <cstring>
#include <sys/time.h>

#include <osipparser2/osip_parser.h>

namespace {

std::size_t length(const char* text) { return text ? std::strlen(text) : 0; }
std::size_t length(const osip_generic_param_t* param) { return param ? length(param->gvalue) : 0; }

std::size_t checksum(osip_message_t* message)
{
    char branch_name[] = "branch";
    std::size_t sum = 1 + (MSG_IS_REQUEST(message) ? length(message->sip_method) : length(message->reason_phrase));
    osip_via_t* via = nullptr;
    osip_generic_param_t* branch = nullptr;
    osip_message_get_via(message, 0, &via);
    osip_via_param_get_byname(via, branch_name, &branch);
    osip_generic_param_t* from_tag = nullptr;
    osip_generic_param_t* to_tag = nullptr;
    osip_from_get_tag(message->from, &from_tag);
    osip_to_get_tag(message->to, &to_tag);
    sum += length(branch) + length(from_tag) + length(to_tag) + length(message->call_id->number);
    if (message->call_id->host)
        sum += 1 + length(message->call_id->host);
    osip_contact_t* contact = nullptr;
    osip_message_get_contact(message, 0, &contact);
    if (contact && contact->url)
        sum += length(contact->url->host);
    osip_authorization_t* authorization = nullptr;
    osip_message_get_authorization(message, 0, &authorization);
    if (authorization && authorization->nonce) {
        constexpr std::size_t quotes = 2;
        sum += length(authorization->nonce) - quotes;
    }
    return sum;
}

} // namespace

const char* const parse_bench::stack_name = "libosip2";

bool parse_bench::start() { return parser_init() == 0; }

int parse_bench::parse_once(std::string_view text)
{
    osip_message_t* message = nullptr;
    if (osip_message_init(&message) != 0)
        return -1;
    const bool understood = osip_message_parse(message, text.data(), text.size()) == 0; // copies
    const int sum = understood ? static_cast<int>(checksum(message)) : -1;
    osip_message_free(message);
    return sum;
}
