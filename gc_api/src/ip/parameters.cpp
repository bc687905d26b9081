#include "ip/parameters.hpp"

#include "gcip.h"

#include <algorithm>
#include <limits>
#include <span>

namespace gc {
namespace {

using Effect = ParameterEffect;
using Value = ParameterValue;

constexpr unsigned board = static_cast<unsigned>(ParameterPlace::board);
constexpr unsigned line = static_cast<unsigned>(ParameterPlace::line);
constexpr unsigned call = static_cast<unsigned>(ParameterPlace::call);
constexpr long any = std::numeric_limits<long>::max();

// A set's rows stand together, the one for all others last.
constexpr Parameter parameters[] = {
    // set, parameter, name, places, value, range, effect
    {GCSET_CALLEVENT_MSK, GCACT_SETMSK, "GCACT_SETMSK", line, Value::number, -any, any, Effect::event_mask},
    {GCSET_CALLEVENT_MSK, GCACT_ADDMSK, "GCACT_ADDMSK", line, Value::number, -any, any, Effect::event_mask},
    {GCSET_CALLEVENT_MSK, GCACT_SUBMSK, "GCACT_SUBMSK", line, Value::number, -any, any, Effect::event_mask},
    {GCSET_CALLEVENT_MSK, GCPARM_GET_MSK, "GCPARM_GET_MSK", line, Value::nothing, 0, 0, Effect::read_mask},
    {GCSET_CALLSTATE_MSK, GCACT_SETMSK, "GCACT_SETMSK", line, Value::number, -any, any, Effect::state_mask},
    {GCSET_CALLSTATE_MSK, GCACT_ADDMSK, "GCACT_ADDMSK", line, Value::number, -any, any, Effect::state_mask},
    {GCSET_CALLSTATE_MSK, GCACT_SUBMSK, "GCACT_SUBMSK", line, Value::number, -any, any, Effect::state_mask},
    {GCSET_CALLSTATE_MSK, GCPARM_GET_MSK, "GCPARM_GET_MSK", line, Value::nothing, 0, 0, Effect::read_mask},
    {IPSET_EXTENSIONEVT_MSK, GCACT_SETMSK, "GCACT_SETMSK", board, Value::number, 0, 0xff, Effect::extension_mask},
    {IPSET_EXTENSIONEVT_MSK, GCACT_ADDMSK, "GCACT_ADDMSK", board, Value::number, 0, 0xff, Effect::extension_mask},
    {IPSET_EXTENSIONEVT_MSK, GCACT_SUBMSK, "GCACT_SUBMSK", board, Value::number, 0, 0xff, Effect::extension_mask},
    {IPSET_EXTENSIONEVT_MSK, GCPARM_GET_MSK, "GCPARM_GET_MSK", board, Value::nothing, 0, 0, Effect::read_mask},

    {GCSET_CALL_CONFIG, GCPARM_CALLPROC, "GCPARM_CALLPROC", board | line, Value::number, GCCONTROL_TCCL, GCCONTROL_APP,
     Effect::call_proceeding},

    {IPSET_CONFIG, IPPARM_OPERATING_MODE, "IPPARM_OPERATING_MODE", board, Value::number, IP_T38_AUTOMATIC_MODE,
     IP_T38_MANUAL_MODIFY_MODE, Effect::operating_mode},
    {IPSET_CONFIG, IPPARM_REGISTER_SIP_HEADER, "IPPARM_REGISTER_SIP_HEADER", board, Value::text, 0, 0, Effect::header},
    {IPSET_CONFIG, IPPARM_IPMPARM, "IPPARM_IPMPARM", board | line | call, Value::structure, 0, 0, Effect::none_media},
    {IPSET_CONFIG, IPPARM_AUTHENTICATION_CONFIGURE, "IPPARM_AUTHENTICATION_CONFIGURE", 0, Value::structure, 0, 0,
     Effect::elsewhere},
    {IPSET_CONFIG, IPPARM_AUTHENTICATION_REMOVE, "IPPARM_AUTHENTICATION_REMOVE", 0, Value::structure, 0, 0,
     Effect::elsewhere},

    {IPSET_SIP_RESPONSE_CODE, IPPARM_ACCEPT_RESP_CODE, "IPPARM_ACCEPT_RESP_CODE", board, Value::number, 101, 199,
     Effect::accept_status},
    {IPSET_SIP_RESPONSE_CODE, IPPARM_BUSY_REASON, "IPPARM_BUSY_REASON", board, Value::number,
     IPEC_SIPReasonStatus480TemporarilyUnavailable, IPEC_SIPReasonStatus600BusyEverywhere, Effect::busy_status},

    {GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY, "IPPARM_LOCAL_CAPABILITY", board | line | call, Value::structure,
     0, 0, Effect::message},
    {IPSET_DTMF, IPPARM_SUPPORT_DTMF_BITMASK, "IPPARM_SUPPORT_DTMF_BITMASK", board | line | call, Value::number, 1,
     0xff, Effect::message},
    {IPSET_DTMF, IPPARM_DTMF_RFC2833_PAYLOAD_TYPE, "IPPARM_DTMF_RFC2833_PAYLOAD_TYPE", board | line | call,
     Value::number, 0, 0xff, Effect::message},
    {IPSET_CALLINFO, IPPARM_CONNECTIONMETHOD, "IPPARM_CONNECTIONMETHOD", board | line | call, Value::number,
     IP_CONNECTIONMETHOD_FASTSTART, IP_CONNECTIONMETHOD_SLOWSTART, Effect::message},
    {IPSET_CALLINFO, IPPARM_CALLID, "IPPARM_CALLID", call, Value::text, 0, 0, Effect::message},
    {IPSET_CALLINFO, IPPARM_DISPLAY, "IPPARM_DISPLAY", board | line | call, Value::text, 0, 0, Effect::message},
    {IPSET_CALLINFO, IPPARM_PHONELIST, "IPPARM_PHONELIST", call, Value::text, 0, 0, Effect::message},
    {IPSET_CALLINFO, IPPARM_CALLDURATION, "IPPARM_CALLDURATION", 0, Value::nothing, 0, 0, Effect::elsewhere},
    {IPSET_CALLINFO, IPPARM_USERUSER_INFO, "IPPARM_USERUSER_INFO", board | line | call, Value::nothing, 0, 0,
     Effect::none_h323},
    {IPSET_CALLINFO, IPPARM_BEARERCAP, "IPPARM_BEARERCAP", board | line | call, Value::nothing, 0, 0,
     Effect::none_h323},
    {IPSET_CALLINFO, IPPARM_FACILITY, "IPPARM_FACILITY", board | line | call, Value::nothing, 0, 0, Effect::none_h323},
    {IPSET_CALLINFO, IPPARM_H245TUNNELING, "IPPARM_H245TUNNELING", board | line | call, Value::nothing, 0, 0,
     Effect::none_h323},
    {IPSET_CALLINFO, IPPARM_FASTSTART_MANDATORY_H245CH, "IPPARM_FASTSTART_MANDATORY_H245CH", board | line | call,
     Value::nothing, 0, 0, Effect::none_h323},
    {IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, "IPPARM_PROTOCOL_BITMASK", line | call, Value::number, 0,
     IP_PROTOCOL_SIP | IP_PROTOCOL_H323, Effect::message},

    {IPSET_SIP_MSGINFO, any_id, "IPSET_SIP_MSGINFO", call, Value::text, 0, 0, Effect::message},
    {IPSET_TLS, any_id, "IPSET_TLS", call, Value::nothing, 0, 0, Effect::message},
    {IPSET_SDP, any_id, "IPSET_SDP", call, Value::text, 0, 0, Effect::message},
    {IPSET_MIME, any_id, "IPSET_MIME", call, Value::nothing, 0, 0, Effect::message},
    {IPSET_MIME_200OK_TO_BYE, any_id, "IPSET_MIME_200OK_TO_BYE", call, Value::nothing, 0, 0, Effect::message},
    {IPSET_MSG_SIP, any_id, "IPSET_MSG_SIP", call, Value::nothing, 0, 0, Effect::message},
    {IPSET_SIP_SESSION_TIMER, any_id, "IPSET_SIP_SESSION_TIMER", board | call, Value::nothing, 0, 0, Effect::message},
    {GCSET_SUPP_XFER, any_id, "GCSET_SUPP_XFER", call, Value::nothing, 0, 0, Effect::message},

    // What a function of its own takes, or what only comes with events.
    {GCSET_SERVREQ, any_id, "GCSET_SERVREQ", 0, Value::nothing, 0, 0, Effect::elsewhere},
    {IPSET_REG_INFO, any_id, "IPSET_REG_INFO", 0, Value::nothing, 0, 0, Effect::elsewhere},
    {IPSET_LOCAL_ALIAS, any_id, "IPSET_LOCAL_ALIAS", 0, Value::nothing, 0, 0, Effect::elsewhere},
    {IPSET_MEDIA_STATE, any_id, "IPSET_MEDIA_STATE", 0, Value::nothing, 0, 0, Effect::elsewhere},
    {IPSET_IPPROTOCOL_STATE, any_id, "IPSET_IPPROTOCOL_STATE", 0, Value::nothing, 0, 0, Effect::elsewhere},
    {IPSET_SIP_REQUEST_ERROR, any_id, "IPSET_SIP_REQUEST_ERROR", 0, Value::nothing, 0, 0, Effect::elsewhere},
    {IPSET_SIP_STATS, any_id, "IPSET_SIP_STATS", 0, Value::nothing, 0, 0, Effect::elsewhere},

    {IPSET_FOIP, any_id, "IPSET_FOIP", board | line | call, Value::nothing, 0, 0, Effect::none_media},
    {IPSET_SWITCH_CODEC, any_id, "IPSET_SWITCH_CODEC", call, Value::nothing, 0, 0, Effect::none_media},
    {IPSET_RTP_ADDRESS, any_id, "IPSET_RTP_ADDRESS", call, Value::nothing, 0, 0, Effect::none_media},
    {IPSET_CONFERENCE, any_id, "IPSET_CONFERENCE", board | line | call, Value::nothing, 0, 0, Effect::none_h323},
    {IPSET_NONSTANDARDDATA, any_id, "IPSET_NONSTANDARDDATA", board | line | call, Value::nothing, 0, 0,
     Effect::none_h323},
    {IPSET_NONSTANDARDCONTROL, any_id, "IPSET_NONSTANDARDCONTROL", board | line | call, Value::nothing, 0, 0,
     Effect::none_h323},
    {IPSET_VENDORINFO, any_id, "IPSET_VENDORINFO", board | line | call, Value::nothing, 0, 0, Effect::none_h323},
    {IPSET_TUNNELEDSIGNALMSG, any_id, "IPSET_TUNNELEDSIGNALMSG", board | line | call, Value::nothing, 0, 0,
     Effect::none_h323},
    {IPSET_MSG_H245, any_id, "IPSET_MSG_H245", board | line | call, Value::nothing, 0, 0, Effect::none_h323},
    {IPSET_MSG_Q931, any_id, "IPSET_MSG_Q931", board | line | call, Value::nothing, 0, 0, Effect::none_h323},
    {IPSET_MSG_REGISTRATION, any_id, "IPSET_MSG_REGISTRATION", board | line | call, Value::nothing, 0, 0,
     Effect::none_h323},
    {IPSET_SUPPORTED_PREFIXES, any_id, "IPSET_SUPPORTED_PREFIXES", board | line | call, Value::nothing, 0, 0,
     Effect::none_h323},
};

struct SetName {
    unsigned short set;
    std::string_view name;
};
constexpr SetName set_names[] = {
    {GCSET_CALLEVENT_MSK, "GCSET_CALLEVENT_MSK"},
    {GCSET_CALLSTATE_MSK, "GCSET_CALLSTATE_MSK"},
    {IPSET_EXTENSIONEVT_MSK, "IPSET_EXTENSIONEVT_MSK"},
    {GCSET_CALL_CONFIG, "GCSET_CALL_CONFIG"},
    {IPSET_CONFIG, "IPSET_CONFIG"},
    {IPSET_SIP_RESPONSE_CODE, "IPSET_SIP_RESPONSE_CODE"},
    {GCSET_CHAN_CAPABILITY, "GCSET_CHAN_CAPABILITY"},
    {IPSET_DTMF, "IPSET_DTMF"},
    {IPSET_CALLINFO, "IPSET_CALLINFO"},
    {IPSET_PROTOCOL, "IPSET_PROTOCOL"},
    {IPSET_SDP, "IPSET_SDP"},
};

std::string hex(unsigned number)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "0x";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += digits[number >> shift & 0xf];
    return out;
}

std::string set_name(unsigned short set)
{
    for (const SetName& known : set_names)
        if (known.set == set)
            return std::string{known.name};
    return "set " + hex(set);
}

std::string full_name(const Parameter& row)
{
    return row.id == any_id ? std::string{row.name} : set_name(row.set) + " / " + std::string{row.name};
}

std::string_view place_name(ParameterPlace place)
{
    switch (place) {
    case ParameterPlace::board: return "a board";
    case ParameterPlace::line: return "a line device";
    case ParameterPlace::call: return "a call";
    }
    return {};
}

std::string unknown(const Parm& parm)
{
    const bool known_set = std::any_of(std::begin(parameters), std::end(parameters),
                                       [&](const Parameter& row) { return row.set == parm.set; });
    return known_set ? set_name(parm.set) + " has no parameter " + std::to_string(parm.id)
                     : set_name(parm.set) + ": IP has no such set (parameter " + std::to_string(parm.id) + ")";
}

std::string value_wrong(const Parameter& row, std::string_view value)
{
    if (row.value != ParameterValue::number)
        return {};
    const auto number = number_of(value);
    if (!number)
        return full_name(row) + ": has " + std::to_string(value.size()) + " bytes, expected 1, 2, 4 or 8";
    const long seen = static_cast<long>(*number);
    if (seen >= row.least && seen <= row.most)
        return {};
    return full_name(row) + ": expected " + std::to_string(row.least) + " to " + std::to_string(row.most) + ", got " +
           std::to_string(seen);
}

} // namespace

const Parameter* find_parameter(unsigned short set, unsigned short id)
{
    const auto found = std::find_if(std::begin(parameters), std::end(parameters), [&](const Parameter& row) {
        return row.set == set && (row.id == any_id || row.id == id);
    });
    return found == std::end(parameters) ? nullptr : found;
}

const Parameter* find_parameter(std::string_view name)
{
    const auto found = std::find_if(std::begin(parameters), std::end(parameters),
                                    [&](const Parameter& row) { return row.name == name; });
    return found == std::end(parameters) ? nullptr : found;
}

const Parameter* check_parameter(const Parm& parm, ParameterPlace place, std::string& wrong)
{
    const Parameter* const row = find_parameter(parm.set, parm.id);
    if (!row) {
        wrong = unknown(parm);
        return nullptr;
    }
    if ((row->places & static_cast<unsigned>(place)) == 0) {
        wrong = full_name(*row) + " cannot be set on " + std::string{place_name(place)};
        return nullptr;
    }
    wrong = value_wrong(*row, parm.value);
    return wrong.empty() ? row : nullptr;
}

} // namespace gc
