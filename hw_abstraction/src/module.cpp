#include "module.hpp"

#include <dlfcn.h>

namespace hw {

namespace {

std::string last_error()
{
    const char* const text = ::dlerror();
    return text ? text : "unknown failure of the dynamic loader";
}

} // namespace

Module::~Module()
{
    if (handle_)
        ::dlclose(handle_);
}

hw_driver_entry_function Module::load(const std::string& path, std::string& error)
{
    handle_ = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!handle_) {
        error = last_error();
        return nullptr;
    }
    void* const symbol = ::dlsym(handle_, HW_DRIVER_ENTRY_NAME);
    if (!symbol)
        error = "exports no " HW_DRIVER_ENTRY_NAME;
    return reinterpret_cast<hw_driver_entry_function>(symbol);
}

} // namespace hw
