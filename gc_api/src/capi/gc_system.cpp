#include "errors/guard.hpp"
#include "gclib.h"
#include "runtime/runtime.hpp"

// Start and stop.

extern "C" int gc_Start(GC_START_STRUCT* startp)
{
    return gc::guarded([&] { return gc::Runtime::instance().start(startp); });
}

extern "C" int gc_Stop(void)
{
    return gc::guarded([] { return gc::Runtime::instance().stop(); });
}
