#include "capi/access.hpp"
#include "errors/last_error.hpp"
#include "gclib.h"
#include "runtime/board_device.hpp"
#include "runtime/tracer.hpp"

#include <cstring>

// Channels: in and out of service, number of the caller, older settings, traces.

using gc::Error;
using gc::Line;

namespace {

constexpr std::size_t longest_number = GC_ADDRSIZE;
constexpr std::size_t longest_file_name = 4096;

Error set_calling_number(Line& line, const char* number)
{
    if (!number)
        return gc::null_argument("calling_num");
    const std::string_view text{number, ::strnlen(number, longest_number)};
    if (text.size() == longest_number)
        return {EGC_INVPARM, IPERR_CALLER_ID,
                "calling_num: has " + std::to_string(longest_number) + " characters or more"};
    const sip::CommandError error = sip::check_header_line("From: <sip:" + std::string{text} + ">");
    if (!text.empty() && (error || text.find_first_of(" <>\"\t\r\n") != std::string_view::npos))
        return {EGC_INVPARM, IPERR_CALLER_ID,
                "calling_num: \"" + std::string{text} + "\" is neither a number nor an address"};
    line.calling_number = text;
    return {};
}

/// What other technologies have: it is off here, and may be told so.
Error not_for_ip(int parm_id)
{
    return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED,
            "parm_id: IP has GCPR_CALLINGPARTY only, not " + std::to_string(parm_id)};
}

Error set_parm(Line& line, int parm_id, const GC_PARM& value)
{
    switch (parm_id) {
    case GCPR_CALLINGPARTY: return set_calling_number(line, value.paddress);
    case GCPR_MEDIADETECT:
    case GCPR_CALLPROGRESS:
        if (value.intvalue == GCPV_DISABLE)
            return {};
        [[fallthrough]];
    default: return not_for_ip(parm_id);
    }
}

Error get_parm(const Line& line, int parm_id, GC_PARM& value)
{
    switch (parm_id) {
    case GCPR_CALLINGPARTY: value.paddress = gc::lend(line.calling_number); return {};
    case GCPR_MEDIADETECT:
    case GCPR_CALLPROGRESS:
        value = {};
        value.intvalue = GCPV_DISABLE;
        return {};
    default: return not_for_ip(parm_id);
    }
}

/// A line, or a board device for all that its board says and hears.
Error trace(LINEDEV linedev, const std::shared_ptr<gc::TraceOutput>& output)
{
    std::shared_ptr<gc::Device> device;
    if (Error error = gc::find_opened(linedev, device))
        return error;
    std::shared_ptr<gc::Board> board;
    if (Error error = gc::find_board(linedev, board))
        return error;
    const sip::Entered in{board->monitor()};
    auto* const line = device->kind() == gc::DeviceKind::line ? static_cast<Line*>(device.get()) : nullptr;
    if (!output && !(line ? line->trace != nullptr : board->calls().traces_all()))
        return {EGC_INVSTATE, IPERR_UNAVAILABLE, device->name() + " is not traced"};
    if (line)
        board->calls().trace(*line, output);
    else
        board->calls().trace_all(output);
    return {};
}

} // namespace

extern "C" int gc_SetChanState(LINEDEV linedev, int chanstate, unsigned long mode)
{
    return gc::line_operation(linedev, mode, [&](gc::CallControl& calls, Line& line, gc::CallControl::Waiter waiter) {
        return calls.set_service(line, chanstate, std::move(waiter));
    });
}

extern "C" int gc_GetLinedevState(LINEDEV linedev, int type, int* state_buf)
{
    return gc::with_line(linedev, [&](Line& line) -> Error {
        if (!state_buf)
            return gc::null_argument("state_buf");
        if (type != GCGLS_BCHANNEL)
            return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "type: IP has GCGLS_BCHANNEL only"};
        *state_buf = line.service_state;
        return {};
    });
}

extern "C" int gc_SetCallingNum(LINEDEV linedev, const char* calling_num)
{
    return gc::with_line(linedev, [&](Line& line) { return set_calling_number(line, calling_num); });
}

extern "C" int gc_SetParm(LINEDEV linedev, int parm_id, GC_PARM value)
{
    return gc::with_line(linedev, [&](Line& line) { return set_parm(line, parm_id, value); });
}

extern "C" int gc_GetParm(LINEDEV linedev, int parm_id, GC_PARM* valuep)
{
    return gc::with_line(linedev, [&](Line& line) -> Error {
        return valuep ? get_parm(line, parm_id, *valuep) : gc::null_argument("valuep");
    });
}

extern "C" int gc_StartTrace(LINEDEV linedev, const char* tracefilename)
{
    return gc::guarded([&]() -> Error {
        std::shared_ptr<gc::Device> device; // a bad handle makes no file
        if (Error error = gc::find_opened(linedev, device))
            return error;
        if (!tracefilename)
            return gc::null_argument("tracefilename");
        std::string reason;
        const auto output = gc::TraceOutput::open({tracefilename, ::strnlen(tracefilename, longest_file_name)}, reason);
        if (!output)
            return {EGC_FILE, IPERR_BAD_PARAM, "tracefilename: " + std::move(reason)};
        return trace(linedev, output);
    });
}

extern "C" int gc_StopTrace(LINEDEV linedev)
{
    return gc::guarded([&] { return trace(linedev, nullptr); });
}
