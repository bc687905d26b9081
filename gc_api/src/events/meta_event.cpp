#include "events/meta_event.hpp"

#include "events/event_queue.hpp"

namespace gc {
namespace {

/// rfu1 holds both numbers in 16 bits each, so that a copied METAEVENT still tells its result on another thread.
int pack(const EventResult& result)
{
    return static_cast<int>((static_cast<unsigned>(result.gc) & 0x7fff) << 16 |
                            (static_cast<unsigned>(result.cc) & 0xffff));
}

} // namespace

METAEVENT meta_event_of(const Event& event)
{
    METAEVENT shown{};
    shown.magicno = GC_METAEVENT_MAGICNO;
    shown.evtdatap = event.data.address;
    shown.evtlen = event.data.length;
    shown.evtdev = event.device;
    shown.evttype = event.type;
    shown.cclibid = GC_UNKNOWN_LIB_ID;
    shown.rfu1 = pack(event.result);
    if (event.gc) {
        shown.flags = GCME_GC_EVENT;
        shown.linedev = event.gc->line;
        shown.crn = event.gc->crn;
        shown.extevtdatap = event.gc->extension.address;
        shown.usrattr = event.gc->user_attribute;
        shown.cclibid = event.gc->library;
    }
    return shown;
}

const Event* current_event_of(const METAEVENT& metaevent)
{
    const Event* const event = EventQueue::current();
    if (!event)
        return nullptr;
    const METAEVENT shown = meta_event_of(*event);
    const bool same = shown.evtdev == metaevent.evtdev && shown.evttype == metaevent.evttype &&
                      shown.crn == metaevent.crn && shown.evtdatap == metaevent.evtdatap &&
                      shown.extevtdatap == metaevent.extevtdatap && shown.rfu1 == metaevent.rfu1;
    return same ? event : nullptr;
}

ResultNumbers numbers_of(const Event& event) { return {event.result.gc, event.result.cc}; }

ResultNumbers numbers_in(const METAEVENT& metaevent)
{
    const auto packed = static_cast<unsigned>(metaevent.rfu1);
    return {static_cast<int>(packed >> 16), static_cast<long>(packed & 0xffff)};
}

} // namespace gc
