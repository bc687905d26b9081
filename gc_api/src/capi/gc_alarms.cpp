#include "gc_alarms.h"

#include "alarms/alarm_event.hpp"
#include "alarms/alarms.hpp"
#include "capi/access.hpp"
#include "gcip.h"
#include "gcipmlib.h"
#include "runtime/runtime.hpp"

#include <algorithm>

// GCAMS: the alarms of devices.

using gc::AlarmName;
using gc::AlarmSource;
using gc::AlarmState;
using gc::DeviceKind;
using gc::Error;
using gc::Runtime;

namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

char* shown(const char* constant_text) { return const_cast<char*>(constant_text); }

/// A device that can have alarms, and the source of them that it has.
struct Place {
    long device = 0;
    const AlarmSource* source = nullptr;
};

Error find_device(LINEDEV linedev, Place& place)
{
    Runtime& runtime = Runtime::instance();
    const auto found = runtime.handles().find(linedev);
    if (!found)
        return runtime.started() ? Error{EGC_INVLINEDEV, IPERR_BAD_PARAM, describe(found.fault, linedev)}
                                 : gc::not_started();
    const DeviceKind kind = found->kind();
    if (kind == DeviceKind::line || kind == DeviceKind::board)
        place.source = gc::find_alarm_source(IPCCLIBAsoId);
    else if (kind == DeviceKind::media || kind == DeviceKind::media_board)
        place.source = gc::find_alarm_source(ALARM_SOURCE_ID_IPM);
    else
        return {EGC_INVLINEDEV, IPERR_UNSUPPORTED, found->name() + " has no alarms"};
    place.device = linedev;
    return {};
}

Error find_place(LINEDEV linedev, unsigned long aso_id, Place& place)
{
    if (Error error = find_device(linedev, place))
        return error;
    if (aso_id != ALARM_SOURCE_ID_NETWORK_ID && aso_id != place.source->id)
        return bad("aso_id: the device has no alarm source " + std::to_string(aso_id) + ", but " + place.source->name);
    return {};
}

Error find_source(unsigned long aso_id, const AlarmSource*& source)
{
    source = gc::find_alarm_source(aso_id);
    return source ? Error{} : bad("aso_id: there is no alarm source " + std::to_string(aso_id));
}

Error find_alarm(const AlarmSource& source, long number)
{
    if (source.find(number))
        return {};
    return bad("alarm_number: " + std::string{source.name} + " has no alarm " + std::to_string(number));
}

/// gc_SetAlarmNotifyAll and ALARM_CONFIG_NOTIFY, ALARM_CONFIG_BLOCKING: 0 or 1.
Error read_switch(const char* name, int value, bool& on)
{
    if (value != 0 && value != 1)
        return bad(std::string{name} + ": expected 0 or 1, got " + std::to_string(value));
    on = value == 1;
    return {};
}

Error check_list(const ALARM_LIST* list)
{
    if (!list)
        return gc::null_argument("alarm_list");
    if (list->n_alarms < 0 || list->n_alarms > MAX_NUMBER_OF_ALARMS)
        return bad("alarm_list->n_alarms: is " + std::to_string(list->n_alarms) + ", expected 0 to " +
                   std::to_string(MAX_NUMBER_OF_ALARMS));
    return {};
}

Error set_configuration(const Place& place, const ALARM_LIST& list, int type)
{
    if (type != ALARM_CONFIG_BLOCKING && type != ALARM_CONFIG_NOTIFY)
        return bad("alarm_config_type: expected ALARM_CONFIG_BLOCKING or ALARM_CONFIG_NOTIFY, got " +
                   std::to_string(type));
    bool on = false;
    for (int i = 0; i < list.n_alarms; ++i) {
        if (Error error = find_alarm(*place.source, list.alarm_fields[i].alarm_number))
            return error;
        if (Error error = read_switch("alarm_data", list.alarm_fields[i].alarm_data.intvalue, on))
            return error;
    }
    gc::Alarms& alarms = Runtime::instance().alarms();
    for (int i = 0; i < list.n_alarms; ++i) {
        const ALARM_FIELD& field = list.alarm_fields[i];
        AlarmState state = alarms.state(place.device, *place.source, field.alarm_number);
        (type == ALARM_CONFIG_BLOCKING ? state.blocking : state.notify) = field.alarm_data.intvalue == 1;
        alarms.set(place.device, *place.source, field.alarm_number, state);
    }
    return {};
}

Error get_configuration(const Place& place, ALARM_LIST& list, int type)
{
    if (type != ALARM_CONFIG_BLOCKING && type != ALARM_CONFIG_NOTIFY && type != ALARM_CONFIG_STATUS)
        return bad("alarm_config_type: expected one of ALARM_CONFIG_, got " + std::to_string(type));
    for (int i = 0; i < list.n_alarms; ++i)
        if (Error error = find_alarm(*place.source, list.alarm_fields[i].alarm_number))
            return error;
    if (list.n_alarms == 0)
        for (const AlarmName& alarm : place.source->alarms)
            list.alarm_fields[list.n_alarms++].alarm_number = alarm.number;
    for (int i = 0; i < list.n_alarms; ++i) {
        ALARM_FIELD& field = list.alarm_fields[i];
        const AlarmState state = Runtime::instance().alarms().state(place.device, *place.source, field.alarm_number);
        field.alarm_data = {};
        field.alarm_data.intvalue = type == ALARM_CONFIG_BLOCKING ? state.blocking
                                    : type == ALARM_CONFIG_NOTIFY ? state.notify
                                                                  : state.on;
    }
    return {};
}

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

