#include "call_control/call_facts.hpp"
#include "capi/access.hpp"
#include "gcip.h"
#include "params/parm_builder.hpp"
#include "runtime/board_device.hpp"
#include "runtime/runtime.hpp"

#include <algorithm>
#include <iterator>

// gc_Extension: what has no function of its own.

using gc::Error;
using gc::Line;

namespace {

/// What gc_Extension was given, and what answers it.
struct Request {
    std::shared_ptr<Line> line;
    CRN crn = 0; ///< of the call that is meant; 0: none
    std::vector<gc::Parm> parms;
    gc::ParmBuilder answer;
};

Error call_of(const Request& request, const gc::Call*& call)
{
    call = request.line->call.get();
    if (call)
        return {};
    return {EGC_INVSTATE, IPERR_UNAVAILABLE, request.line->name() + " has no call"};
}

Error get_info(Request& request)
{
    const gc::Call* call = nullptr;
    if (Error error = call_of(request, call))
        return error;
    for (const gc::Parm& parm : request.parms)
        if (std::string wrong = gc::write_call_fact(*call, parm.set, parm.id, request.answer); !wrong.empty())
            return {EGC_INVPARM, IPERR_UNAVAILABLE, "IPEXTID_GETINFO: " + std::move(wrong)};
    return {};
}

Error get_local_media_address(Request& request)
{
    const gc::Call* call = nullptr;
    if (Error error = call_of(request, call))
        return error;
    if (std::string wrong = gc::write_call_fact(*call, IPSET_RTP_ADDRESS, IPPARM_LOCAL, request.answer); !wrong.empty())
        return {EGC_INVSTATE, IPERR_UNAVAILABLE, "IPEXTID_LOCAL_MEDIA_ADDRESS: " + std::move(wrong)};
    return {};
}

Error send_message_in_call(Request& request)
{
    const gc::Call* call = nullptr;
    if (Error error = call_of(request, call))
        return error;
    return request.line->board->calls().send_message(*request.line, request.parms);
}

Error needs_media(Request&)
{
    return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "ext_id: digits and fax need media, which is not there yet"};
}

Error comes_by_itself(Request&)
{
    return {EGC_INVPARM, IPERR_BAD_PARAM, "ext_id: this one comes with GCEV_EXTENSION and cannot be asked for"};
}

/// One row for each ext_id: runs inside the monitor; what it leaves in `answer` comes with GCEV_EXTENSIONCMPLT.
struct Extension {
    unsigned char id;
    Error (*run)(Request& request);
};
constexpr Extension extensions[] = {
    {IPEXTID_GETINFO, get_info},
    {IPEXTID_LOCAL_MEDIA_ADDRESS, get_local_media_address},
    {IPEXTID_SENDMSG, send_message_in_call},
    {IPEXTID_SEND_DTMF, needs_media},
    {IPEXTID_CHANGEMODE, needs_media},
    {IPEXTID_MEDIAINFO, comes_by_itself},
    {IPEXTID_RECEIVE_DTMF, comes_by_itself},
    {IPEXTID_IPPROTOCOL_STATE, comes_by_itself},
    {IPEXTID_FOIP, comes_by_itself},
    {IPEXTID_RECEIVEMSG, comes_by_itself},
    {IPEXTID_RECEIVED_18X_RESPONSE, comes_by_itself},
    {IPEXTID_MSGINFO, comes_by_itself},
    {IPEXTID_TLS, comes_by_itself},
};

Error send_message(gc::BoardDevice& device, const std::vector<gc::Parm>& parms)
{
    return device.board->messages().send(device.handle(), parms);
}

/// The same for boards, which have no call.
struct BoardExtension {
    unsigned char id;
    Error (*run)(gc::BoardDevice& device, const std::vector<gc::Parm>& parms);
};
constexpr BoardExtension board_extensions[] = {
    {IPEXTID_SENDMSG, send_message},
};

/// The board that is meant, by GCTGT_GCLIB_CHAN as in the manual or as a board; null: none.
std::shared_ptr<gc::BoardDevice> board_of(int target_type, long target_id)
{
    if (!gc::is_line(target_type) && !gc::is_board(target_type))
        return nullptr;
    auto found = gc::Runtime::instance().handles().find(target_id);
    if (!found || found->kind() != gc::DeviceKind::board)
        return nullptr;
    return std::static_pointer_cast<gc::BoardDevice>(std::move(found.device));
}

Error extend_board(gc::BoardDevice& device, unsigned char ext_id, const std::vector<gc::Parm>& parms)
{
    const auto row = std::find_if(std::begin(board_extensions), std::end(board_extensions),
                                  [&](const BoardExtension& extension) { return extension.id == ext_id; });
    if (row == std::end(board_extensions))
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "ext_id: a board has no extension " + std::to_string(ext_id)};
    const sip::Entered in{device.board->monitor()};
    if (Error error = row->run(device, parms))
        return error;
    gc::ParmBuilder nothing;
    gc::Runtime::instance().events().post(
        gc::gc_event(device.handle(), 0, GCEV_EXTENSIONCMPLT, device.user_attribute, nothing.finish_extension(ext_id)));
    return {};
}

Error find_target(int target_type, long target_id, Request& request)
{
    if (gc::is_call(target_type)) {
        request.crn = target_id;
        return gc::find_line_of_call(target_id, request.line);
    }
    if (gc::is_line(target_type))
        return gc::find_line(target_id, request.line);
    return gc::invalid_target("gc_Extension", target_type);
}

/// EV_SYNC: a block of the program's own.
GC_PARM_BLK* copy_for_program(gc::ParmBuilder& answer)
{
    const gc::EventMemory memory = answer.finish();
    GC_PARM_BLKP copy = nullptr;
    if (memory.address)
        (void)gc_util_copy_parm_blk(&copy, static_cast<GC_PARM_BLKP>(memory.address));
    return copy;
}

} // namespace

extern "C" int gc_Extension(int target_type, long target_id, unsigned char ext_id, GC_PARM_BLK* parmblkp,
                            GC_PARM_BLK** retblkp, unsigned long mode)
{
    return gc::guarded([&]() -> Error {
        gc::CallControl::Waiter waiter; // only to know the mode: nothing here waits
        if (Error error = gc::waiter_for(mode, waiter))
            return error;
        if (waiter && !retblkp)
            return gc::null_argument("retblkp");
        auto parms = gc::read_parms(parmblkp);
        if (!parms)
            return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "parmblkp is no parameter block"};
        if (const auto device = board_of(target_type, target_id)) {
            if (waiter)
                return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "mode: on a board only EV_ASYNC"};
            return extend_board(*device, ext_id, *parms);
        }
        Request request;
        request.parms = std::move(*parms);
        if (Error error = find_target(target_type, target_id, request))
            return error;
        const auto row = std::find_if(std::begin(extensions), std::end(extensions),
                                      [&](const Extension& extension) { return extension.id == ext_id; });
        if (row == std::end(extensions))
            return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "ext_id: there is no extension " + std::to_string(ext_id)};

        const sip::Entered in{request.line->board->monitor()};
        if (request.crn != 0)
            if (Error error = gc::check_call(*request.line, request.crn))
                return error;
        if (Error error = row->run(request))
            return error;
        if (waiter) {
            *retblkp = copy_for_program(request.answer);
            return {};
        }
        const CRN crn = request.line->call ? request.line->call->crn : 0;
        gc::Runtime::instance().events().post(gc::gc_event(request.line->handle(), crn, GCEV_EXTENSIONCMPLT,
                                                           request.line->user_attribute,
                                                           request.answer.finish_extension(ext_id)));
        return {};
    });
}
