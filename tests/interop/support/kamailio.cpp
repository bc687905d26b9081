#include "support/kamailio.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

namespace interop {
namespace {

/// The file of tests/interop/kamailio, each @KEY@ replaced.
std::string filled(const std::string& name, const Kamailio::Values& values)
{
    std::ifstream file{std::string{TRUNKCALL_SOURCE "/tests/interop/kamailio/"} + name};
    std::stringstream content;
    content << file.rdbuf();
    std::string text = content.str();
    for (const auto& [key, value] : values)
        for (std::size_t at = 0; (at = text.find("@" + key + "@", at)) != std::string::npos; at += value.size())
            text.replace(at, key.size() + 2, value);
    return text;
}

} // namespace

Kamailio::Kamailio(const std::string& directory, const std::string& name, const std::string& route)
    : Kamailio{directory, name, "proxy.cfg.in", {{"ROUTE", route}}}
{
}

Kamailio::Kamailio(const std::string& directory, const std::string& name, const std::string& script, Values values)
    : port_{free_port()}
{
    values.emplace_back("PORT", std::to_string(port_));
    values.emplace_back("DIRECTORY", workspace_.directory());
    workspace_.write("tls.cfg", filled("tls.cfg.in", {{"KEY", directory + "/" + name + ".key"},
                                                      {"CERTIFICATE", directory + "/" + name + ".pem"},
                                                      {"CA", directory + "/ca.pem"}}));
    workspace_.write("kamailio.cfg", filled(script, values));
    process_ = std::make_unique<Process>(std::vector<std::string>{"/usr/sbin/kamailio", // not in the path of everybody
                                                                  "-DD", "-E", "-m", "32", "-M", "4", "-Y",
                                                                  workspace_.directory(), "-P", workspace_.path("pid"),
                                                                  "-f", workspace_.path("kamailio.cfg")});
    ready_ = wait_until_it_listens();
}

std::string Kamailio::ask(const std::string& procedure) const
{
    Process client{{"/usr/sbin/kamcmd", "-s", "unix:" + workspace_.path("ctl"), procedure}};
    if (client.wait() != 0)
        throw std::runtime_error{"kamcmd " + procedure + ": " + client.output()};
    return client.output();
}

bool Kamailio::wait_until_it_listens()
{
    for (int attempt = 0; attempt < 100 && process_->running(); ++attempt) {
        Process probe{{"openssl", "s_client", "-connect", address()}};
        probe.write("Q\n");
        if (probe.prints("BEGIN CERTIFICATE", Process::Seconds{2})) {
            probe.wait(); // so that it is no connection of anybody's any longer
            return true;
        }
    }
    return false;
}

} // namespace interop
