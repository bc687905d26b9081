#include "capi/not_supported.hpp"

#include "capi/access.hpp"
#include "errors/guard.hpp"
#include "errors/srl_error.hpp"
#include "runtime/runtime.hpp"

#include <cerrno>
#include <mutex>
#include <string>
#include <unordered_set>

namespace gc {
namespace {

/// One line in the log for each function, at its first use.
void log_once(const char* function, const char* code_name)
{
    static std::mutex mutex;
    static std::unordered_set<std::string> logged;
    {
        const std::scoped_lock lock{mutex};
        if (!logged.insert(function).second)
            return;
    }
    Runtime::instance().log().error(std::string{function} + " is not supported yet: it fails with " + code_name);
}

Error not_supported(const char* function)
{
    log_once(function, "EGC_UNSUPPORTED");
    return {EGC_UNSUPPORTED, IPERR_UNSUPPORTED, std::string{function} + " is not supported yet"};
}

} // namespace

int call_not_supported(const char* function) noexcept
{
    return guarded([&] { return not_supported(function); });
}

int not_supported_on_line(const char* function, long linedev) noexcept
{
    return guarded([&]() -> Error {
        std::shared_ptr<Device> device;
        if (Error error = Runtime::instance().started() ? find_opened(linedev, device) : Error{})
            return error;
        return not_supported(function);
    });
}

int not_supported_on_call(const char* function, long crn) noexcept
{
    return guarded([&]() -> Error {
        std::shared_ptr<Line> line;
        if (Error error = Runtime::instance().started() ? find_line_of_call(crn, line) : Error{})
            return error;
        return not_supported(function);
    });
}

int device_not_supported(const char* function, long code, const char* code_name, long device) noexcept
{
    const int result = srl_guarded([&] {
        log_once(function, code_name);
        const std::string text = std::string{function} + " is not supported yet";
        if (const auto open = Runtime::instance().handles().find(device))
            open->remember(code, text);
        return srl_fail(code, text);
    });
    errno = ENOSYS;
    return result;
}

} // namespace gc

extern "C" {

static char unknown_device[] = "Unknown device";
char* const trunkcall_failure[2] = {unknown_device, nullptr};

} // extern "C"
