#pragma once

#include "gc_api/support/program.hpp"

#include <string>
#include <utility>

namespace gc::test {

/// A parameter block that is deleted at the end of its scope.
class Block {
public:
    Block() = default;
    Block(Block&& other) noexcept : block_{std::exchange(other.block_, nullptr)} {}
    ~Block() { gc_util_delete_parm_blk(block_); }
    Block& text(unsigned short set, unsigned short parm, std::string value)
    {
        WORKS(gc_util_insert_parm_ref_ex(&block_, set, parm, value.size() + 1, value.data()));
        return *this;
    }
    Block& number(unsigned short set, unsigned short parm, unsigned long value, unsigned char size)
    {
        WORKS(gc_util_insert_parm_val(&block_, set, parm, size, value));
        return *this;
    }
    template <class Structure>
    Block& structure(unsigned short set, unsigned short parm, Structure value)
    {
        WORKS(gc_util_insert_parm_ref(&block_, set, parm, sizeof value, &value));
        return *this;
    }
    Block& nothing(unsigned short set, unsigned short parm)
    {
        WORKS(gc_util_insert_parm_ref(&block_, set, parm, 0, nullptr));
        return *this;
    }
    /// IPPARM_LOCAL_CAPABILITY for both directions.
    Block& codec(int capability, unsigned long frames = GCCAP_dontCare, int payload_type = IP_USE_STANDARD_PAYLOADTYPE,
                 long vad = GCCAP_dontCare)
    {
        IP_CAPABILITY value{};
        value.capability = capability;
        value.type = GCCAPTYPE_AUDIO;
        value.payload_type = payload_type;
        value.extra.audio = {frames, vad};
        for (const int direction : {IP_CAP_DIR_LCLTRANSMIT, IP_CAP_DIR_LCLRECEIVE}) {
            value.direction = direction;
            structure(GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY, value);
        }
        return *this;
    }
    operator GC_PARM_BLKP() const { return block_; }

private:
    GC_PARM_BLKP block_ = nullptr;
};

} // namespace gc::test
