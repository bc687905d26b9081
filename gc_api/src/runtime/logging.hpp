#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace gc {

enum class LogLevel : std::uint8_t { off, error, warning, info, debug };

/// Where the library's own words go. Configured by the environment, read once at construction:
///
///   TRUNKCALL_LOG       off, error (default), warning, info, debug
///   TRUNKCALL_LOG_FILE  a file to append to; default is stderr
///
/// Any thread may write. Lines never contain passwords, keys or credentials; bytes that cannot be printed show as '?'.
class Log {
public:
    Log(); ///< from the environment; an unusable file or level is said on stderr and the default taken
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    [[nodiscard]] bool enabled(LogLevel level) const { return level <= level_ && level != LogLevel::off; }
    void write(LogLevel level, std::string_view line);

    void error(std::string_view line) { write(LogLevel::error, line); }
    void warning(std::string_view line) { write(LogLevel::warning, line); }
    void info(std::string_view line) { write(LogLevel::info, line); }
    void debug(std::string_view line) { write(LogLevel::debug, line); }

private:
    LogLevel level_ = LogLevel::error;
    std::shared_ptr<spdlog::logger> sink_;
};

/// The text with everything that could disturb a terminal or a log shown as '?'; bytes above 127 stay.
[[nodiscard]] std::string printable(std::string_view text);

} // namespace gc
