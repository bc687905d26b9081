#pragma once

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace interop {

/// A program under observation: started with arguments, its output read, always stopped at the end of the scope.
class Process {
public:
    using Seconds = std::chrono::seconds;

    explicit Process(std::vector<std::string> arguments, std::vector<std::string> environment = {},
                     std::string directory = {});
    ~Process(); ///< SIGTERM, then SIGKILL after two seconds
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Waits until the output (standard output and error, together) contains `text`; false at the deadline or when the
    /// program ends without it. Only what it prints after the first `from` bytes counts.
    [[nodiscard]] bool prints(std::string_view text, Seconds within = Seconds{10}, std::size_t from = 0);
    /// Waits for the end; the exit status, or -1 at the deadline, or 128 + signal.
    int wait(Seconds within = Seconds{30});
    void write(std::string_view input); ///< to its standard input
    /// Waits until it has read all of that, so that what is written next reaches it apart; false at the deadline.
    [[nodiscard]] bool has_read(Seconds within = Seconds{10});
    void end_input(); ///< which is at its end then
    void signal(int number);
    [[nodiscard]] bool running();
    [[nodiscard]] const std::string& output(); ///< all so far
    /// The rest of the first line that starts with `prefix`; empty when there is none yet.
    [[nodiscard]] std::string line_after(std::string_view prefix);

private:
    void read_available();

    pid_t pid_ = -1;
    int input_ = -1;
    int output_fd_ = -1;
    int status_ = -1;
    bool ended_ = false;
    std::string output_;
};

/// An even port of 127.0.0.1: it and the next one are free for UDP and TCP at this moment. For several programs take
/// the next one for granted: SIP over TLS beside SIP, RTCP beside RTP.
[[nodiscard]] unsigned short free_port();

/// A directory of its own under the system's temporary directory, removed at the end of the scope.
class Workspace {
public:
    Workspace();
    ~Workspace();
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;
    [[nodiscard]] std::string path(std::string_view name) const;
    std::string write(std::string_view name, std::string_view content) const; ///< the path
    [[nodiscard]] const std::string& directory() const { return directory_; }

private:
    std::string directory_;
};

/// True when a program of that name is on the PATH (or in /usr/sbin).
[[nodiscard]] bool installed(std::string_view program);

} // namespace interop
