#include "programs.hpp"

#include <stdexcept>

namespace interop {
namespace {

void append(std::vector<std::string>& to, std::vector<std::string> from)
{
    for (std::string& item : from)
        to.push_back(std::move(item));
}

} // namespace

Certificates::Certificates(std::vector<std::string> names) { add(std::move(names)); }

void Certificates::add(std::vector<std::string> names) const
{
    std::vector<std::string> arguments{TRUNKCALL_SOURCE "/samples/certs/make_certs.sh", workspace_.directory()};
    append(arguments, std::move(names));
    Process maker{arguments};
    if (maker.wait() != 0)
        throw std::runtime_error{"make_certs.sh: " + maker.output()};
}

Answering::Answering(const std::string& transport, std::vector<std::string> options) : port_{free_port()}
{
    std::vector<std::string> arguments{TRUNKCALL_ANSWER_CALL, transport, "-p", std::to_string(port_)};
    append(arguments, std::move(options));
    process_ = std::make_unique<Process>(arguments);
    if (!process_->prints("ready"))
        throw std::runtime_error{"answer_call: " + process_->output()};
}

std::vector<std::string> make_call(const std::string& transport, std::vector<std::string> rest)
{
    std::vector<std::string> arguments{TRUNKCALL_MAKE_CALL, transport, "-p", std::to_string(free_port())};
    append(arguments, std::move(rest));
    return arguments;
}

std::vector<std::string> relay_sdp(const std::string& transport, unsigned short port, std::vector<std::string> rest)
{
    std::vector<std::string> arguments{TRUNKCALL_RELAY_SDP, transport, "-p", std::to_string(port)};
    append(arguments, std::move(rest));
    return arguments;
}

std::vector<std::string> sipp(const std::string& scenario, const std::string& transport, std::vector<std::string> rest)
{
    std::vector<std::string> arguments{"sipp",
                                       "-sf",
                                       TRUNKCALL_SOURCE "/tests/interop/sipp/" + scenario + ".xml",
                                       "-t",
                                       transport == "tcp" ? "t1" : "u1",
                                       "-i",
                                       "127.0.0.1",
                                       "-mi",
                                       "127.0.0.1",
                                       "-p",
                                       std::to_string(free_port()),
                                       "-mp",
                                       std::to_string(free_port()),
                                       "-nostdin",
                                       "-timeout",
                                       "60",
                                       "-timeout_error"};
    append(arguments, std::move(rest));
    return arguments;
}

} // namespace interop
