#pragma once

#include "errors/error.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

namespace gc {

/// What a handle of the one handle space stands for.
enum class DeviceKind : std::uint8_t { line, board, media, media_board, voice, voice_board, fax, conference, other };

/// Anything that has a handle: the attributes that the runtime library asks every device for. Any thread.
class Device {
public:
    Device(DeviceKind kind, std::string name, void* attribute = nullptr)
        : user_attribute{attribute}, kind_{kind}, name_{std::move(name)}
    {
    }
    virtual ~Device() = default;
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    [[nodiscard]] DeviceKind kind() const noexcept { return kind_; }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    /// 0 until HandleTable::open.
    [[nodiscard]] long handle() const noexcept { return handle_.load(std::memory_order_relaxed); }
    /// ATDV_SUBDEVS: channels of a board.
    [[nodiscard]] virtual long subdevices() const { return 0; }
    /// ATDV_STATE: something is going on, on a line a call. May enter a monitor.
    [[nodiscard]] virtual bool busy() const { return false; }

    /// ATDV_LASTERR, ATDV_ERRMSGP: the device's last failure, of whatever thread.
    void remember(long code, std::string text);
    struct Failure {
        long code = 0;
        std::string text{"no error"};
    };
    [[nodiscard]] Failure last_failure() const;

    std::atomic<void*> user_context{nullptr}; ///< SR_USERCONTEXT
    std::atomic<void*> user_attribute;        ///< METAEVENT.usrattr; of what gc_OpenEx opened

private:
    friend class HandleTable;

    const DeviceKind kind_;
    const std::string name_;
    std::atomic<long> handle_{0};
    mutable std::mutex mutex_;
    Failure failure_;
};

} // namespace gc
