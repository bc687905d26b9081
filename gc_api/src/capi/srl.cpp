#include "capi/srl_wait.hpp"
#include "errors/srl_error.hpp"
#include "events/event_queue.hpp"
#include "gclib.h"
#include "runtime/runtime.hpp"

#include <chrono>

// The runtime library: waiting for events, reading them, handlers, events of the program's own.
namespace {

constexpr long longest_event_data = 16L << 20;
constexpr long no_event = -1;

gc::Runtime& runtime() { return gc::Runtime::instance(); }

const gc::Event* current_event()
{
    const gc::Event* const event = gc::EventQueue::current();
    if (!event)
        gc::srl_fail(ESR_NOEVT, "the thread has no current event");
    return event;
}

} // namespace

long gc::wait_for_event(long timeout, std::span<const long> devices)
{
    if (!Runtime::instance().events().wait(std::chrono::milliseconds{timeout}, devices))
        return srl_fail(ESR_TMOUT, "no event in the given time");
    return 0;
}

extern "C" {

long sr_waitevt(long timeout)
{
    return gc::srl_guarded([&] { return gc::wait_for_event(timeout, {}); });
}

long sr_waitevtEx(long* handlep, int count, long timeout, long* event_handlep)
{
    return gc::srl_guarded([&]() -> long {
        if (!handlep || count <= 0)
            return gc::srl_fail(ESR_BADPARM, "sr_waitevtEx: no device handles");
        const std::vector<long> devices = gc::read_handles(handlep, count);
        if (!runtime().handles().any_open(devices))
            return gc::srl_fail(ESR_BADDEV, "sr_waitevtEx: none of the handles is an open device's");
        if (gc::wait_for_event(timeout, devices) != 0)
            return -1;
        if (event_handlep)
            *event_handlep = gc::EventQueue::current()->handle();
        return 0;
    });
}

// The argument says nothing: C programs call these without one, and then it is undefined.
long sr_getevtdev(unsigned long)
{
    const gc::Event* const event = current_event();
    return event ? event->device : no_event;
}

long sr_getevttype(unsigned long)
{
    const gc::Event* const event = current_event();
    return event ? event->type : no_event;
}

long sr_getevtlen(unsigned long)
{
    const gc::Event* const event = current_event();
    return event ? event->data.length : no_event;
}

void* sr_getevtdatap(unsigned long)
{
    const gc::Event* const event = current_event();
    return event ? event->data.address : nullptr;
}

long sr_enbhdlr(long dev, long evt_type, long (*handler)(void*))
{
    return gc::srl_guarded([&]() -> long {
        if (runtime().events().enable_handler(dev, evt_type, handler))
            return 0;
        return gc::srl_fail(ESR_BADPARM, "sr_enbhdlr: the handler is NULL");
    });
}

long sr_dishdlr(long dev, long evt_type, long (*handler)(void*))
{
    return gc::srl_guarded([&]() -> long {
        if (runtime().events().disable_handler(dev, evt_type, handler))
            return 0;
        return gc::srl_fail(ESR_NOHDLR, "sr_dishdlr: the handler is not enabled for this device and event type");
    });
}

long sr_putevt(long dev, unsigned long evttype, long evtlen, void* evtdatap, long errcode)
{
    return gc::srl_guarded([&]() -> long {
        if (dev != SRL_DEVICE && !runtime().handles().find(dev))
            return gc::srl_fail(ESR_BADDEV, "sr_putevt: no open device has this handle");
        if (evttype > 0x7fff'ffff)
            return gc::srl_fail(ESR_BADPARM, "sr_putevt: evttype does not fit 31 bits");
        if (evtlen < 0 || evtlen > longest_event_data || (evtlen > 0 && !evtdatap))
            return gc::srl_fail(ESR_BADPARM, "sr_putevt: evtlen is out of range, or evtdatap is NULL");
        gc::Event event{.device = dev, .type = static_cast<long>(evttype)};
        event.data = gc::EventMemory::copy_of({static_cast<const char*>(evtdatap), static_cast<std::size_t>(evtlen)});
        event.result = {.gc = EGC_NOERR, .cc = errcode};
        runtime().events().post(std::move(event));
        return 0;
    });
}

int sr_hold(void)
{
    return gc::srl_guarded([] {
        runtime().events().hold();
        return 0;
    });
}

int sr_release(void)
{
    return gc::srl_guarded([] {
        if (runtime().events().release())
            return 0;
        return gc::srl_fail(ESR_BADPARM, "sr_release: there is no sr_hold to end");
    });
}

} // extern "C"
