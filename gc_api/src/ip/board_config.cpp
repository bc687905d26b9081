#include "ip/board_config.hpp"

namespace gc {
namespace {

struct StateEvent {
    unsigned long state, event;
};
constexpr StateEvent state_events[] = {
    {GCST_ALERTING, GCMSK_ALERTING},       {GCST_PROCEEDING, GCMSK_PROCEEDING},
    {GCST_DETECTED, GCMSK_DETECTED},       {GCST_DIALING, GCMSK_DIALING},
    {GCST_GETMOREINFO, GCMSK_REQMOREINFO}, {GCST_DIALTONE, GCMSK_DIALTONE},
    {GCST_CALLROUTING, GCMSK_PROC_SEND},   {GCST_INVOKE_XFER_ACCEPTED, GCMSK_INVOKEXFER_ACCEPTED},
};

} // namespace

std::string change_mask(unsigned long& mask, unsigned long bits, int action)
{
    switch (action) {
    case GCACT_SETMSK: mask = bits; return {};
    case GCACT_ADDMSK: mask |= bits; return {};
    case GCACT_SUBMSK: mask &= ~bits; return {};
    default: return "action: expected GCACT_SETMSK, GCACT_ADDMSK or GCACT_SUBMSK, got " + std::to_string(action);
    }
}

unsigned long events_of_states(unsigned long states)
{
    unsigned long events = 0;
    for (const StateEvent& pair : state_events)
        events |= (states & pair.state) != 0 ? pair.event : 0;
    return events;
}

unsigned long states_of_events(unsigned long events)
{
    unsigned long states = 0;
    for (const StateEvent& pair : state_events)
        states |= (events & pair.event) != 0 ? pair.state : 0;
    return states;
}

std::string BoardConfig::set(const Parameter& row, const Parm& parm)
{
    const long number = static_cast<long>(number_of(parm.value).value_or(0));
    switch (row.effect) {
    case ParameterEffect::extension_mask:
        return change_mask(extension_mask, static_cast<unsigned long>(number), parm.id);
    case ParameterEffect::call_proceeding: sends_proceeding = number == GCCONTROL_TCCL; return {};
    case ParameterEffect::accept_status: accept_status = static_cast<int>(number); return {};
    case ParameterEffect::busy_status: {
        const int status = static_cast<int>(number) - IPEC_SIPReasonStatus(0);
        if (status != 480 && status != 486 && status != 600)
            return "IPPARM_BUSY_REASON: expected the IPEC value of 480, 486 or 600, got " + std::to_string(number);
        busy_status = status;
        return {};
    }
    case ParameterEffect::operating_mode:
        if (number != IP_T38_AUTOMATIC_MODE && number != IP_T38_MANUAL_MODE && number != IP_T38_MANUAL_MODIFY_MODE)
            return "IPPARM_OPERATING_MODE: has no such value: " + std::to_string(number);
        operating_mode = number;
        return {};
    case ParameterEffect::header: return headers.add(text_of(parm.value));
    default: return {};
    }
}

std::optional<unsigned long> BoardConfig::read(const Parameter& row) const
{
    switch (row.effect) {
    case ParameterEffect::extension_mask:
    case ParameterEffect::read_mask: return extension_mask;
    case ParameterEffect::call_proceeding: return sends_proceeding ? GCCONTROL_TCCL : GCCONTROL_APP;
    case ParameterEffect::accept_status: return accept_status;
    case ParameterEffect::busy_status: return IPEC_SIPReasonStatus(busy_status);
    case ParameterEffect::operating_mode: return operating_mode;
    default: return std::nullopt;
    }
}

} // namespace gc
