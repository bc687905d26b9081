#pragma once

// What functions fail with that the library does not have yet. Their bodies are generated while building, from the rows
// of gc_api/api that say so (cmake/not_supported.cmake).
namespace gc {

/// A function of Global Call. Returns GC_ERROR; gc_ErrorInfo shows EGC_UNSUPPORTED and the name.
int call_not_supported(const char* function) noexcept;

/// The same of a line device and of a call: after gc_Start a handle that names none is EGC_INVLINEDEV or EGC_INVCRN.
int not_supported_on_line(const char* function, long linedev) noexcept;
int not_supported_on_call(const char* function, long crn) noexcept;

/// A function of any other library. Returns -1, which is AT_FAILURE too; the code and the name are shown by
/// ATDV_LASTERR and ATDV_ERRMSGP of SRL_DEVICE, and of the device when it is open. errno is ENOSYS.
int device_not_supported(const char* function, long code, const char* code_name, long device = 0) noexcept;

} // namespace gc
