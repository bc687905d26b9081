// Kamailio with its TLS module as a record-routing proxy between two of our programs: all hops TLS.

#include "support/programs.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

using interop::Answering;
using interop::Certificates;
using interop::Process;
using std::chrono::seconds;

namespace {

std::string filled(const std::string& name, const std::vector<std::pair<std::string, std::string>>& values)
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

/// Kamailio on a port of its own, with the certificate of that name, sending everything to `callee`.
class Proxy {
public:
    Proxy(const Certificates& certificates, const std::string& name, unsigned short callee)
        : port_{interop::free_port()}
    {
        workspace_.write("tls.cfg", filled("tls.cfg.in", {{"KEY", certificates.file(name + ".key")},
                                                          {"CERTIFICATE", certificates.file(name + ".pem")},
                                                          {"CA", certificates.file("ca.pem")}}));
        workspace_.write("kamailio.cfg", filled("proxy.cfg.in", {{"PORT", std::to_string(port_)},
                                                                 {"CALLEE", std::to_string(callee)},
                                                                 {"DIRECTORY", workspace_.directory()}}));
        process_ = std::make_unique<Process>(
            std::vector<std::string>{"/usr/sbin/kamailio", // not in the path of everybody
                                     "-DD", "-E", "-m", "32", "-M", "4", "-Y", workspace_.directory(), "-P",
                                     workspace_.path("pid"), "-f", workspace_.path("kamailio.cfg")});
        ready_ = wait_until_it_listens();
    }
    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] const std::string& output() { return process_->output(); }

private:
    bool wait_until_it_listens()
    {
        for (int attempt = 0; attempt < 100 && process_->running(); ++attempt) {
            Process probe{{"openssl", "s_client", "-connect", address()}};
            probe.write("Q\n");
            if (probe.prints("BEGIN CERTIFICATE", seconds{2}))
                return true;
        }
        return false;
    }

    interop::Workspace workspace_;
    unsigned short port_;
    std::unique_ptr<Process> process_;
    bool ready_ = false;
};

struct Road {
    Certificates certificates{{"proxy.example", "callee.example"}};
    Answering callee{"tls",
                     {"-c", certificates.file("callee.example.pem"), "-k", certificates.file("callee.example.key"),
                      "-C", certificates.file("ca.pem")}};

    /// Calls through a proxy whose certificate is for `proxy_name`, expecting proxy.example there.
    std::string call_through(const std::string& proxy_name, const std::string& authority, int expected_status)
    {
        Proxy proxy{certificates, proxy_name, callee.port()};
        BOOST_REQUIRE_MESSAGE(proxy.ready(), proxy.output());
        Process caller{interop::make_call("tls", {"-C", authority, "-x", proxy.address(), "-N", "proxy.example", "-h",
                                                  "0", "sips:answer@callee.example"})};
        const int status = caller.wait(seconds{60});
        BOOST_TEST(status == expected_status, caller.output() << proxy.output() << callee.process().output());
        return caller.output();
    }
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

BOOST_FIXTURE_TEST_SUITE(through_kamailio, Road)

BOOST_AUTO_TEST_CASE(a_call_is_answered_with_every_hop_over_tls)
{
    const std::string output = call_through("proxy.example", certificates.file("ca.pem"), 0);
    BOOST_TEST(contains(output, "1 of 1 calls answered"), output);
    BOOST_TEST(contains(output, "proxy.example"), "the verified identity is shown: " << output);
    BOOST_TEST(callee.process().prints("disconnected"), "our BYE reached the callee: " << callee.process().output());
}

BOOST_AUTO_TEST_CASE(a_proxy_with_another_name_is_refused)
{
    certificates.add({"other.example"});
    const std::string output = call_through("other.example", certificates.file("ca.pem"), 1);
    BOOST_TEST(contains(output, "other.example"), "the reason names what was seen: " << output);
    BOOST_TEST(contains(output, "proxy.example"), "the reason names what was expected: " << output);
}

BOOST_AUTO_TEST_CASE(an_expired_certificate_is_refused)
{
    certificates.add({"--expired", "proxy.example"});
    const std::string output = call_through("proxy.example", certificates.file("ca.pem"), 1);
    BOOST_TEST(contains(output, "expired"), output);
}

BOOST_AUTO_TEST_CASE(an_unknown_authority_is_refused)
{
    Certificates others{{"stranger.example"}};
    const std::string output = call_through("proxy.example", others.file("ca.pem"), 1);
    BOOST_TEST(contains(output, "not trusted"), output);
}

BOOST_AUTO_TEST_SUITE_END()
