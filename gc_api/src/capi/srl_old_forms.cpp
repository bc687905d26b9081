#include "errors/srl_error.hpp"

#include <cstring>

// The runtime library: what other systems and older releases had. Documented as it is here.

extern "C" {

// Windows and their messages are not of this host.
long sr_NotifyEvent(void*, unsigned int, unsigned int)
{
    return gc::srl_guarded([]() -> long {
        return gc::srl_fail(ESR_UNSUPPORTED, "sr_NotifyEvent: there are no windows here; wait with sr_waitevt");
    });
}

// The library is ready when it is loaded, and for threads in any number.
int sr_libinit(int) { return 0; }

int sr_getfcnp(int feature, void* functionp)
{
    return gc::srl_guarded([&] {
        if (!functionp)
            return gc::srl_fail(ESR_BADPARM, "sr_getfcnp: functionp is NULL");
        std::memset(functionp, 0, sizeof(void*));
        return gc::srl_fail(ESR_PARMID, "sr_getfcnp: there is no feature " + std::to_string(feature));
    });
}

} // extern "C"
