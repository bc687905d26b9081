#pragma once

namespace gc {

/// The constant text of an EGC_ or GCRV_ value; for an unknown one a text that says so. Never NULL.
[[nodiscard]] const char* gc_text(long value) noexcept;

/// The same for IPERR_ and IPEC_ values.
[[nodiscard]] const char* cc_text(long value) noexcept;

/// The name of a call control library by its number, "GC_GLOBALCALL_LIB" for 0, "unknown library" for others.
[[nodiscard]] const char* library_name(int library) noexcept;

} // namespace gc
