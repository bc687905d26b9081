#include "alarms/alarm_sources.hpp"

#include "gc_alarms.h"
#include "ipm_defs.h"

#include <algorithm>
#include <iterator>

namespace gc {
namespace {

constexpr AlarmName ip_board[] = {
    {TYPE_LAN_DISCONNECT, "LAN disconnected", TYPE_LAN_CONNECT},
    {TYPE_LAN_CONNECT, "LAN connected", 0},
};

constexpr AlarmName media[] = {
    {QOSTYPE_LOSTPACKETS, "lost packets", 0},
    {QOSTYPE_JITTER, "jitter", 0},
    {QOSTYPE_RTPTIMEOUT, "RTP time-out", 0},
    {QOSTYPE_RTCPTIMEOUT, "RTCP time-out", 0},
};

constexpr AlarmSource sources[] = {
    {ALARM_SOURCE_ID_NETWORK_ID, "NetworkID", {}},
    {ALARM_SOURCE_ID_SPRINGWARE_E1, "SpringwareE1", {}},
    {ALARM_SOURCE_ID_SPRINGWARE_T1, "SpringwareT1", {}},
    {ALARM_SOURCE_ID_DM3_E1, "DM3E1", {}},
    {ALARM_SOURCE_ID_DM3_T1, "DM3T1", {}},
    {ALARM_SOURCE_ID_DM3_ANALOG, "DM3Analog", {}},
    {IPCCLIBAsoId, "IPCCLIBAsoId", ip_board},
    {ALARM_SOURCE_ID_IPM, "IPM", media},
};

} // namespace

const AlarmName* AlarmSource::find(long number) const
{
    const auto found =
        std::find_if(alarms.begin(), alarms.end(), [&](const AlarmName& alarm) { return alarm.number == number; });
    return found == alarms.end() ? nullptr : &*found;
}

const AlarmSource* find_alarm_source(unsigned long id)
{
    const auto found = std::find_if(std::begin(sources), std::end(sources),
                                    [&](const AlarmSource& source) { return source.id == id; });
    return found == std::end(sources) ? nullptr : found;
}

const AlarmSource* find_alarm_source(std::string_view name)
{
    const auto found = std::find_if(std::begin(sources), std::end(sources),
                                    [&](const AlarmSource& source) { return source.name == name; });
    return found == std::end(sources) ? nullptr : found;
}

} // namespace gc
