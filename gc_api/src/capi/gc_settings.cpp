#include "capi/access.hpp"
#include "gcip.h"
#include "gclib.h"
#include "ip/board_settings.hpp"
#include "params/parm_reader.hpp"

// What programs set on lines and calls: event masks, headers, codecs.

using gc::Error;
using gc::Line;

namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

void lay_over(std::unique_ptr<gc::Outgoing>& kept, const gc::Outgoing& stronger)
{
    if (!kept)
        kept = std::make_unique<gc::Outgoing>();
    kept->merge(stronger);
}

Error set_user_info(Line& line, const std::vector<gc::Parm>& parms, int duration)
{
    gc::Outgoing outgoing;
    if (Error error = gc::read_outgoing(*line.board, parms, outgoing))
        return error;
    const auto lay = [&](std::unique_ptr<gc::Outgoing>& over) -> Error {
        lay_over(over, outgoing);
        if (!outgoing.bye_answer().empty())
            line.board->calls().prepare_bye_answer(line);
        return {};
    };
    switch (duration) {
    case GC_SINGLECALL:
    case GC_NEXT_OUTBOUND_MSG: return lay(line.next_message);
    case GC_ALLCALLS:
        if (outgoing.has_description())
            return bad("IPSET_SDP: goes with one message, so duration is GC_NEXT_OUTBOUND_MSG");
        if (!outgoing.parts().empty())
            return bad("duration: IPSET_MIME is for one message, GC_SINGLECALL or GC_NEXT_OUTBOUND_MSG");
        return lay(line.every_call);
    default: return bad("duration: expected GC_SINGLECALL, GC_ALLCALLS or GC_NEXT_OUTBOUND_MSG");
    }
}

} // namespace

extern "C" int gc_SetEvtMsk(LINEDEV linedev, unsigned long mask, int action)
{
    return gc::with_line(linedev, [&](Line& line) -> Error {
        std::string wrong = gc::change_mask(line.event_mask, mask, action);
        return wrong.empty() ? Error{} : bad(std::move(wrong));
    });
}

extern "C" int gc_SetUserInfo(int target_type, long target_id, GC_PARM_BLKP infoparmblkp, int duration)
{
    return gc::guarded([&]() -> Error {
        if (!gc::is_line(target_type) && !gc::is_call(target_type))
            return gc::invalid_target("gc_SetUserInfo", target_type);
        if (gc::is_call(target_type) && duration == GC_ALLCALLS)
            return bad("duration: GC_ALLCALLS is for a line device, not for a call");
        const auto parms = gc::read_parms(infoparmblkp);
        if (!parms || !infoparmblkp)
            return {EGC_INVPARMBLK, IPERR_BAD_PARAM, "infoparmblkp is no parameter block"};
        std::shared_ptr<Line> line;
        if (Error error =
                gc::is_line(target_type) ? gc::find_line(target_id, line) : gc::find_line_of_call(target_id, line))
            return error;
        const sip::Entered in{line->board->monitor()};
        if (gc::is_call(target_type))
            if (Error error = gc::check_call(*line, target_id))
                return error;
        return set_user_info(*line, *parms, duration);
    });
}
