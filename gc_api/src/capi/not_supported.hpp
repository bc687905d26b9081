#pragma once

// What functions fail with that the library does not have yet. Their bodies are generated while building, from the rows
// of gc_api/api that say so (cmake/not_supported.cmake).
namespace gc {

/// A function of Global Call. Returns GC_ERROR; gc_ErrorInfo shows EGC_UNSUPPORTED and the name.
int call_not_supported(const char* function) noexcept;

/// A function of any other library. Returns -1, which is AT_FAILURE too; the code and the name are shown by
/// ATDV_LASTERR and ATDV_ERRMSGP of SRL_DEVICE, and of the device when it is open. errno is ENOSYS.
int device_not_supported(const char* function, long code, const char* code_name, long device = 0) noexcept;

} // namespace gc
