#include "capi/access.hpp"

#include "gcip.h"
#include "ip/board_settings.hpp"
#include "ip/mime.hpp"
#include "ip/parameters.hpp"
#include "runtime/board_device.hpp"
#include "runtime/runtime.hpp"

namespace gc {

Error not_started() { return {EGC_NOT_INITED, IPERR_UNAVAILABLE, "gc_Start has not been called"}; }

Error null_argument(const char* name) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::string{name} + " is NULL"}; }

Error find_opened(LINEDEV linedev, std::shared_ptr<Device>& device)
{
    Runtime& runtime = Runtime::instance();
    auto found = runtime.handles().find(linedev);
    if (!found)
        return runtime.started() ? Error{EGC_INVLINEDEV, IPERR_BAD_PARAM, describe(found.fault, linedev)}
                                 : not_started();
    const DeviceKind kind = found->kind();
    if (kind != DeviceKind::line && kind != DeviceKind::board && kind != DeviceKind::media_board)
        return {EGC_INVLINEDEV, IPERR_UNSUPPORTED, describe(HandleFault::wrong_kind, linedev)};
    device = std::move(found.device);
    return {};
}

Error find_line(LINEDEV linedev, std::shared_ptr<Line>& line)
{
    Runtime& runtime = Runtime::instance();
    auto found = runtime.handles().find_as<Line>(DeviceKind::line, linedev);
    line = std::move(found.device);
    if (line)
        return {};
    return runtime.started() ? Error{EGC_INVLINEDEV, IPERR_BAD_PARAM, describe(found.fault, linedev)} : not_started();
}

Error find_line_of_call(CRN crn, std::shared_ptr<Line>& line)
{
    Runtime& runtime = Runtime::instance();
    auto found = runtime.handles().line_of(crn);
    line = std::static_pointer_cast<Line>(std::move(found.device)); // only lines carry calls
    if (line)
        return {};
    if (!runtime.started())
        return not_started();
    const bool released = found.fault == HandleFault::closed;
    return {EGC_INVCRN, IPERR_BAD_PARAM,
            "call reference " + std::to_string(crn) + (released ? " has been released" : " is unknown")};
}

Error find_board(LINEDEV linedev, std::shared_ptr<Board>& board)
{
    Runtime& runtime = Runtime::instance();
    const auto found = runtime.handles().find(linedev);
    if (found && found->kind() == DeviceKind::board)
        board = static_cast<BoardDevice&>(*found).board;
    else if (found && found->kind() == DeviceKind::line)
        board = static_cast<Line&>(*found).board;
    if (board)
        return {};
    if (!runtime.started())
        return not_started();
    const HandleFault fault = found ? HandleFault::wrong_kind : found.fault;
    return {EGC_INVLINEDEV, IPERR_UNSUPPORTED, describe(fault, linedev)};
}

Error find_board_device(const char* function, int target_type, long target_id, std::shared_ptr<Board>& board)
{
    if (target_type != GCTGT_GCLIB_NETIF && target_type != GCTGT_CCLIB_NETIF)
        return {EGC_INVTARGET, IPERR_UNSUPPORTED,
                std::string{function} + ": target_type " + std::to_string(target_type) +
                    ", expected GCTGT_CCLIB_NETIF or GCTGT_GCLIB_NETIF: a board device"};
    std::shared_ptr<Device> device;
    if (Error error = find_opened(target_id, device))
        return error;
    if (device->kind() != DeviceKind::board)
        return {EGC_INVTARGET, IPERR_UNSUPPORTED,
                std::string{function} + ": " + device->name() + " is no board device"};
    board = static_cast<BoardDevice&>(*device).board;
    return {};
}

bool is_line(int target_type) { return target_type == GCTGT_GCLIB_CHAN || target_type == GCTGT_CCLIB_CHAN; }
bool is_call(int target_type) { return target_type == GCTGT_GCLIB_CRN || target_type == GCTGT_CCLIB_CRN; }
bool is_board(int target_type) { return target_type == GCTGT_GCLIB_NETIF || target_type == GCTGT_CCLIB_NETIF; }

Error invalid_target(const char* function, int target_type)
{
    return {EGC_INVTARGET, IPERR_UNSUPPORTED, std::string{function} + ": target_type " + std::to_string(target_type)};
}

Error read_outgoing(Board& board, const std::vector<Parm>& parms, Outgoing& out)
{
    for (const Parm& parm : parms) {
        std::string wrong;
        const bool known = check_parameter(parm, ParameterPlace::call, wrong) != nullptr;
        if (known && parm.set == IPSET_SIP_MSGINFO && !board.settings().header_access)
            return {EGC_NOT_ENABLED, IPERR_UNAVAILABLE,
                    "IPSET_SIP_MSGINFO: the board was started without IP_SIP_MSGINFO_ENABLE in sip_msginfo_mask"};
        if (known && is_mime_part(parm.set, parm.id) && !board.settings().mime_access)
            return mime_not_enabled();
        if (known)
            wrong = out.take(parm.set, parm.id, parm.value);
        if (!wrong.empty())
            return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(wrong)};
    }
    return board.calls().check_description(out);
}

Error check_call(const Line& line, CRN crn)
{
    if (line.call && line.call->crn == crn)
        return {};
    return {EGC_INVCRN, IPERR_BAD_PARAM, "call reference " + std::to_string(crn) + " has been released"};
}

Error check_asynchronous(unsigned long mode)
{
    if (mode == EV_ASYNC)
        return {};
    return {EGC_INVPARM, IPERR_BAD_PARAM, "mode: expected EV_ASYNC, got " + std::to_string(mode)};
}

Error waiter_for(unsigned long mode, CallControl::Waiter& waiter)
{
    if (mode != EV_SYNC && mode != EV_ASYNC)
        return {EGC_INVPARM, IPERR_BAD_PARAM, "mode is " + std::to_string(mode) + ", expected EV_SYNC or EV_ASYNC"};
    if (mode == EV_SYNC)
        waiter = std::make_shared<Completion>();
    return {};
}

Error wait_for(Line& line, const CallControl::Waiter& waiter, std::optional<std::chrono::seconds> limit, CRN* crn)
{
    auto outcome = wait_or_give_up(*waiter, limit, [&] {
        const sip::Entered in{line.board->monitor()};
        line.board->calls().give_up(line, waiter);
    });
    if (!outcome)
        return {EGC_TIMEOUT, IPERR_TIMEOUT, "no outcome within " + std::to_string(limit->count()) + " s"};
    if (crn)
        *crn = outcome->crn;
    return std::move(outcome->error);
}

} // namespace gc
