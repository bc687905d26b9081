#include "ip/rerouting.hpp"

namespace gc {
namespace {

struct Rerouting {
    GC_REROUTING_INFO info{}; ///< first: what programs see
    GCLIB_ADDRESS_BLK address{};
    std::string number;
};

} // namespace

EventMemory rerouting_info(std::string target)
{
    const auto memory = std::make_shared<Rerouting>();
    memory->number = std::move(target);
    memory->number.copy(memory->address.address, sizeof memory->address.address - 1);
    memory->address.address_type = GCADDRTYPE_IP;
    memory->address.address_plan = GCADDRPLAN_UNKNOWN;
    memory->info = {memory->number.data(), &memory->address, nullptr};
    GC_REROUTING_INFO* const seen = &memory->info;
    return EventMemory::of(std::shared_ptr<GC_REROUTING_INFO>{memory, seen});
}

} // namespace gc
