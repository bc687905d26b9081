#include "capi/access.hpp"
#include "gcip.h"
#include "gclib.h"
#include "ip/board_settings.hpp"
#include "params/parm_reader.hpp"
#include "runtime/board_device.hpp"
#include "runtime/runtime.hpp"

// What programs set on lines, calls and boards: event masks, headers, response codes.

using gc::Error;
using gc::Line;

namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

Error change_mask(unsigned long& mask, unsigned long bits, int action)
{
    switch (action) {
    case GCACT_SETMSK: mask = bits; return {};
    case GCACT_ADDMSK: mask |= bits; return {};
    case GCACT_SUBMSK: mask &= ~bits; return {};
    default: return bad("action: expected GCACT_SETMSK, GCACT_ADDMSK or GCACT_SUBMSK, got " + std::to_string(action));
    }
}

bool is_line(int target_type) { return target_type == GCTGT_GCLIB_CHAN || target_type == GCTGT_CCLIB_CHAN; }
bool is_call(int target_type) { return target_type == GCTGT_GCLIB_CRN || target_type == GCTGT_CCLIB_CRN; }
bool is_board(int target_type) { return target_type == GCTGT_GCLIB_NETIF || target_type == GCTGT_CCLIB_NETIF; }

Error invalid_target(const char* function, int target_type)
{
    return {EGC_INVTARGET, IPERR_UNSUPPORTED, std::string{function} + ": target_type " + std::to_string(target_type)};
}

/// Reads the block of gc_SetUserInfo into what the next messages shall carry.
Error read_outgoing(const gc::Board& board, const std::vector<gc::Parm>& parms, gc::Outgoing& out)
{
    for (const gc::Parm& parm : parms) {
        if (parm.set == IPSET_SIP_MSGINFO && !board.settings().header_access)
            return {EGC_NOT_ENABLED, IPERR_UNAVAILABLE,
                    "IPSET_SIP_MSGINFO: the board was started without IP_SIP_MSGINFO_ENABLE in sip_msginfo_mask"};
        if (std::string wrong = out.take(parm.set, parm.id, parm.value); !wrong.empty())
            return bad(std::move(wrong));
    }
    return {};
}

void lay_over(std::unique_ptr<gc::Outgoing>& kept, const gc::Outgoing& stronger)
{
    if (!kept)
        kept = std::make_unique<gc::Outgoing>();
    kept->merge(stronger);
}

Error set_user_info(Line& line, const std::vector<gc::Parm>& parms, int duration)
{
    gc::Outgoing outgoing;
    if (Error error = read_outgoing(*line.board, parms, outgoing))
        return error;
    switch (duration) {
    case GC_SINGLECALL:
    case GC_NEXT_OUTBOUND_MSG: lay_over(line.next_message, outgoing); return {};
    case GC_ALLCALLS: lay_over(line.every_call, outgoing); return {};
    default: return bad("duration: expected GC_SINGLECALL, GC_ALLCALLS or GC_NEXT_OUTBOUND_MSG");
    }
}

Error configure_line(Line& line, const gc::Parm& parm)
{
    if (parm.set != GCSET_CALLEVENT_MSK)
        return {};
    const auto bits = gc::number_of(parm.value);
    if (!bits)
        return bad("GCSET_CALLEVENT_MSK: a mask has 1, 2, 4 or 8 bytes");
    return change_mask(line.event_mask, *bits, parm.id);
}

Error set_status(const gc::Parm& parm, gc::CallControl& calls)
{
    const auto value = static_cast<long>(gc::number_of(parm.value).value_or(0));
    if (parm.id == IPPARM_ACCEPT_RESP_CODE) {
        if (value < 101 || value > 199)
            return bad("IPPARM_ACCEPT_RESP_CODE: expected 101 to 199, got " + std::to_string(value));
        calls.set_accept_status(static_cast<int>(value));
    }
    if (parm.id == IPPARM_BUSY_REASON) {
        const long status = value - IPEC_SIPReasonStatus(0);
        if (status != 480 && status != 486 && status != 600)
            return bad("IPPARM_BUSY_REASON: expected the IPEC value of 480, 486 or 600, got " + std::to_string(value));
        calls.set_busy_status(static_cast<int>(status));
    }
    return {};
}

/// Media and T.38 parameters are taken without effect until media is there.
Error configure_board(gc::CallControl& calls, const gc::Parm& parm)
{
    if (parm.set == IPSET_SIP_RESPONSE_CODE)
        return set_status(parm, calls);
    if (parm.set == IPSET_CONFIG && parm.id == IPPARM_REGISTER_SIP_HEADER)
        if (std::string wrong = calls.received_headers().add(gc::text_of(parm.value)); !wrong.empty())
            return bad(std::move(wrong));
    return {};
}

