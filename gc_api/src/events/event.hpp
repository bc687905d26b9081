#pragma once

#include "gcerr.h"
#include "gcip_err.h"
#include "gclib.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gc {

/// Memory that an event points a program to: `owner` keeps it alive, whatever it is.
struct EventMemory {
    std::shared_ptr<void> owner{};
    void* address = nullptr;
    long length = 0; ///< bytes that may be read from `address`

    [[nodiscard]] static EventMemory copy_of(std::string_view bytes);
    /// Memory for a structure that is shown to programs as a whole.
    template <class Structure>
    [[nodiscard]] static EventMemory of(std::shared_ptr<Structure> structure)
    {
        void* const address = structure.get();
        return {std::move(structure), address, static_cast<long>(sizeof(Structure))};
    }
};

/// What a METAEVENT of Global Call has more than other events.
struct GcPart {
    LINEDEV line = 0;
    CRN crn = 0;
    void* user_attribute = nullptr;
    EventMemory extension{}; ///< extevtdatap
    int library = GC_H3R_LIB_ID;
};

/// How what the event reports has ended: gc_ResultInfo.
struct EventResult {
    int gc = GCRV_NORMAL;
    long cc = IPERR_OK;
    std::string text{};
};

/// Something that happened on a device.
struct Event {
    long device = SRL_DEVICE;
    long type = 0;
    EventMemory data{}; ///< sr_getevtdatap, sr_getevtlen
    std::optional<GcPart> gc{};
    EventResult result{};
    std::uint64_t sequence = 0; ///< given by the queue: 1, 2, 3 ... in the order of posting

    /// How programs name the event: sr_waitevtEx, gc_GetMetaEventEx, argument of handlers. Never 0, fits 31 bits.
    [[nodiscard]] long handle() const noexcept { return static_cast<long>(sequence % 0x7fff'ffff) + 1; }
};

/// An event of Global Call on a line or board; `crn` is 0 when no call is concerned.
[[nodiscard]] Event gc_event(LINEDEV line, CRN crn, long type, void* user_attribute, EventMemory extension = {});

} // namespace gc
