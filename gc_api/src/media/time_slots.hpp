#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

namespace gc::media {

/// The time slots of the process, and who listens to whom: each device transmits on one slot of its own and listens to
/// at most one of any device, its own included; many may listen to one. A device is named by the slot that it transmits
/// on. Any thread.
class TimeSlots {
public:
    static constexpr long none = 0;

    /// A slot for a new device, 1 and up. One that was closed comes again last.
    [[nodiscard]] long open();
    /// The device is gone: it listens to nobody, and nobody to it.
    void close(long slot);

    /// False when nobody transmits on `to`, or `listener` is no device; nothing changes then.
    [[nodiscard]] bool listen(long listener, long to);
    void unlisten(long listener);

    [[nodiscard]] long listened_to_by(long listener) const; ///< none: to nobody
    [[nodiscard]] std::vector<long> listeners_of(long slot) const;
    [[nodiscard]] std::size_t size() const; ///< slots that are open

private:
    struct Slot {
        bool open = false;
        long listens_to = none;
    };
    [[nodiscard]] bool is_open(long slot) const;

    mutable std::mutex mutex_;
    std::vector<Slot> slots_{1}; ///< by number; 0 stays empty
    std::deque<long> closed_;    ///< the longest closed first
};

} // namespace gc::media
