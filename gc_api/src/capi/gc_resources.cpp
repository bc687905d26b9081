#include "capi/access.hpp"
#include "events/event_queue.hpp"
#include "gclib.h"
#include "runtime/runtime.hpp"

// Resources of line devices, and their time slots.

using gc::DeviceKind;
using gc::Error;
using gc::Line;
using gc::Resource;
using gc::Runtime;

namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

Error not_there(const Line& line) { return {EGC_INVSTATE, IPERR_UNAVAILABLE, line.name() + " has no media device"}; }

/// Where a line keeps resources of that type; null for no such type.
std::shared_ptr<Resource>* place_of(Line& line, int resourcetype)
{
    switch (resourcetype) {
    case GC_MEDIADEVICE: return &line.media;
    case GC_VOICEDEVICE: return &line.voice;
    default: return nullptr;
    }
}

Error find_resource(int resourceh, int resourcetype, std::shared_ptr<Resource>& resource)
{
    const auto found = Runtime::instance().handles().find(resourceh);
    if (!found)
        return bad("resourceh: " + describe(found.fault, resourceh));
    const bool fits = (resourcetype == GC_MEDIADEVICE && found->kind() == DeviceKind::media) ||
                      (resourcetype == GC_VOICEDEVICE && found->kind() == DeviceKind::voice);
    if (!fits)
        return bad("resourceh: handle " + std::to_string(resourceh) + " (" + found->name() +
                   ") is not of the type that resourcetype says");
    resource = std::static_pointer_cast<Resource>(found.device);
    return {};
}

/// What an operation that is done at once ends with.
void post(const Line& line, long type, const Error& error = {})
{
    gc::Event event = gc::gc_event(line.handle(), 0, type, line.user_attribute);
    if (error)
        event.result = {GCRV_ATTACH_ERROR, error.cc, error.text};
    Runtime::instance().events().post(std::move(event));
}

/// Runs inside the monitor; in EV_ASYNC the event tells that it is done.
template <class Operate>
int immediate(LINEDEV linedev, unsigned long mode, long termination, Operate operate)
{
    return gc::guarded([&]() -> Error {
        std::shared_ptr<Line> line;
        if (Error error = gc::find_line(linedev, line))
            return error;
        gc::CallControl::Waiter waiter; // only to know the mode: nothing here waits
        if (Error error = gc::waiter_for(mode, waiter))
            return error;
        const sip::Entered in{line->board->monitor()};
        if (Error error = operate(*line))
            return error;
        if (!waiter)
            post(*line, termination);
        return {};
    });
}

Error listen(const Line& line, const SC_TSINFO* slots)
{
    if (!slots || !slots->sc_tsarrayp)
        return gc::null_argument(slots ? "sctsinfop->sc_tsarrayp" : "sctsinfop");
    if (slots->sc_numts != 1)
        return bad("sctsinfop->sc_numts: is " + std::to_string(slots->sc_numts) + ", expected 1");
    if (!line.media)
        return not_there(line);
    const long slot = *slots->sc_tsarrayp;
    if (!Runtime::instance().time_slots().listen(line.media->slot, slot))
        return bad("sctsinfop->sc_tsarrayp: no device transmits on time slot " + std::to_string(slot));
    return {};
}

} // namespace

extern "C" int gc_GetResourceH(LINEDEV linedev, int* resourcehp, int resourcetype)
{
    if (!resourcehp)
        return gc::fail(gc::null_argument("resourcehp"));
    return gc::with_line(linedev, [&](Line& line) -> Error {
        const auto* const place = place_of(line, resourcetype);
        if (resourcetype == GC_NETWORKDEVICE || resourcetype == GC_NET_GCLINEDEVICE)
            *resourcehp = static_cast<int>(line.handle());
        else if (!place)
            return bad("resourcetype: no such resource: " + std::to_string(resourcetype));
        else if (!*place)
            return {EGC_INVSTATE, IPERR_UNAVAILABLE, line.name() + " has no resource of this type"};
        else
            *resourcehp = static_cast<int>((*place)->handle());
        return {};
    });
}

extern "C" int gc_AttachResource(LINEDEV linedev, int resourceh, GC_PARM_BLK*, GC_PARM_BLK**, int resourcetype,
                                 unsigned long mode)
{
    bool told = false; // the failure comes as an event
    const int result = immediate(linedev, mode, GCEV_ATTACH, [&](Line& line) -> Error {
        auto* const place = place_of(line, resourcetype);
        if (!place)
            return bad("resourcetype: expected GC_MEDIADEVICE or GC_VOICEDEVICE, got " + std::to_string(resourcetype));
        std::shared_ptr<Resource> resource;
        if (Error error = find_resource(resourceh, resourcetype, resource))
            return error;
        if (*place && *place != resource)
            return {EGC_INVSTATE, IPERR_CHANNEL_ACTIVE,
                    line.name() + " has " + (*place)->name() + " attached; gc_Detach comes first"};
        if (!resource->attach_to(line.handle())) {
            Error error{EGC_INVSTATE, IPERR_CHANNEL_ACTIVE, resource->name() + " is attached to another line"};
            told = mode == EV_ASYNC;
            if (told)
                post(line, GCEV_ATTACH_FAIL, error);
            return error;
        }
        *place = std::move(resource);
        return {};
    });
    return told ? GC_SUCCESS : result;
}

extern "C" int gc_Attach(LINEDEV linedev, int voiceh, unsigned long mode)
{
    return gc_AttachResource(linedev, voiceh, nullptr, nullptr, GC_VOICEDEVICE, mode);
}

extern "C" int gc_Detach(LINEDEV linedev, int resourceh, unsigned long mode)
{
    return immediate(linedev, mode, GCEV_DETACH, [&](Line& line) -> Error {
        for (auto* const place : {&line.media, &line.voice}) {
            if (!*place || (*place)->handle() != resourceh)
                continue;
            (*place)->detach();
            place->reset(); // its handle goes on being open
            return {};
        }
        return bad("resourceh: handle " + std::to_string(resourceh) + " is not attached to " + line.name());
    });
}

extern "C" int gc_GetXmitSlot(LINEDEV linedev, SC_TSINFO* sctsinfop)
{
    return gc::with_line(linedev, [&](Line& line) -> Error {
        if (!sctsinfop || !sctsinfop->sc_tsarrayp)
            return gc::null_argument(sctsinfop ? "sctsinfop->sc_tsarrayp" : "sctsinfop");
        if (sctsinfop->sc_numts == 0)
            return bad("sctsinfop->sc_numts: is 0, expected 1");
        if (!line.media)
            return not_there(line);
        sctsinfop->sc_numts = 1;
        *sctsinfop->sc_tsarrayp = line.media->slot;
        return {};
    });
}

extern "C" int gc_Listen(LINEDEV linedev, SC_TSINFO* sctsinfop, unsigned long mode)
{
    return immediate(linedev, mode, GCEV_LISTEN, [&](Line& line) { return listen(line, sctsinfop); });
}

extern "C" int gc_UnListen(LINEDEV linedev, unsigned long mode)
{
    return immediate(linedev, mode, GCEV_UNLISTEN, [&](Line& line) -> Error {
        if (!line.media)
            return not_there(line);
        Runtime::instance().time_slots().unlisten(line.media->slot);
        return {};
    });
}
