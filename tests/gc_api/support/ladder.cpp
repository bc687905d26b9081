#include "gc_api/support/ladder.hpp"

#include <boost/test/unit_test.hpp>

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace gc::test {
namespace {

/// One line of the trace in short; empty for what only a person wants to know.
std::string in_short(const std::string& line, unsigned board)
{
    std::istringstream words{line};
    std::string time, who, transport, local, arrow, remote, title;
    words >> time >> who >> transport;
    if (who != "B" + std::to_string(board) || transport == "--")
        return {};
    if (line.find("connection closed") != std::string::npos)
        return transport + " close";
    words >> local >> arrow >> remote >> title;
    if (arrow == "===")
        return transport + " open";
    if (arrow == "=<=")
        return transport + " accept";
    if ((arrow != "-->" && arrow != "<--") || title.empty()) // a keep-alive has no title
        return {};
    if (std::string method; title.size() == 3 && std::isdigit(static_cast<unsigned char>(title[0])))
        title = line.substr(line.find("  ") + 2), title = title.substr(0, 3) + ' ' + title.substr(title.rfind('('));
    return transport + (arrow == "-->" ? " > " : " < ") + title;
}

/// Waits for others to write to a file.
class FileWatch {
public:
    using Clock = std::chrono::steady_clock;

    explicit FileWatch(const std::string& file) : descriptor_{::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)}
    {
        BOOST_REQUIRE(::inotify_add_watch(descriptor_, file.c_str(), IN_MODIFY) >= 0);
    }
    ~FileWatch() { ::close(descriptor_); }
    FileWatch(const FileWatch&) = delete;
    FileWatch& operator=(const FileWatch&) = delete;

    /// False at the deadline. Changes since the watch began count once.
    [[nodiscard]] bool changed_before(Clock::time_point deadline) const
    {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd waiting{descriptor_, POLLIN, 0};
        if (left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) <= 0)
            return false;
        std::array<char, 4096> changes;
        while (::read(descriptor_, changes.data(), changes.size()) > 0) {
        }
        return true;
    }

private:
    int descriptor_;
};

} // namespace

Ladder::Ladder()
{
    char pattern[] = "/tmp/trunkcall-ladder-XXXXXX";
    const int descriptor = ::mkstemp(pattern);
    BOOST_REQUIRE(descriptor >= 0);
    ::close(descriptor);
    file_ = pattern;
    ::setenv("TRUNKCALL_TRACE", pattern, 1);
}

Ladder::~Ladder()
{
    ::unsetenv("TRUNKCALL_TRACE");
    ::unlink(file_.c_str());
}

std::string Ladder::of(unsigned board) const
{
    std::ifstream file{file_};
    std::string story;
    for (std::string line; std::getline(file, line);) {
        const std::string part = in_short(line, board);
        if (!part.empty())
            story += (story.empty() ? "" : ", ") + part;
    }
    return story;
}

std::string Ladder::of(unsigned board, const std::string& end) const
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    const FileWatch watch{file_};
    for (;;) {
        std::string story = of(board);
        const bool there = story.size() >= end.size() && story.compare(story.size() - end.size(), end.size(), end) == 0;
        if (there || !watch.changed_before(deadline))
            return story;
    }
}

} // namespace gc::test