Error no_parameters(LINEDEV linedev, unsigned long aso_id, int set, const ALARM_PARM_LIST* list)
{
    Place place;
    if (Error error = find_place(linedev, aso_id, place))
        return error;
    if (!list)
        return gc::null_argument("alarm_parm_list");
    if (place.source->id == ALARM_SOURCE_ID_IPM && set == ParmSetID_qosthreshold_alarm)
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "ParmSetID: the quality of streams is not watched yet"};
    return bad(std::string{place.source->name} + " has no parameters of set " + std::to_string(set));
}

Error not_for_ip(LINEDEV linedev, unsigned long aso_id, const char* function)
{
    Place place;
    if (Error error = find_place(linedev, aso_id, place))
        return error;
    return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, std::string{function} + " is not for IP"};
}

} // namespace

extern "C" int gc_SetAlarmNotifyAll(LINEDEV linedev, unsigned long aso_id, int value)
{
    return gc::guarded([&]() -> Error {
        Place place;
        if (Error error = find_place(linedev, aso_id, place))
            return error;
        bool on = false;
        if (Error error = read_switch("value", value, on))
            return error;
        gc::Alarms& alarms = Runtime::instance().alarms();
        for (const AlarmName& alarm : place.source->alarms) {
            AlarmState state = alarms.state(place.device, *place.source, alarm.number);
            state.notify = on;
            alarms.set(place.device, *place.source, alarm.number, state);
        }
        return {};
    });
}

extern "C" int gc_SetAlarmConfiguration(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list,
                                        int alarm_config_type)
{
    return gc::guarded([&]() -> Error {
        Place place;
        if (Error error = find_place(linedev, aso_id, place))
            return error;
        if (Error error = check_list(alarm_list))
            return error;
        return set_configuration(place, *alarm_list, alarm_config_type);
    });
}

extern "C" int gc_GetAlarmConfiguration(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list,
                                        int alarm_config_type)
{
    return gc::guarded([&]() -> Error {
        Place place;
        if (Error error = find_place(linedev, aso_id, place))
            return error;
        if (Error error = check_list(alarm_list))
            return error;
        return get_configuration(place, *alarm_list, alarm_config_type);
    });
}

extern "C" int gc_SetAlarmParm(LINEDEV linedev, unsigned long aso_id, int ParmSetID, ALARM_PARM_LIST* alarm_parm_list,
                               unsigned long)
{
    return gc::guarded([&] { return no_parameters(linedev, aso_id, ParmSetID, alarm_parm_list); });
}

extern "C" int gc_GetAlarmParm(LINEDEV linedev, unsigned long aso_id, int ParmSetID, ALARM_PARM_LIST* alarm_parm_list,
                               unsigned long)
{
    return gc::guarded([&] { return no_parameters(linedev, aso_id, ParmSetID, alarm_parm_list); });
}

extern "C" int gc_SetAlarmFlow(unsigned long aso_id, int flow)
{
    return gc::guarded([&]() -> Error {
        const AlarmSource* source = nullptr;
        if (Error error = find_source(aso_id, source))
            return error;
        if (flow < ALARM_FLOW_ALWAYS || flow > ALARM_FLOW_FIRST_AND_LAST_BLOCKING)
            return bad("flow: expected one of ALARM_FLOW_, got " + std::to_string(flow));
        Runtime::instance().alarms().set_flow(*source, flow);
        return {};
    });
}

extern "C" int gc_GetAlarmFlow(unsigned long aso_id, int* flow)
{
    return gc::guarded([&]() -> Error {
        const AlarmSource* source = nullptr;
        if (Error error = find_source(aso_id, source))
            return error;
        if (!flow)
            return gc::null_argument("flow");
        *flow = Runtime::instance().alarms().flow(*source);
        return {};
    });
}

extern "C" int gc_TransmitAlarms(LINEDEV linedev, unsigned long aso_id, ALARM_LIST*, unsigned long)
{
    return gc::guarded([&] { return not_for_ip(linedev, aso_id, "gc_TransmitAlarms"); });
}

extern "C" int gc_StopTransmitAlarms(LINEDEV linedev, unsigned long aso_id, ALARM_LIST*, unsigned long)
{
    return gc::guarded([&] { return not_for_ip(linedev, aso_id, "gc_StopTransmitAlarms"); });
}

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
        if (Error error = find_source(aso_id, source))
            return error;
        if (Error error = find_alarm(*source, alarm_number))
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
        if (Error error = find_source(aso_id, source))
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
        Place place;
        if (Error error = find_device(linedev, place))
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
        Place place;
        if (Error error = find_device(linedev, place))
            return error;
        if (!aso_id)
            return gc::null_argument("aso_id");
        *aso_id = place.source->id;
        return {};
    });
}
