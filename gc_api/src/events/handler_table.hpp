#pragma once

#include <atomic>
#include <map>
#include <shared_mutex>
#include <utility>
#include <vector>

namespace gc {

/// An event handler of a program: 1 keeps the event, 0 consumes it.
using Handler = long (*)(void*);

/// Which handlers a program has enabled. Any thread.
class HandlerTable {
public:
    /// False: NULL handler. The same one twice counts once.
    bool enable(long device, long type, Handler handler);
    /// False: it was not enabled for exactly this device and type.
    bool disable(long device, long type, Handler handler);

    /// A handler, and what it was enabled for.
    struct Enabled {
        long device;
        long type;
        Handler handler;
    };
    /// The handlers of an event, the most specific first.
    [[nodiscard]] std::vector<Enabled> matching(long device, long type) const;
    /// False once it has been disabled.
    [[nodiscard]] bool is_enabled(const Enabled& one) const;

    [[nodiscard]] bool empty() const noexcept { return count_.load(std::memory_order_relaxed) == 0; }

private:
    using Key = std::pair<long, long>; ///< device, type

    mutable std::shared_mutex mutex_;
    std::map<Key, std::vector<Handler>> handlers_;
    std::atomic<std::size_t> count_{0};
};

} // namespace gc
