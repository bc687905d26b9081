#include "params/parm_block.hpp"

#include <algorithm>
#include <cstring>

namespace gc {
namespace {

constexpr std::size_t entry_header = offsetof(GC_PARM_DATA, value_buf);
constexpr std::size_t block_offset = offsetof(EXTENSIONEVTBLK, parmblk); ///< room in front for an extension id
constexpr std::size_t run_offset = block_offset + offsetof(GC_PARM_BLK, parm_data_buf);
constexpr std::size_t first_capacity = 480;
constexpr std::size_t longest_short_value = 255;

/// What the run holds of a long value.
struct LongReference {
    unsigned short set;
    unsigned short parm;
    unsigned int index;
};

unsigned short read_short(const unsigned char* at)
{
    unsigned short value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

} // namespace

bool ParmBlock::insert(unsigned short set, unsigned short parm, std::string_view value)
{
    if (set == long_value_set || value.size() > longest_value)
        return false;
    return value.size() > longest_short_value ? append_long(set, parm, value) : append(set, parm, value);
}

bool ParmBlock::append_long(unsigned short set, unsigned short parm, std::string_view value)
{
    if (long_bytes_ + value.size() > most_long_bytes)
        return false;
    const LongReference reference{set, parm, static_cast<unsigned int>(long_values_.size())};
    if (!append(long_value_set, 0, {reinterpret_cast<const char*>(&reference), sizeof reference}))
        return false;
    long_values_.push_back(value.data() ? std::string{value} : std::string(value.size(), '\0'));
    long_bytes_ += value.size();
    return true;
}

bool ParmBlock::append(unsigned short set, unsigned short parm, std::string_view value)
{
    const std::size_t needed = run_size_ + entry_header + value.size();
    if (needed > longest_run)
        return false;
    if (needed > memories_.back().capacity)
        grow(needed);
    unsigned char* const at = run() + run_size_;
    std::memcpy(at + offsetof(GC_PARM_DATA, set_ID), &set, sizeof set);
    std::memcpy(at + offsetof(GC_PARM_DATA, parm_ID), &parm, sizeof parm);
    at[offsetof(GC_PARM_DATA, value_size)] = static_cast<unsigned char>(value.size());
    if (value.data())
        std::memcpy(at + entry_header, value.data(), value.size());
    else
        std::memset(at + entry_header, 0, value.size());
    run_size_ = needed;
    address()->parm_data_size = static_cast<unsigned short>(run_size_);
    return true;
}

/// New memory for a run of at least this size, with all that the old one holds.
void ParmBlock::grow(std::size_t run_bytes)
{
    const std::size_t doubled = memories_.empty() ? first_capacity : memories_.back().capacity * 2;
    const std::size_t capacity = std::min(std::max(run_bytes, doubled), longest_run);
    const std::size_t size = run_offset + capacity;
    Memory memory{where_ == Address::low ? make_low_octets(size) : make_octets(size), capacity};
    if (!memories_.empty())
        std::memcpy(memory.bytes.get(), memories_.back().bytes.get(), run_offset + run_size_);
    memories_.push_back(std::move(memory));
}

std::optional<ParmBlock::Entry> ParmBlock::entry_at(std::size_t offset) const
{
    if (offset > run_size_ || run_size_ - offset < entry_header)
        return std::nullopt;
    const unsigned char* const at = run() + offset;
    const std::size_t size = at[offsetof(GC_PARM_DATA, value_size)];
    if (run_size_ - offset - entry_header < size)
        return std::nullopt;
    const Entry entry{.offset = offset,
                      .next = offset + entry_header + size,
                      .set = read_short(at + offsetof(GC_PARM_DATA, set_ID)),
                      .parm = read_short(at + offsetof(GC_PARM_DATA, parm_ID)),
                      .value = {reinterpret_cast<const char*>(at + entry_header), size},
                      .is_long = false};
    return entry.set == long_value_set ? long_entry(entry) : entry;
}

bool ParmBlock::overwrite_number(const Entry& entry, std::uint64_t number)
{
    const std::size_t size = entry.value.size();
    if (entry.is_long || (size != 1 && size != 2 && size != 4 && size != 8))
        return false;
    unsigned char* at = run() + entry.offset + entry_header;
    for (std::size_t i = 0; i < size; ++i, number >>= 8)
        at[i] = static_cast<unsigned char>(number & 0xff);
    return true;
}

std::optional<ParmBlock::Entry> ParmBlock::long_entry(Entry entry) const
{
    LongReference reference{};
    if (entry.value.size() != sizeof reference)
        return std::nullopt;
    std::memcpy(&reference, entry.value.data(), sizeof reference);
    if (reference.index >= long_values_.size())
        return std::nullopt;
    entry.set = reference.set;
    entry.parm = reference.parm;
    entry.value = long_values_[reference.index];
    entry.is_long = true;
    return entry;
}

std::optional<std::size_t> ParmBlock::offset_of(const GC_PARM_DATA* data) const
{
    const auto wanted = reinterpret_cast<std::uintptr_t>(data);
    for (const Memory& memory : memories_) {
        const auto start = reinterpret_cast<std::uintptr_t>(memory.bytes.get() + run_offset);
        if (wanted >= start && wanted - start < std::min(run_size_, memory.capacity))
            return wanted - start;
    }
    return std::nullopt;
}

GC_PARM_DATA* ParmBlock::data_at(std::size_t offset) const { return reinterpret_cast<GC_PARM_DATA*>(run() + offset); }

GC_PARM_BLK* ParmBlock::address() const
{
    return reinterpret_cast<GC_PARM_BLK*>(memories_.back().bytes.get() + block_offset);
}

EXTENSIONEVTBLK* ParmBlock::as_extension(unsigned char ext_id)
{
    auto* const extension = reinterpret_cast<EXTENSIONEVTBLK*>(memories_.back().bytes.get());
    extension->ext_id = ext_id;
    return extension;
}

std::vector<const GC_PARM_BLK*> ParmBlock::addresses() const
{
    std::vector<const GC_PARM_BLK*> all;
    for (const Memory& memory : memories_)
        all.push_back(reinterpret_cast<const GC_PARM_BLK*>(memory.bytes.get() + block_offset));
    return all;
}

unsigned char* ParmBlock::run() const { return memories_.back().bytes.get() + run_offset; }

} // namespace gc
