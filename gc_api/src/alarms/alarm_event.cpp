#include "alarms/alarm_event.hpp"

namespace gc {

Event alarm_event(const Device& device, unsigned long source, long number, std::string text)
{
    const EventMemory memory = EventMemory::of(std::make_shared<AlarmData>(AlarmData{source, number}));
    Event event = gc_event(device.handle(), 0, GCEV_ALARM, device.user_attribute, memory);
    event.data = memory;
    event.result = {GCRV_ALARM, IPERR_OK, std::move(text)};
    return event;
}

const AlarmData* alarm_of(const METAEVENT& event)
{
    const bool is_alarm = event.magicno == GC_METAEVENT_MAGICNO && (event.flags & GCME_GC_EVENT) != 0 &&
                          event.evttype == GCEV_ALARM && event.evtlen == sizeof(AlarmData);
    return is_alarm ? static_cast<const AlarmData*>(event.extevtdatap) : nullptr;
}

} // namespace gc
