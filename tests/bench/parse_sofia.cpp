#include "parse_driver.hpp"

#include <cstring>
#include <vector>

// Its headers are C of another age: parse them as the system's.
#include <sofia-sip/msg.h>
#include <sofia-sip/msg_addr.h>
#include <sofia-sip/msg_header.h>
#include <sofia-sip/sip.h>
#include <sofia-sip/sip_header.h>
#include <sofia-sip/sip_parser.h>

namespace {

const msg_mclass_t* message_class = nullptr;

std::size_t length(const char* text) { return text ? std::strlen(text) : 0; }

std::size_t checksum(const sip_t& sip)
{
    std::size_t sum =
        1 + (sip.sip_request ? length(sip.sip_request->rq_method_name) : length(sip.sip_status->st_phrase));
    sum += length(sip.sip_via->v_branch) + length(sip.sip_from->a_tag) + length(sip.sip_to->a_tag);
    sum += length(sip.sip_call_id->i_id);
    if (sip.sip_contact)
        sum += length(sip.sip_contact->m_url->url_host);
    if (sip.sip_authorization) {
        constexpr std::size_t quotes = 2;
        const char* const nonce = msg_header_find_param(sip.sip_authorization->au_common, "nonce=");
        sum += nonce ? length(nonce) - quotes : 0;
    }
    return sum;
}

} // namespace

const char* const parse_bench::stack_name = "sofia-sip";

bool parse_bench::start()
{
    message_class = sip_default_mclass();
    return message_class != nullptr;
}

int parse_bench::parse_once(std::string_view text)
{
    msg_t* const message = msg_make(message_class, 0, text.data(), static_cast<ssize_t>(text.size())); // copies
    if (!message)
        return -1;
    const sip_t* const sip = sip_object(message);
    const bool understood = sip && !msg_get_flags(message, MSG_FLG_ERROR);
    const int sum = understood ? static_cast<int>(checksum(*sip)) : -1;
    msg_destroy(message);
    return sum;
}
