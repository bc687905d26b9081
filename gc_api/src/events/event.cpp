#include "events/event.hpp"

namespace gc {

EventMemory EventMemory::copy_of(std::string_view bytes)
{
    if (bytes.empty())
        return {};
    auto copy = std::make_shared<std::string>(bytes);
    void* const address = copy->data();
    return {std::move(copy), address, static_cast<long>(bytes.size())};
}

Event gc_event(LINEDEV line, CRN crn, long type, void* user_attribute, EventMemory extension)
{
    return {.device = line, .type = type, .gc = GcPart{line, crn, user_attribute, std::move(extension)}};
}

} // namespace gc
