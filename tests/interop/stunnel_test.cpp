// Load over TLS: SIPp, which here speaks TCP, behind stunnel, which knows TLS and nothing of SIP.

#include "support/programs.hpp"

#include <boost/test/unit_test.hpp>

using interop::Answering;
using interop::Certificates;
using interop::Process;
using std::chrono::seconds;

namespace {

/// stunnel with one service: plain on one side, TLS on the other.
class Tunnel {
public:
    /// `settings`: of the service, without where it listens.
    explicit Tunnel(const std::string& settings) : port_{interop::free_port()}
    {
        workspace_.write("stunnel.conf",
                         "foreground = yes\npid =\nsyslog = no\ndebug = notice\n[sip]\naccept = 127.0.0.1:" +
                             std::to_string(port_) + "\nTIMEOUTclose = 1\n" + settings);
        process_ =
            std::make_unique<Process>(std::vector<std::string>{"/usr/bin/stunnel4", workspace_.path("stunnel.conf")});
        BOOST_REQUIRE_MESSAGE(process_->prints("Configuration successful"), process_->output());
    }
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] Process& process() { return *process_; }

private:
    interop::Workspace workspace_;
    unsigned short port_;
    std::unique_ptr<Process> process_;
};

const std::string calls = "400";

} // namespace

BOOST_AUTO_TEST_SUITE(load_through_stunnel)

BOOST_AUTO_TEST_CASE(no_call_of_hundreds_to_us_is_lost)
{
    const Certificates certificates{{"host.example", "tunnel.example"}};
    Answering answering{"tls",
                        {"-c", certificates.file("host.example.pem"), "-k", certificates.file("host.example.key"), "-C",
                         certificates.file("ca.pem"), "-m", "-l", "120"}};
    Tunnel tunnel{"client = yes\nconnect = " + answering.address() + "\nCAfile = " + certificates.file("ca.pem") +
                  "\nverifyChain = yes\ncheckHost = host.example\nsni = host.example\ncert = " +
                  certificates.file("tunnel.example.pem") + "\nkey = " + certificates.file("tunnel.example.key") +
                  "\n"};
    Process caller{interop::sipp("uac_call", "tcp", {"-m", calls, "-r", "100", "-l", "100", tunnel.address()})};
    BOOST_TEST(caller.wait(seconds{90}) == 0, caller.output() << tunnel.process().output());
    answering.process().signal(2);
    answering.process().wait();
    BOOST_TEST(answering.process().output().find(calls + " calls") != std::string::npos, answering.process().output());
}

BOOST_AUTO_TEST_CASE(no_call_of_hundreds_by_us_is_lost)
{
    const Certificates certificates{{"localhost", "caller.example"}};
    const std::string port = std::to_string(interop::free_port());
    Process callee{interop::sipp("uas_answer", "tcp", {"-p", port, "-m", calls})};
    Tunnel tunnel{"client = no\nconnect = 127.0.0.1:" + port + "\nCAfile = " + certificates.file("ca.pem") +
                  "\nverifyChain = yes\ncert = " + certificates.file("localhost.pem") +
                  "\nkey = " + certificates.file("localhost.key") + "\n"};
    const std::string tunnel_port = tunnel.address().substr(tunnel.address().find(':') + 1);
    Process caller{
        interop::make_call("tls", {"-C", certificates.file("ca.pem"), "-c", certificates.file("caller.example.pem"),
                                   "-k", certificates.file("caller.example.key"), "-n", calls, "-h", "0",
                                   "sips:load@localhost:" + tunnel_port})};
    BOOST_TEST(caller.wait(seconds{90}) == 0, caller.output() << tunnel.process().output());
    BOOST_TEST(caller.output().find(calls + " of " + calls + " calls answered") != std::string::npos, caller.output());
    BOOST_TEST(callee.wait(seconds{30}) == 0, callee.output());
}

BOOST_AUTO_TEST_SUITE_END()
