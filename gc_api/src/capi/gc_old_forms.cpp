#include "capi/access.hpp"
#include "gclib.h"

// Older forms, in terms of what took their place.

extern "C" int gc_Open(LINEDEV* linedevp, const char* devicename, int rfu)
{
    if (rfu != 0)
        return gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "rfu: must be 0, got " + std::to_string(rfu)});
    return gc_OpenEx(linedevp, devicename, EV_SYNC, nullptr);
}

extern "C" int gc_GetVoiceH(LINEDEV linedev, int* voicehp) { return gc_GetResourceH(linedev, voicehp, GC_VOICEDEVICE); }

extern "C" int gc_GetNetworkH(LINEDEV linedev, int* networkhp)
{
    return gc_GetResourceH(linedev, networkhp, GC_NETWORKDEVICE);
}

extern "C" int gc_GetANI(CRN crn, char* ani_buf) { return gc_GetCallInfo(crn, ORIGINATION_ADDRESS, ani_buf); }

extern "C" int gc_GetDNIS(CRN crn, char* dnis) { return gc_GetCallInfo(crn, DESTINATION_ADDRESS, dnis); }
