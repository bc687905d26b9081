#include "process.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace interop {
namespace {

bool is_free(int type, unsigned port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const int probe = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    const bool bound = bind(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    close(probe);
    return bound;
}

using Clock = std::chrono::steady_clock;

constexpr int poll_interval_ms = 10;

std::vector<char*> pointers_to(std::vector<std::string>& strings)
{
    std::vector<char*> result;
    for (std::string& string : strings)
        result.push_back(string.data());
    result.push_back(nullptr);
    return result;
}

} // namespace

Process::Process(std::vector<std::string> arguments, std::vector<std::string> environment, std::string directory)
{
    for (char** variable = environ; *variable; ++variable)
        environment.emplace_back(*variable);
    environment.emplace_back("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

    int to_child[2];
    output_fd_ = memfd_create("output", MFD_CLOEXEC); // a file, not a pipe: nobody has to read for the program to go on
    if (output_fd_ < 0 || pipe2(to_child, O_CLOEXEC) != 0)
        throw std::system_error{errno, std::generic_category(), "pipe"};

    std::vector<char*> argv = pointers_to(arguments);
    std::vector<char*> envp = pointers_to(environment);
    pid_ = fork();
    if (pid_ == 0) {
        dup2(to_child[0], STDIN_FILENO);
        dup2(output_fd_, STDOUT_FILENO);
        dup2(output_fd_, STDERR_FILENO);
        if (!directory.empty() && chdir(directory.c_str()) != 0)
            _exit(126);
        execvpe(argv[0], argv.data(), envp.data());
        _exit(127);
    }
    close(to_child[0]);
    input_ = to_child[1];
    if (pid_ < 0)
        throw std::system_error{errno, std::generic_category(), "fork"};
}

Process::~Process()
{
    if (running()) {
        signal(SIGTERM);
        if (wait(Seconds{2}) < 0) {
            signal(SIGKILL);
            wait(Seconds{5});
        }
    }
    close(input_);
    close(output_fd_);
}

void Process::read_available()
{
    char chunk[16384];
    for (;;) {
        const ssize_t count = pread(output_fd_, chunk, sizeof chunk, static_cast<off_t>(output_.size()));
        if (count <= 0)
            return;
        output_.append(chunk, static_cast<std::size_t>(count));
    }
}

bool Process::running()
{
    if (!ended_ && pid_ > 0 && waitpid(pid_, &status_, WNOHANG) == pid_)
        ended_ = true;
    return !ended_;
}

bool Process::prints(std::string_view text, Seconds within, std::size_t from)
{
    const auto deadline = Clock::now() + within;
    for (;;) {
        const bool alive = running(); // before reading: what it wrote last is then seen
        read_available();
        if (output_.find(text, from) != std::string::npos)
            return true;
        if (!alive || Clock::now() >= deadline)
            return false;
        poll(nullptr, 0, poll_interval_ms);
    }
}

int Process::wait(Seconds within)
{
    const auto deadline = Clock::now() + within;
    while (running()) {
        if (Clock::now() >= deadline)
            return -1;
        poll(nullptr, 0, poll_interval_ms);
    }
    read_available();
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
}

void Process::write(std::string_view input)
{
    while (!input.empty()) {
        const ssize_t count = ::write(input_, input.data(), input.size());
        if (count <= 0)
            return;
        input.remove_prefix(static_cast<std::size_t>(count));
    }
}

bool Process::has_read(Seconds within)
{
    const auto deadline = Clock::now() + within;
    int unread = 0;
    while (ioctl(input_, FIONREAD, &unread) == 0 && unread > 0 && running() && Clock::now() < deadline)
        poll(nullptr, 0, poll_interval_ms);
    return unread == 0;
}

void Process::end_input() { close(std::exchange(input_, -1)); }

void Process::signal(int number)
{
    if (running())
        kill(pid_, number);
}

const std::string& Process::output()
{
    read_available();
    return output_;
}

std::string Process::line_after(std::string_view prefix)
{
    const std::string& text = output();
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line{text.data() + start, end - start};
        if (line.substr(0, prefix.size()) == prefix)
            return std::string{line.substr(prefix.size())};
        start = end + 1;
    }
    return {};
}

unsigned short free_port()
{
    // Below the ports that the system gives to outgoing connections: there, nothing comes in between but another test.
    unsigned first_ephemeral = 32'768;
    std::ifstream{"/proc/sys/net/ipv4/ip_local_port_range"} >> first_ephemeral;
    constexpr unsigned lowest = 10'000;
    if (first_ephemeral < lowest + 1'000)
        throw std::runtime_error{"no room between port 10000 and the ephemeral ports, which begin at " +
                                 std::to_string(first_ephemeral)};
    static std::mt19937 random{std::random_device{}()};
    std::uniform_int_distribution<unsigned> pairs{lowest / 2, first_ephemeral / 2 - 1};
    for (int attempt = 0; attempt < 100; ++attempt) {
        const unsigned port = pairs(random) * 2;
        if (is_free(SOCK_STREAM, port) && is_free(SOCK_DGRAM, port) && is_free(SOCK_STREAM, port + 1) &&
            is_free(SOCK_DGRAM, port + 1))
            return static_cast<unsigned short>(port);
    }
    throw std::runtime_error{"no port of 127.0.0.1 is free for UDP and TCP"};
}

Workspace::Workspace()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "trunkcall-test-XXXXXX").string();
    if (!mkdtemp(pattern.data()))
        throw std::system_error{errno, std::generic_category(), pattern};
    directory_ = pattern;
}

Workspace::~Workspace()
{
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::string Workspace::path(std::string_view name) const { return directory_ + "/" + std::string{name}; }

std::string Workspace::write(std::string_view name, std::string_view content) const
{
    std::ofstream{path(name), std::ios::binary} << content;
    return path(name);
}

bool installed(std::string_view program)
{
    for (const char* folder : {"/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/bin/", "/sbin/"})
        if (access((std::string{folder} + std::string{program}).c_str(), X_OK) == 0)
            return true;
    return false;
}

} // namespace interop
