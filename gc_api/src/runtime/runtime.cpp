#include "runtime/runtime.hpp"

#include "call_control/line.hpp"
#include "gcip.h"
#include "runtime/board.hpp"
#include "runtime/start_data.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>

namespace gc {
namespace {

/// A line in a call has two sockets for media. Hosts start programs with few descriptors allowed and many allowable.
void allow_descriptors(const std::vector<BoardSettings>& boards)
{
    constexpr rlim_t others = 1024; // connections, files of the program
    rlim_t wanted = others;
    for (const BoardSettings& board : boards)
        wanted += 2 * rlim_t{board.max_lines};
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit); // a call that finds no descriptor says so
}

Error library_error(StartError error) { return {EGC_CCLIBSPECIFIC, error.ip_error, std::move(error.text)}; }

void say(Log& log, std::string_view warnings)
{
    while (!warnings.empty()) {
        const std::size_t end = std::min(warnings.find('\n'), warnings.size());
        log.warning(warnings.substr(0, end));
        warnings.remove_prefix(std::min(end + 1, warnings.size()));
    }
}

} // namespace

Runtime& Runtime::instance()
{
    static Runtime* const runtime = new Runtime; // never destroyed: threads of the program may still wait at exit
    return *runtime;
}

Runtime::Runtime() : services_{handles_, events_, log_, alarms_} {}

Runtime::~Runtime() = default;

Error Runtime::start(const GC_START_STRUCT* start)
{
    const std::lock_guard only_one{starting_};
    if (started())
        return {EGC_ALREADY_STARTED, IPERR_BAD_PARAM, "gc_Start has been called; gc_Stop comes first"};
    std::vector<std::shared_ptr<Board>> boards;
    if (Error error = start_boards(start, boards)) {
        for (const auto& board : boards)
            board->stop();
        log_.info("gc_Start: " + error.text); // the program is told, and says it in its own way
        const std::lock_guard lock{mutex_};
        failed_ = true;
        return error;
    }
    const std::lock_guard lock{mutex_};
    boards_ = std::move(boards);
    libraries_ = libraries_of(start);
    started_ = true;
    failed_ = false;
    return {};
}

Error Runtime::start_boards(const GC_START_STRUCT* start, std::vector<std::shared_ptr<Board>>& boards)
{
    std::vector<BoardSettings> settings;
    std::string warnings;
    if (auto error = read_start_data(start, settings, warnings))
        return library_error(std::move(*error));
    say(log_, warnings);
    allow_descriptors(settings);

    const auto trace = TraceOutput::from_environment(log_);
    for (BoardSettings& board : settings) {
        boards.push_back(std::make_shared<Board>(services_, std::move(board), trace));
        if (auto error = boards.back()->start())
            return library_error(std::move(*error));
    }
    return {};
}

Error Runtime::stop()
{
    const std::lock_guard only_one{starting_};
    std::vector<std::shared_ptr<Board>> boards;
    {
        const std::lock_guard lock{mutex_};
        if (!std::exchange(started_, false))
            return {EGC_NOT_INITED, IPERR_UNAVAILABLE, "gc_Start has not been called"};
        boards.swap(boards_);
    }
    for (const auto& board : boards)
        board->refuse_lines();
    for (const auto& device : handles_.devices()) {
        if (device->kind() == DeviceKind::line)
            close(static_cast<Line&>(*device));
        else
            close(*device);
    }
    for (const auto& board : boards)
        board->stop();
    alarms_.reset();
    return {};
}

void Runtime::close(Line& line)
{
    std::array<std::shared_ptr<Resource>, 2> attached;
    {
        const sip::Entered in{line.board->monitor()};
        line.board->calls().remove(line);
        attached = {std::move(line.media), std::move(line.voice)};
    }
    for (const auto& resource : attached)
        if (resource)
            close(*resource);
    close(static_cast<Device&>(line));
}

std::shared_ptr<Resource> Runtime::open_resource(DeviceKind kind, const std::string& name)
{
    const std::lock_guard lock{resources_mutex_};
    std::weak_ptr<Resource>& known = resources_[name];
    if (auto resource = still_open(known))
        return resource;
    auto resource = std::make_shared<Resource>(kind, name, time_slots_);
    handles_.open(resource);
    known = resource;
    return resource;
}

std::shared_ptr<Resource> Runtime::find_resource(std::string_view name)
{
    const std::lock_guard lock{resources_mutex_};
    const auto known = resources_.find(name);
    return known == resources_.end() ? nullptr : still_open(known->second);
}

std::shared_ptr<Resource> Runtime::still_open(const std::weak_ptr<Resource>& known) const
{
    auto resource = known.lock();
    return resource && handles_.find(resource->handle()).device == resource ? resource : nullptr;
}

void Runtime::close(Device& device)
{
    const long handle = device.handle();
    if (!handles_.close(handle))
        return;
    alarms_.forget(handle);
    events_.purge(handle);
}

bool Runtime::started() const
{
    const std::lock_guard lock{mutex_};
    return started_;
}

int Runtime::library_state(int library) const
{
    const std::lock_guard lock{mutex_};
    if (started_ && libraries_.test(static_cast<std::size_t>(library)))
        return GC_CCLIB_AVAILABLE;
    return failed_ && library == GC_H3R_LIB_ID ? GC_CCLIB_FAILED : GC_CCLIB_CONFIGURED;
}

std::shared_ptr<Board> Runtime::board(unsigned number) const
{
    const std::lock_guard lock{mutex_};
    return number >= 1 && number <= boards_.size() ? boards_[number - 1] : nullptr;
}

std::size_t Runtime::board_count() const
{
    const std::lock_guard lock{mutex_};
    return boards_.size();
}

std::vector<unsigned> Runtime::lines_of_boards() const
{
    const std::lock_guard lock{mutex_};
    if (!started_)
        return {BoardSettings{}.max_lines};
    std::vector<unsigned> lines;
    lines.reserve(boards_.size());
    for (const auto& board : boards_)
        lines.push_back(board->settings().max_lines);
    return lines;
}

} // namespace gc
