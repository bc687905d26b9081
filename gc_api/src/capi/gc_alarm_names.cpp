#include "alarms/alarm_event.hpp"
#include "capi/access.hpp"
#include "capi/alarm_access.hpp"
#include "gc_alarms.h"

// GCAMS: what alarms and their sources are called, and what GCEV_ALARM says.

using gc::AlarmSource;
using gc::Error;

namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

char* shown(const char* constant_text) { return const_cast<char*>(constant_text); }

/// `read(AlarmData)` with what a GCEV_ALARM carries.
template <class Read>
int with_alarm(const METAEVENT* metaeventp, const void* out, const char* out_name, Read read)
{
    return gc::guarded([&]() -> Error {
        if (!metaeventp || !out)
            return gc::null_argument(metaeventp ? out_name : "metaeventp");
        const gc::AlarmData* const alarm = gc::alarm_of(*metaeventp);
        if (!alarm)
            return {EGC_INVMETAEVENT, IPERR_BAD_PARAM, "the METAEVENT is no GCEV_ALARM"};
        read(*alarm);
        return {};
    });
}

} // namespace

extern "C" int gc_AlarmName(METAEVENT* metaeventp, char** alarm_name)
{
    return with_alarm(metaeventp, alarm_name, "alarm_name", [&](const gc::AlarmData& alarm) {
        *alarm_name = shown(gc::find_alarm_source(alarm.source)->find(alarm.number)->name);
    });
}

extern "C" int gc_AlarmNumber(METAEVENT* metaeventp, long* alarm_number)
{
    return with_alarm(metaeventp, alarm_number, "alarm_number",
                      [&](const gc::AlarmData& alarm) { *alarm_number = alarm.number; });
}

extern "C" int gc_AlarmSourceObjectID(METAEVENT* metaeventp, unsigned long* aso_id)
{
    return with_alarm(metaeventp, aso_id, "aso_id", [&](const gc::AlarmData& alarm) { *aso_id = alarm.source; });
}

extern "C" int gc_AlarmSourceObjectName(METAEVENT* metaeventp, char** aso_name)
{
    return with_alarm(metaeventp, aso_name, "aso_name", [&](const gc::AlarmData& alarm) {
        *aso_name = shown(gc::find_alarm_source(alarm.source)->name);
    });
}

extern "C" int gc_AlarmNumberToName(unsigned long aso_id, long alarm_number, char** alarm_name)
{
    return gc::guarded([&]() -> Error {
        const AlarmSource* source = nullptr;
        if (Error error = gc::find_alarm_source_of(aso_id, source))
            return error;
        if (Error error = gc::find_alarm(*source, alarm_number))
            return error;
        if (!alarm_name)
            return gc::null_argument("alarm_name");
        *alarm_name = shown(source->find(alarm_number)->name);
        return {};
    });
}

extern "C" int gc_AlarmSourceObjectIDToName(unsigned long aso_id, char** aso_name)
{
    return gc::guarded([&]() -> Error {
        const AlarmSource* source = nullptr;
        if (Error error = gc::find_alarm_source_of(aso_id, source))
            return error;
        if (!aso_name)
            return gc::null_argument("aso_name");
        *aso_name = shown(source->name);
        return {};
    });
}

extern "C" int gc_AlarmSourceObjectNameToID(const char* aso_name, unsigned long* aso_id)
{
    return gc::guarded([&]() -> Error {
        if (!aso_name || !aso_id)
            return gc::null_argument(aso_name ? "aso_id" : "aso_name");
        const AlarmSource* const source = gc::find_alarm_source(std::string_view{aso_name});
        if (!source)
            return bad("aso_name: there is no alarm source of that name");
        *aso_id = source->id;
        return {};
    });
}

extern "C" int gc_GetAlarmSourceObjectList(LINEDEV linedev, int ByNameOrById, ALARM_SOURCE_OBJECT_LIST* aso_list)
{
    return gc::guarded([&]() -> Error {
        gc::AlarmPlace place;
        if (Error error = gc::find_alarm_device(linedev, place))
            return error;
        if (!aso_list)
            return gc::null_argument("aso_list");
        if (ByNameOrById != ALARM_ASO_BY_NAME && ByNameOrById != ALARM_ASO_BY_ID)
            return bad("ByNameOrById: expected ALARM_ASO_BY_NAME or ALARM_ASO_BY_ID, got " +
                       std::to_string(ByNameOrById));
        *aso_list = {};
        aso_list->n_asos = 1;
        GC_PARM& data = aso_list->aso_fields[0].aso_data;
        if (ByNameOrById == ALARM_ASO_BY_NAME)
            data.paddress = shown(place.source->name);
        else
            data.ulongvalue = place.source->id;
        return {};
    });
}

extern "C" int gc_GetAlarmSourceObjectNetworkID(LINEDEV linedev, unsigned long* aso_id)
{
    return gc::guarded([&]() -> Error {
        gc::AlarmPlace place;
        if (Error error = gc::find_alarm_device(linedev, place))
            return error;
        if (!aso_id)
            return gc::null_argument("aso_id");
        *aso_id = place.source->id;
        return {};
    });
}
