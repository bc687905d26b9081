#pragma once

#include "gc_types.h"
#include "params/low_memory.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gc {

/// One GC_PARM_BLK with what programs do not see of it: where its memory is and how far it may be read.
///
/// The run that programs see is a packed list of {set, parameter, size, value}. A value of more than 255 bytes lies
/// outside of the run; the run holds a reference to it (reserved set `long_value_set`), which a reader of short values
/// passes over. When a block outgrows its memory it moves, but the old memory stays until the block is deleted:
/// pointers into it that a program still has go on being good. Not thread-safe.
class ParmBlock {
public:
    static constexpr std::size_t longest_run = 65535;
    static constexpr std::size_t longest_value = 65535;
    static constexpr std::size_t most_long_bytes = 1 << 20;

    /// A parameter where it stands in the run.
    struct Entry {
        std::size_t offset; ///< of the entry in the run
        std::size_t next;   ///< of the one after it
        unsigned short set;
        unsigned short parm;
        std::string_view value;
        bool is_long;
    };

    /// Where programs may keep its address: some keep that of a block in a block in 32 bits.
    enum class Address : std::uint8_t { any, low };
    explicit ParmBlock(bool of_event, Address where = Address::any) : of_event_{of_event}, where_{where} { grow(0); }

    /// False: no room, or too long. A null `value.data()` stores zeroes.
    [[nodiscard]] bool insert(unsigned short set, unsigned short parm, std::string_view value);

    /// Writes a number over the value of an entry of 1, 2, 4 or 8 bytes; false for other sizes.
    [[nodiscard]] bool overwrite_number(const Entry& entry, std::uint64_t number);

    /// The entry at an offset of the run; nullopt at its end and where no entry can be.
    [[nodiscard]] std::optional<Entry> entry_at(std::size_t offset) const;
    /// Where a program's pointer stands in the run; nullopt when it does not point into it.
    [[nodiscard]] std::optional<std::size_t> offset_of(const GC_PARM_DATA* data) const;
    [[nodiscard]] GC_PARM_DATA* data_at(std::size_t offset) const;

    [[nodiscard]] GC_PARM_BLK* address() const;
    /// The same block as programs see it in GCEV_EXTENSION.
    [[nodiscard]] EXTENSIONEVTBLK* as_extension(unsigned char ext_id);

    [[nodiscard]] std::size_t run_size() const noexcept { return run_size_; }
    /// Comes with an event, so that a program cannot delete it.
    [[nodiscard]] bool of_event() const noexcept { return of_event_; }
    /// All addresses that programs may know the block by.
    [[nodiscard]] std::vector<const GC_PARM_BLK*> addresses() const;

private:
    struct Memory {
        Octets bytes;
        std::size_t capacity; ///< of the run
    };
    static constexpr unsigned short long_value_set = 0xffff;

    void grow(std::size_t run);
    [[nodiscard]] bool append(unsigned short set, unsigned short parm, std::string_view value);
    [[nodiscard]] bool append_long(unsigned short set, unsigned short parm, std::string_view value);
    [[nodiscard]] std::optional<Entry> long_entry(Entry reference) const;
    [[nodiscard]] unsigned char* run() const;

    const bool of_event_;
    const Address where_;
    std::vector<Memory> memories_; ///< the last one is in use
    std::size_t run_size_ = 0;     ///< not read from the block: programs can write there
    std::vector<std::string> long_values_;
    std::size_t long_bytes_ = 0;
};

} // namespace gc
