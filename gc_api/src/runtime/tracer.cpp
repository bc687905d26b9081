#include "runtime/tracer.hpp"

#include "runtime/logging.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace gc {
namespace {

/// Wall clock with microseconds: "10:02:11.482193".
std::string time_of_day()
{
    const auto now = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    const auto fraction =
        std::chrono::duration_cast<std::chrono::microseconds>(now.time_since_epoch()).count() % 1'000'000;
    std::tm local{};
    ::localtime_r(&seconds, &local);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d:%02d.%06ld", local.tm_hour, local.tm_min, local.tm_sec,
                  static_cast<long>(fraction));
    return text.data();
}

/// Takes the next line, without its end, off `rest`. CRLF, LF and CR end a line.
std::string_view take_line(std::string_view& rest)
{
    const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end);
    if (rest.substr(0, 2) == "\r\n")
        rest.remove_prefix(2);
    else if (!rest.empty())
        rest.remove_prefix(1);
    return line;
}

bool header_is(std::string_view line, std::string_view name)
{
    if (line.size() <= name.size() || ::strncasecmp(line.data(), name.data(), name.size()) != 0)
        return false;
    const std::size_t after = line.find_first_not_of(" \t", name.size());
    return after != std::string_view::npos && line[after] == ':';
}

bool carries_credentials(std::string_view line)
{
    return header_is(line, "Authorization") || header_is(line, "Proxy-Authorization");
}

bool is_folded(std::string_view line) { return !line.empty() && (line.front() == ' ' || line.front() == '\t'); }

/// "INVITE" of "CSeq: 1 INVITE".
std::string_view cseq_method(std::string_view message)
{
    for (std::string_view line = take_line(message); !line.empty(); line = take_line(message))
        if (header_is(line, "CSeq"))
            return line.substr(line.find_last_of(" \t:") + 1);
    return {};
}

} // namespace

std::string_view call_id_of(std::string_view message)
{
    (void)take_line(message); // the start line
    for (std::string_view line = take_line(message); !line.empty(); line = take_line(message)) {
        if (!header_is(line, "Call-ID") && !header_is(line, "i"))
            continue;
        const std::size_t begin = line.find_first_not_of(" \t", line.find(':') + 1);
        if (begin == std::string_view::npos)
            return {};
        return line.substr(begin, line.find_last_not_of(" \t") + 1 - begin);
    }
    return {};
}

std::string ladder_title(std::string_view message)
{
    constexpr std::string_view version = "SIP/2.0";
    std::string_view rest = message;
    std::string_view start = take_line(rest);
    if (start.substr(0, version.size()) == version) {
        start.remove_prefix(std::min(start.size(), version.size() + 1));
        return printable(start) + " (" + printable(cseq_method(rest)) + ")";
    }
    if (start.size() > version.size() && start.substr(start.size() - version.size()) == version)
        start.remove_suffix(version.size() + 1);
    return printable(start);
}

std::string masked_message(std::string_view message)
{
    std::string out;
    out.reserve(message.size() + message.size() / 4);
    bool hiding = false;
    while (!message.empty()) {
        const std::string_view line = take_line(message);
        hiding = is_folded(line) ? hiding : carries_credentials(line);
        out += "    | ";
        if (!hiding)
            out += printable(line);
        else if (!is_folded(line))
            out += std::string{line.substr(0, line.find_first_of(" \t:"))} + ": (masked)";
        else
            out += "  (masked)";
        out += '\n';
    }
    return out;
}

std::shared_ptr<TraceOutput> TraceOutput::from_environment(Log& log)
{
    const char* const value = std::getenv("TRUNKCALL_TRACE");
    std::string_view wish = value ? value : "";
    if (wish.empty() || wish == "0")
        return nullptr;
    if (wish == "1" || wish == "2")
        return std::make_shared<TraceOutput>(STDERR_FILENO, wish == "2", false);

    std::string error;
    auto output = open(wish, error);
    if (!output)
        log.error("TRUNKCALL_TRACE: " + error);
    return output;
}

std::shared_ptr<TraceOutput> TraceOutput::open(std::string_view file, std::string& error)
{
    const bool whole = file.substr(0, 2) == "2:";
    const std::string name{whole ? file.substr(2) : file};
    const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
    if (descriptor < 0) {
        error = "cannot open " + name + ": " + std::strerror(errno);
        return nullptr;
    }
    return std::make_shared<TraceOutput>(descriptor, whole, true);
}

TraceOutput::TraceOutput(int descriptor, bool whole_messages, bool owns_descriptor)
    : descriptor_{descriptor}, whole_messages_{whole_messages}, owns_descriptor_{owns_descriptor}
{
}

TraceOutput::~TraceOutput()
{
    if (owns_descriptor_)
        ::close(descriptor_);
}

void TraceOutput::write(std::string_view text)
{
    const std::lock_guard lock{mutex_};
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor_, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; // a full disk or a closed terminal must not stop the calls
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

LadderTracer::LadderTracer(std::shared_ptr<TraceOutput> output, unsigned board)
    : output_{std::move(output)}, board_{board}
{
}

std::string LadderTracer::line_start(std::string_view what) const
{
    std::string line = time_of_day();
    line += " B";
    line += std::to_string(board_);
    line += ' ';
    line += what;
    line += ' ';
    return line;
}

void LadderTracer::message(const sip::Trace& trace)
{
    std::string text = line_start(sip::via_name(trace.flow.kind()));
    text += trace.local.to_string();
    text += trace.way == sip::Trace::Way::sent ? " --> " : " <-- ";
    text += trace.remote.to_string();
    text += "  ";
    text += ladder_title(trace.bytes.view());
    text += '\n';
    if (output_->whole_messages())
        text += masked_message(trace.bytes.view());
    output_->write(text);
}

void LadderTracer::flow_opened(sip::FlowId flow, const sip::Address& local, const sip::Address& remote,
                               const sip::Security* security)
{
    std::string text = line_start(sip::via_name(flow.kind()));
    text += local.to_string();
    if (!sip::is_stream(flow.kind())) {
        output_->write(text + "  listens\n");
        return;
    }
    text += flow.direction() == sip::FlowDirection::outbound ? " === " : " =<= ";
    text += remote.to_string();
    text += "  connected";
    if (security) {
        text += ": " + security->protocol + ", " + security->cipher;
        if (!security->verified_name.empty())
            text += ", peer verified as " + security->verified_name;
        else if (security->peer_verified)
            text += ", peer certificate verified: " + security->subject;
        else
            text +=
                security->subject.empty() ? ", peer without certificate" : ", peer not verified: " + security->subject;
        if (security->resumed)
            text += ", resumed";
    }
    output_->write(printable(text) + '\n');
}

void LadderTracer::flow_closed(sip::FlowId flow, sip::FlowError error, std::string_view reason)
{
    std::string text = line_start(sip::via_name(flow.kind()));
    text += "connection closed";
    if (error != sip::FlowError::none)
        text += " (" + std::string{sip::to_string(error)} + ")";
    if (!reason.empty())
        text += ": " + std::string{reason};
    output_->write(printable(text) + '\n');
}

void LadderTracer::note(std::string_view line)
{
    if (output_->whole_messages())
        output_->write(line_start("--") + printable(line) + '\n');
}

} // namespace gc
