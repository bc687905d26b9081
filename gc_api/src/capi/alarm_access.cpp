#include "capi/alarm_access.hpp"

#include "capi/access.hpp"
#include "gc_alarms.h"
#include "runtime/runtime.hpp"

namespace gc {
namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

} // namespace

Error find_alarm_device(LINEDEV linedev, AlarmPlace& place)
{
    Runtime& runtime = Runtime::instance();
    const auto found = runtime.handles().find(linedev);
    if (!found)
        return runtime.started() ? Error{EGC_INVLINEDEV, IPERR_BAD_PARAM, describe(found.fault, linedev)}
                                 : not_started();
    const DeviceKind kind = found->kind();
    if (kind == DeviceKind::line || kind == DeviceKind::board)
        place.source = find_alarm_source(IPCCLIBAsoId);
    else if (kind == DeviceKind::media || kind == DeviceKind::media_board)
        place.source = find_alarm_source(ALARM_SOURCE_ID_IPM);
    else
        return {EGC_INVLINEDEV, IPERR_UNSUPPORTED, found->name() + " has no alarms"};
    place.device = linedev;
    return {};
}

Error find_alarm_place(LINEDEV linedev, unsigned long aso_id, AlarmPlace& place)
{
    if (Error error = find_alarm_device(linedev, place))
        return error;
    if (aso_id != ALARM_SOURCE_ID_NETWORK_ID && aso_id != place.source->id)
        return bad("aso_id: the device has no alarm source " + std::to_string(aso_id) + ", but " + place.source->name);
    return {};
}

Error find_alarm_source_of(unsigned long aso_id, const AlarmSource*& source)
{
    source = find_alarm_source(aso_id);
    return source ? Error{} : bad("aso_id: there is no alarm source " + std::to_string(aso_id));
}

Error find_alarm(const AlarmSource& source, long number)
{
    if (source.find(number))
        return {};
    return bad("alarm_number: " + std::string{source.name} + " has no alarm " + std::to_string(number));
}

} // namespace gc
