#pragma once

#include "gc_types.h"
#include "handles/device.hpp"

#include <atomic>
#include <deque>
#include <memory>
#include <shared_mutex>
#include <span>
#include <unordered_map>
#include <vector>

namespace gc {

/// Why a handle leads nowhere.
enum class HandleFault : std::uint8_t { none, unknown, closed, wrong_kind };

/// "unknown handle 7", "handle 7 (:P_SIP:N_iptB1T1) is closed" ... for the text of an error.
[[nodiscard]] std::string describe(HandleFault fault, long handle);

template <class T>
struct Found {
    std::shared_ptr<T> device{};
    HandleFault fault = HandleFault::none;

    explicit operator bool() const noexcept { return device != nullptr; }
    T* operator->() const noexcept { return device.get(); }
    T& operator*() const noexcept { return *device; }
};

/// All devices by handle, and all calls by call reference. Any thread.
///
/// Handles are small: below 1024 while fewer devices are open. A closed one comes again only when all other numbers
/// have been used. Call references come again only after two thousand million others.
class HandleTable {
public:
    /// Gives the device its handle.
    long open(std::shared_ptr<Device> device);
    /// The handle is void from now on. Returns the device, or null when it was not open.
    std::shared_ptr<Device> close(long handle);
    [[nodiscard]] Found<Device> find(long handle) const;
    /// True when one of the handles is an open device's, or SRL_DEVICE.
    [[nodiscard]] bool any_open(std::span<const long> handles) const;
    /// How many devices have been closed so far: while it stays, handles mean what they meant.
    [[nodiscard]] std::size_t closings() const noexcept { return closings_.load(std::memory_order_acquire); }

    /// A device of one kind; `Derived` is the class of all devices of this kind.
    template <class Derived>
    [[nodiscard]] Found<Derived> find_as(DeviceKind kind, long handle) const
    {
        Found<Device> found = find(handle);
        if (!found)
            return {nullptr, found.fault};
        if (found->kind() != kind)
            return {nullptr, HandleFault::wrong_kind};
        return {std::static_pointer_cast<Derived>(std::move(found.device)), HandleFault::none};
    }

    /// A new call reference for a call of this line.
    [[nodiscard]] CRN open_call(const Device& line);
    void close_call(CRN crn);
    /// The line of a call; closed: the call has been released, unknown: it never was.
    [[nodiscard]] Found<Device> line_of(CRN crn) const;

    /// Open devices, in the order of their handles; a copy.
    [[nodiscard]] std::vector<std::shared_ptr<Device>> devices() const;

private:
    [[nodiscard]] std::size_t free_slot();
    [[nodiscard]] Found<Device> find_locked(long handle) const;

    mutable std::shared_mutex mutex_;
    std::vector<std::shared_ptr<Device>> slots_{1}; ///< by handle; 0 is SRL_DEVICE and stays empty
    std::deque<std::size_t> closed_;                ///< the longest closed first
    std::unordered_map<CRN, long> calls_;           ///< line handle
    std::atomic<std::size_t> closings_{0};
    CRN last_crn_ = 0;
    bool crns_wrapped_ = false;
};

} // namespace gc
