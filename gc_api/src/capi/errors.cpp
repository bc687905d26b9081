#include "errors/guard.hpp"
#include "errors/texts.hpp"
#include "events/event_queue.hpp"
#include "events/meta_event.hpp"
#include "gclib.h"

// gc_ErrorInfo, gc_ResultInfo and their older forms.
namespace {

char* shown(const char* constant_text)
{
    return const_cast<char*>(constant_text); // the API has no const; programs only print it
}

void fill(GC_INFO& info, int gc_value, long cc_value, int library, const char* text)
{
    info.gcValue = gc_value;
    info.gcMsg = shown(gc::gc_text(gc_value));
    info.ccLibId = library;
    info.ccLibName = shown(gc::library_name(library));
    info.ccValue = cc_value;
    info.ccMsg = shown(gc::cc_text(cc_value));
    info.additionalInfo = shown(text);
}

int library_of(const gc::Error& error) { return error.cc == IPERR_OK ? GC_GLOBALCALL_LIB_ID : GC_H3R_LIB_ID; }

int check(const METAEVENT* metaevent)
{
    if (!metaevent)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "metaeventp is NULL"});
    if (metaevent->magicno != GC_METAEVENT_MAGICNO)
        return gc::fail({EGC_INVMETAEVENT, IPERR_BAD_PARAM, "the METAEVENT was not filled by gc_GetMetaEvent"});
    return GC_SUCCESS;
}

} // namespace

extern "C" {

int gc_ErrorInfo(GC_INFO* a_Infop)
{
    if (!a_Infop)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "a_Infop is NULL"});
    const gc::Error& error = gc::last_error();
    fill(*a_Infop, error.gc, error.cc, library_of(error), error.text.c_str());
    return GC_SUCCESS;
}

int gc_ErrorValue(int* gc_errorp, int* cclibidp, long* cclib_errorp)
{
    const gc::Error& error = gc::last_error();
    if (gc_errorp)
        *gc_errorp = error.gc;
    if (cclibidp)
        *cclibidp = library_of(error);
    if (cclib_errorp)
        *cclib_errorp = error.cc;
    return GC_SUCCESS;
}

int gc_ResultInfo(METAEVENT* metaeventp, GC_INFO* infop)
{
    if (check(metaeventp) != GC_SUCCESS)
        return GC_ERROR;
    if (!infop)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "infop is NULL"});
    const gc::Event* const event = gc::current_event_of(*metaeventp);
    const gc::ResultNumbers result = event ? gc::numbers_of(*event) : gc::numbers_in(*metaeventp);
    fill(*infop, result.gc, result.cc, metaeventp->cclibid, event ? event->result.text.c_str() : "");
    return GC_SUCCESS;
}

int gc_ResultValue(METAEVENT* metaeventp, int* gc_resultp, int* cclibidp, long* cclib_resultp)
{
    if (check(metaeventp) != GC_SUCCESS)
        return GC_ERROR;
    const gc::Event* const event = gc::current_event_of(*metaeventp);
    const gc::ResultNumbers result = event ? gc::numbers_of(*event) : gc::numbers_in(*metaeventp);
    if (gc_resultp)
        *gc_resultp = result.gc;
    if (cclibidp)
        *cclibidp = metaeventp->cclibid;
    if (cclib_resultp)
        *cclib_resultp = result.cc;
    return GC_SUCCESS;
}

int gc_ResultMsg(int cclibid, long result_code, char** msg)
{
    if (!msg)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "msg is NULL"});
    *msg = shown(cclibid == GC_GLOBALCALL_LIB_ID ? gc::gc_text(result_code) : gc::cc_text(result_code));
    return GC_SUCCESS;
}

} // extern "C"
