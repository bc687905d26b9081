#pragma once

#include "process.hpp"

#include <memory>
#include <string>
#include <vector>

/// The product's own programs, as a user starts them.
namespace interop {

/// Certificates made for one test: an authority (ca.pem), and NAME.pem with NAME.key for each name.
class Certificates {
public:
    /// Options of samples/certs/make_certs.sh may stand before the names.
    explicit Certificates(std::vector<std::string> names);
    [[nodiscard]] const std::string& directory() const { return workspace_.directory(); }
    [[nodiscard]] std::string file(const std::string& name) const { return workspace_.path(name); }
    void add(std::vector<std::string> names) const;

private:
    Workspace workspace_;
};

/// samples/answer_call, ready to take calls on 127.0.0.1.
class Answering {
public:
    explicit Answering(const std::string& transport, std::vector<std::string> options = {});
    [[nodiscard]] unsigned short port() const { return port_; }
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] Process& process() { return *process_; }

private:
    unsigned short port_;
    std::unique_ptr<Process> process_;
};

/// Arguments of samples/relay_sdp on that port; append options and the destination.
[[nodiscard]] std::vector<std::string> relay_sdp(const std::string& transport, unsigned short port,
                                                 std::vector<std::string> rest);

/// Arguments of samples/make_call from a free local port; append options and the destination.
[[nodiscard]] std::vector<std::string> make_call(const std::string& transport, std::vector<std::string> rest);

/// Arguments of sipp for one of the scenarios in tests/interop/sipp.
[[nodiscard]] std::vector<std::string> sipp(const std::string& scenario, const std::string& transport,
                                            std::vector<std::string> rest);

} // namespace interop