/// What the request came to and whom to tell.
struct ConfigTarget {
    std::shared_ptr<gc::Board> board;
    std::shared_ptr<Line> line; ///< null: the board
};

Error find_target(int target_type, long target_id, ConfigTarget& target)
{
    if (is_line(target_type)) {
        if (Error error = gc::find_line(target_id, target.line))
            return error;
        target.board = target.line->board;
        return {};
    }
    if (is_board(target_type))
        return gc::find_board(target_id, target.board);
    return invalid_target("gc_SetConfigData", target_type);
}

Error apply_config(const ConfigTarget& target, const std::vector<gc::Parm>& parms)
{
    const sip::Entered in{target.board->monitor()};
    for (const gc::Parm& parm : parms) {
        Error error = target.line ? configure_line(*target.line, parm) : configure_board(target.board->calls(), parm);
        if (error)
            return error; // those before it stay set, as the manual says
    }
    return {};
}

void post_config_event(long target_id, long request_id, const Error& error)
{
    auto& runtime = gc::Runtime::instance();
    const auto found = runtime.handles().find(target_id);
    if (!found)
        return;
    auto data = std::make_shared<GC_RTCM_EVTDATA>();
    *data = {};
    data->request_ID = request_id;
    data->gc_result = error.gc;
    data->cclib_result = static_cast<int>(error.cc);
    data->cclib_ID = GC_H3R_LIB_ID;
    error.text.copy(data->additional_msg, sizeof data->additional_msg - 1);

    const auto type = error ? GCEV_SETCONFIGDATA_FAIL : GCEV_SETCONFIGDATA;
    const auto memory = gc::EventMemory::of(data);
    gc::Event event = gc::gc_event(target_id, 0, type, found->user_attribute, memory); // programs look in either place
    event.data = memory;
    event.result = error ? gc::EventResult{error.gc, error.cc, error.text} : gc::EventResult{};
    runtime.events().post(std::move(event));
}

} // namespace

extern "C" int gc_SetEvtMsk(LINEDEV linedev, unsigned long mask, int action)
{
    return gc::with_line(linedev, [&](Line& line) { return change_mask(line.event_mask, mask, action); });
}

extern "C" int gc_SetUserInfo(int target_type, long target_id, GC_PARM_BLKP infoparmblkp, int duration)
{
    return gc::guarded([&]() -> Error {
        if (!is_line(target_type) && !is_call(target_type))
            return invalid_target("gc_SetUserInfo", target_type);
        if (is_call(target_type) && duration == GC_ALLCALLS)
            return bad("duration: GC_ALLCALLS is for a line device, not for a call");
        const auto parms = gc::read_parms(infoparmblkp);
        if (!parms || !infoparmblkp)
            return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "infoparmblkp is no parameter block"};
        std::shared_ptr<Line> line;
        if (Error error =
                is_line(target_type) ? gc::find_line(target_id, line) : gc::find_line_of_call(target_id, line))
            return error;
        const sip::Entered in{line->board->monitor()};
        if (is_call(target_type))
            if (Error error = gc::check_call(*line, target_id))
                return error;
        return set_user_info(*line, *parms, duration);
    });
}

extern "C" int gc_SetConfigData(int target_type, long target_id, GC_PARM_BLK* target_datap, int time_out,
                                int update_cond, long* request_idp, unsigned long mode)
{
    static std::atomic<long> last_request{0};
    return gc::guarded([&]() -> Error {
        gc::CallControl::Waiter waiter;
        if (Error error = gc::waiter_for(mode, waiter))
            return error;
        if (time_out != 0)
            return bad("time_out must be 0 on IP");
        if (update_cond != GCUPDATE_IMMEDIATE && update_cond != GCUPDATE_ATNULL)
            return bad("update_cond: expected GCUPDATE_IMMEDIATE or GCUPDATE_ATNULL");
        const auto parms = gc::read_parms(target_datap);
        if (!parms || !target_datap)
            return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "target_datap is no parameter block"};
        ConfigTarget target;
        if (Error error = find_target(target_type, target_id, target))
            return error;
        const long request = ++last_request % 0x7FFFFFFF;
        if (request_idp)
            *request_idp = request;
        const Error outcome = apply_config(target, *parms);
        if (waiter)
            return outcome;
        post_config_event(target_id, request, outcome);
        return {};
    });
}
