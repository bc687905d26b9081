#include "errors/last_error.hpp"
#include "events/event_queue.hpp"
#include "events/meta_event.hpp"
#include "gclib.h"

// gc_GetMetaEvent: the current event in the shape of Global Call.

extern "C" {

int gc_GetMetaEvent(METAEVENT* metaeventp)
{
    if (!metaeventp)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "metaeventp is NULL"});
    const gc::Event* const event = gc::EventQueue::current();
    if (!event)
        return gc::fail({EGC_NOEVENT, IPERR_UNAVAILABLE, "the thread has no current event: call sr_waitevt first"});
    *metaeventp = gc::meta_event_of(*event);
    return GC_SUCCESS;
}

// A thread has one current event, so the handle has nothing to choose from.
int gc_GetMetaEventEx(METAEVENT* metaeventp, unsigned long) { return gc_GetMetaEvent(metaeventp); }

int gc_GetCRN(CRN* crn_ptr, METAEVENT* metaeventp)
{
    if (!crn_ptr || !metaeventp)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, crn_ptr ? "metaeventp is NULL" : "crn_ptr is NULL"});
    if (metaeventp->magicno != GC_METAEVENT_MAGICNO)
        return gc::fail({EGC_INVMETAEVENT, IPERR_BAD_PARAM, "the METAEVENT was not filled by gc_GetMetaEvent"});
    *crn_ptr = metaeventp->crn;
    return GC_SUCCESS;
}

} // extern "C"
