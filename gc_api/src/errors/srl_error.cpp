#include "errors/srl_error.hpp"

namespace gc {
namespace {

SrlError& srl_error_of_thread() noexcept
{
    thread_local SrlError error;
    return error;
}

} // namespace

const SrlError& last_srl_error() noexcept { return srl_error_of_thread(); }

int srl_fail(long code, std::string_view text)
{
    SrlError& error = srl_error_of_thread();
    error.code = code;
    error.text = text;
    return -1;
}

} // namespace gc
