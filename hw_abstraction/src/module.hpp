#pragma once

#include "hw/hw_driver.h"

#include <string>
#include <utility>

namespace hw {

/// A loaded shared object, unloaded with its owner.
class Module {
public:
    Module() = default; ///< none: a driver that is built in
    Module(Module&& other) noexcept : handle_{std::exchange(other.handle_, nullptr)} {}
    Module& operator=(Module&& other) noexcept
    {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Module();

    /// Loads the file and finds the entry symbol. An error names what is wrong with the file; null is returned then.
    [[nodiscard]] hw_driver_entry_function load(const std::string& path, std::string& error);

private:
    void* handle_ = nullptr;
};

} // namespace hw
