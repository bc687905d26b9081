#pragma once

#include "events/event.hpp"
#include "gc_types.h"

#include <cstring>
#include <memory>
#include <string_view>
#include <type_traits>

namespace gc {

class ParmBlock;

/// Makes the parameter block of an event. The block belongs to the event: a program's gc_util_delete_parm_blk spares
/// it.
class ParmBuilder {
public:
    ParmBuilder();

    /// Values of any length, as gc_util_insert_parm_ref_ex. A value for which there is no room is left out.
    ParmBuilder& bytes(unsigned short set, unsigned short parm, std::string_view value);
    /// With the final NUL that programs rely on.
    ParmBuilder& text(unsigned short set, unsigned short parm, std::string_view value);

    template <class Value>
    ParmBuilder& value(unsigned short set, unsigned short parm, const Value& what)
    {
        static_assert(std::is_trivially_copyable_v<Value>);
        char raw[sizeof(Value)];
        std::memcpy(raw, &what, sizeof(Value));
        return bytes(set, parm, {raw, sizeof(Value)});
    }

    [[nodiscard]] bool empty() const;

    /// extevtdatap as GC_PARM_BLK; no memory at all when nothing was put in.
    [[nodiscard]] EventMemory finish();
    /// extevtdatap as EXTENSIONEVTBLK.
    [[nodiscard]] EventMemory finish_extension(unsigned char ext_id);

private:
    std::shared_ptr<ParmBlock> block_;
};

} // namespace gc
