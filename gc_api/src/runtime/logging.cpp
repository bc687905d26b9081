#include "runtime/logging.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <array>
#include <cstdlib>
#include <optional>

namespace gc {
namespace {

std::string_view environment(const char* name)
{
    const char* const value = std::getenv(name);
    return value ? value : "";
}

std::optional<LogLevel> level_named(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, LogLevel>, 5> names{{{"off", LogLevel::off},
                                                                          {"error", LogLevel::error},
                                                                          {"warning", LogLevel::warning},
                                                                          {"info", LogLevel::info},
                                                                          {"debug", LogLevel::debug}}};
    for (const auto& [text, level] : names)
        if (text == name)
            return level;
    return std::nullopt;
}

spdlog::level::level_enum to_spdlog(LogLevel level)
{
    switch (level) {
    case LogLevel::off: return spdlog::level::off;
    case LogLevel::error: return spdlog::level::err;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::debug: return spdlog::level::debug;
    }
    return spdlog::level::off;
}

} // namespace

Log::Log()
{
    const std::string_view level = environment("TRUNKCALL_LOG");
    const std::string file{environment("TRUNKCALL_LOG_FILE")};
    std::string complaint;

    spdlog::sink_ptr sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    if (!file.empty()) {
        try {
            sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
        } catch (const spdlog::spdlog_ex& problem) {
            complaint = std::string{"TRUNKCALL_LOG_FILE: "} + problem.what();
        }
    }
    sink_ = std::make_shared<spdlog::logger>("trunkcall", std::move(sink));
    sink_->set_pattern("%Y-%m-%d %H:%M:%S.%f trunkcall %l: %v");
    sink_->set_level(spdlog::level::debug);
    sink_->flush_on(spdlog::level::debug);

    if (const auto wanted = level_named(level))
        level_ = *wanted;
    else if (!level.empty())
        complaint = "TRUNKCALL_LOG: unknown level; expected off, error, warning, info or debug";
    if (!complaint.empty())
        error(complaint);
}

Log::~Log() = default;

void Log::write(LogLevel level, std::string_view line)
{
    if (enabled(level))
        sink_->log(to_spdlog(level), printable(line));
}

std::string printable(std::string_view text)
{
    std::string shown{text};
    for (char& c : shown)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = '?';
    return shown;
}

} // namespace gc
