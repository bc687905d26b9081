#pragma once

#include "ip/board_settings.hpp"

#include <optional>
#include <string>
#include <vector>

// The parts of a SIP_TLS_ENGINE, checked and translated.
namespace gc {

[[nodiscard]] bool given(const char* text); ///< neither NULL nor ""

/// What a program's "file name" stands for: a PEM file, the URI of a store, or PEM text itself.
[[nodiscard]] tls::Material material_of(const char* text);

[[nodiscard]] std::optional<StartError> copy_files(unsigned count, char** files, const std::string& count_field,
                                                   const std::string& list_field, std::vector<tls::Material>& out);

/// The program's options, or the defaults. Programs of before this field have a shorter engine, and say so.
[[nodiscard]] SIP_TLS_OPTIONS options_of(const SIP_TLS_ENGINE& engine);

/// Lays the options over what the engine's own fields gave. `prefix` begins error texts.
[[nodiscard]] std::optional<StartError> take_options(const SIP_TLS_OPTIONS& options, const std::string& prefix,
                                                     tls::Config& out, TlsUpkeep& upkeep);

} // namespace gc
