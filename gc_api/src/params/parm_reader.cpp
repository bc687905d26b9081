#include "params/parm_reader.hpp"

#include "params/live_blocks.hpp"

namespace gc {

std::optional<std::vector<Parm>> read_parms(const GC_PARM_BLK* address)
{
    std::vector<Parm> parms;
    if (!address)
        return parms;
    const auto block = live_blocks().find(address);
    if (!block)
        return std::nullopt;
    for (auto entry = block->entry_at(0); entry; entry = block->entry_at(entry->next))
        parms.push_back({entry->set, entry->parm, std::string{entry->value}});
    return parms;
}

std::optional<std::uint64_t> number_of(std::string_view value)
{
    const std::size_t size = value.size();
    if (size != 1 && size != 2 && size != 4 && size != 8)
        return std::nullopt;
    std::uint64_t number = 0;
    for (std::size_t i = size; i-- > 0;)
        number = number << 8 | static_cast<unsigned char>(value[i]);
    return number;
}

std::string_view text_of(std::string_view value) { return value.substr(0, value.find('\0')); }

} // namespace gc
