#pragma once

#include "support/programs.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace interop {

/// Kamailio with its TLS module on a port of its own: a record-routing proxy, all hops TLS (kamailio/proxy.cfg.in), or
/// what another script of that directory makes of it.
class Kamailio {
public:
    /// Its certificate is NAME.pem in that directory, whose ca.pem it trusts. `route`: statements of its script that
    /// say where a request goes; none: where its Request-URI says.
    Kamailio(const std::string& directory, const std::string& name, const std::string& route = {});
    /// With that script, in which these keys are filled in besides.
    using Values = std::vector<std::pair<std::string, std::string>>;
    Kamailio(const std::string& directory, const std::string& name, const std::string& script, Values values);

    [[nodiscard]] bool ready() const { return ready_; } ///< it came up and listens
    [[nodiscard]] unsigned short port() const { return port_; }
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] Process& process() { return *process_; }
    /// What it answers to a remote procedure call: "tls.list".
    [[nodiscard]] std::string ask(const std::string& procedure) const;

private:
    bool wait_until_it_listens();

    Workspace workspace_;
    unsigned short port_;
    std::unique_ptr<Process> process_;
    bool ready_ = false;
};

} // namespace interop
