#include "gc_alarms.h"

#include "alarms/alarms.hpp"
#include "capi/access.hpp"
#include "capi/alarm_access.hpp"
#include "gcip.h"
#include "gcipmlib.h"
#include "runtime/runtime.hpp"

// GCAMS: what of the alarms of devices comes, and what blocks.

using gc::AlarmName;
using gc::AlarmPlace;
using gc::AlarmState;
using gc::Error;
using gc::Runtime;

namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

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

Error set_configuration(const AlarmPlace& place, const ALARM_LIST& list, int type)
{
    if (type != ALARM_CONFIG_BLOCKING && type != ALARM_CONFIG_NOTIFY)
        return bad("alarm_config_type: expected ALARM_CONFIG_BLOCKING or ALARM_CONFIG_NOTIFY, got " +
                   std::to_string(type));
    bool on = false;
    for (int i = 0; i < list.n_alarms; ++i) {
        if (Error error = gc::find_alarm(*place.source, list.alarm_fields[i].alarm_number))
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

Error get_configuration(const AlarmPlace& place, ALARM_LIST& list, int type)
{
    if (type != ALARM_CONFIG_BLOCKING && type != ALARM_CONFIG_NOTIFY && type != ALARM_CONFIG_STATUS)
        return bad("alarm_config_type: expected one of ALARM_CONFIG_, got " + std::to_string(type));
    for (int i = 0; i < list.n_alarms; ++i)
        if (Error error = gc::find_alarm(*place.source, list.alarm_fields[i].alarm_number))
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

Error no_parameters(LINEDEV linedev, unsigned long aso_id, int set, const ALARM_PARM_LIST* list)
{
    AlarmPlace place;
    if (Error error = gc::find_alarm_place(linedev, aso_id, place))
        return error;
    if (!list)
        return gc::null_argument("alarm_parm_list");
    if (place.source->id == ALARM_SOURCE_ID_IPM && set == ParmSetID_qosthreshold_alarm)
        return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, "ParmSetID: the quality of streams is not watched yet"};
    return bad(std::string{place.source->name} + " has no parameters of set " + std::to_string(set));
}

Error not_for_ip(LINEDEV linedev, unsigned long aso_id, const char* function)
{
    AlarmPlace place;
    if (Error error = gc::find_alarm_place(linedev, aso_id, place))
        return error;
    return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, std::string{function} + " is not for IP"};
}

/// `use(AlarmPlace&)` with a list that can be read.
template <class Use>
int with_list(LINEDEV linedev, unsigned long aso_id, const ALARM_LIST* alarm_list, Use use)
{
    return gc::guarded([&]() -> Error {
        AlarmPlace place;
        if (Error error = gc::find_alarm_place(linedev, aso_id, place))
            return error;
        if (Error error = check_list(alarm_list))
            return error;
        return use(place);
    });
}

} // namespace

extern "C" int gc_SetAlarmNotifyAll(LINEDEV linedev, unsigned long aso_id, int value)
{
    return gc::guarded([&]() -> Error {
        AlarmPlace place;
        if (Error error = gc::find_alarm_place(linedev, aso_id, place))
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
    return with_list(linedev, aso_id, alarm_list,
                     [&](AlarmPlace& place) { return set_configuration(place, *alarm_list, alarm_config_type); });
}

extern "C" int gc_GetAlarmConfiguration(LINEDEV linedev, unsigned long aso_id, ALARM_LIST* alarm_list,
                                        int alarm_config_type)
{
    return with_list(linedev, aso_id, alarm_list,
                     [&](AlarmPlace& place) { return get_configuration(place, *alarm_list, alarm_config_type); });
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
        const gc::AlarmSource* source = nullptr;
        if (Error error = gc::find_alarm_source_of(aso_id, source))
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
        const gc::AlarmSource* source = nullptr;
        if (Error error = gc::find_alarm_source_of(aso_id, source))
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
