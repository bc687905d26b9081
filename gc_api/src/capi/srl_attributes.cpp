#include "dxxxlib.h"
#include "errors/guard.hpp"
#include "errors/srl_error.hpp"
#include "gclib.h"
#include "runtime/runtime.hpp"

#include <cstring>

// The runtime library: parameters, and the attributes that all devices have.
namespace {

constexpr int known_models = SR_STASYNC | SR_MTASYNC | SR_MTSYNC | SR_POLLMODE | SR_SIGMODE;

gc::Runtime& runtime() { return gc::Runtime::instance(); }

int bad_device(long dev, gc::HandleFault fault) { return gc::srl_fail(ESR_BADDEV, gc::describe(fault, dev)); }

/// `use` gets the place where the device, or the library itself, keeps SR_USERCONTEXT.
template <class Use>
int with_context(long dev, Use use)
{
    if (dev == SRL_DEVICE) {
        use(runtime().events().user_context);
        return 0;
    }
    const auto device = runtime().handles().find(dev);
    if (!device)
        return bad_device(dev, device.fault);
    use(device->user_context);
    return 0;
}

int set_library_parameter(long parmno, int value)
{
    gc::EventQueue& events = runtime().events();
    switch (parmno) {
    case SR_MODELTYPE:
    case SR_MODEID:
        if (value < 0 || (value & ~known_models) != 0)
            return gc::srl_fail(ESR_BADPARM, "sr_setparm: unknown model");
        if (parmno == SR_MODELTYPE)
            events.set_model(value);
        else
            events.fetch_mode = value;
        return 0;
    case SR_DVTHREADING: events.device_threading = value; return 0;
    default: return gc::srl_fail(ESR_PARMID, "sr_setparm: SRL_DEVICE has no parameter of this number");
    }
}

int get_library_parameter(long parmno, int& value)
{
    const gc::EventQueue& events = runtime().events();
    switch (parmno) {
    case SR_MODELTYPE: value = events.model(); return 0;
    case SR_MODEID: value = events.fetch_mode; return 0;
    case SR_DVTHREADING: value = events.device_threading; return 0;
    default: return gc::srl_fail(ESR_PARMID, "sr_getparm: SRL_DEVICE has no parameter of this number");
    }
}

/// An attribute that is a number.
template <class Number>
long number_of_open(int dev, Number number)
{
    return gc::srl_guarded([&]() -> long {
        const auto device = runtime().handles().find(dev);
        return device ? number(*device) : bad_device(dev, device.fault);
    });
}

} // namespace

extern "C" {

long sr_setparm(long dev, long parmno, void* valuep)
{
    return gc::srl_guarded([&]() -> long {
        if (!valuep)
            return gc::srl_fail(ESR_BADPARM, "sr_setparm: valuep is NULL");
        if (dev == SRL_DEVICE && parmno != SR_USERCONTEXT) {
            int value = 0;
            std::memcpy(&value, valuep, sizeof value);
            return set_library_parameter(parmno, value);
        }
        if (parmno != SR_USERCONTEXT)
            return gc::srl_fail(ESR_PARMID, "sr_setparm: devices have SR_USERCONTEXT alone");
        void* context = nullptr;
        std::memcpy(&context, valuep, sizeof context);
        return with_context(dev, [&](std::atomic<void*>& kept) { kept = context; });
    });
}

long sr_getparm(long dev, long parmno, void* valuep)
{
    return gc::srl_guarded([&]() -> long {
        if (!valuep)
            return gc::srl_fail(ESR_BADPARM, "sr_getparm: valuep is NULL");
        if (dev == SRL_DEVICE && parmno != SR_USERCONTEXT) {
            int value = 0;
            if (get_library_parameter(parmno, value) != 0)
                return -1;
            std::memcpy(valuep, &value, sizeof value);
            return 0;
        }
        if (parmno != SR_USERCONTEXT)
            return gc::srl_fail(ESR_PARMID, "sr_getparm: devices have SR_USERCONTEXT alone");
        void* context = nullptr; // also for a bad handle: programs do not look whether this worked
        const int result = with_context(dev, [&](std::atomic<void*>& kept) { context = kept; });
        std::memcpy(valuep, &context, sizeof context);
        return result;
    });
}

long ATDV_LASTERR(int dev)
{
    if (dev == SRL_DEVICE)
        return gc::last_srl_error().code;
    return number_of_open(dev, [](const gc::Device& device) { return device.last_failure().code; });
}

char* ATDV_ERRMSGP(int dev)
{
    if (dev == SRL_DEVICE)
        return gc::lend(gc::last_srl_error().text);
    const auto device = runtime().handles().find(dev);
    return gc::lend(device ? device->last_failure().text : gc::describe(device.fault, dev));
}

char* ATDV_NAMEP(int dev)
{
    if (dev == SRL_DEVICE)
        return gc::lend("SRL_DEVICE");
    const auto device = runtime().handles().find(dev);
    return gc::lend(device ? device->name() : gc::describe(device.fault, dev));
}

long ATDV_SUBDEVS(int dev)
{
    return number_of_open(dev, [](const gc::Device& device) { return device.subdevices(); });
}

// The devices of this host are no cards: they have neither port nor interrupt.
long ATDV_IOPORT(int dev)
{
    return number_of_open(dev, [](const gc::Device&) { return 0L; });
}

long ATDV_IRQNUM(int dev)
{
    return number_of_open(dev, [](const gc::Device&) { return 0L; });
}

long ATDV_STATE(int dev)
{
    if (gc::inside_callback) // the monitor that tells is the caller's
        return gc::srl_fail(ESR_SYS, "a TLS callback must not ask for the state of a device");
    return number_of_open(dev, [](const gc::Device& device) -> long { return device.busy() ? CS_CALL : CS_IDLE; });
}

} // extern "C"
