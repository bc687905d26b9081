// linphone, a telephone on another SIP stack and another TLS library (Mbed TLS), which verifies whom it talks to.

#include "support/kamailio.hpp"

#include <boost/test/unit_test.hpp>

using interop::Answering;
using interop::Certificates;
using interop::Kamailio;
using interop::Process;
using std::chrono::seconds;

namespace {

/// Certificates for 127.0.0.1. Mbed TLS 2.28 knows no iPAddress entries: it looks for the address among the DNS names.
struct AddressCertificates : Certificates {
    AddressCertificates() : Certificates{{"--also", "DNS:127.0.0.1", "127.0.0.1"}} {}
    [[nodiscard]] std::vector<std::string> ours() const
    {
        return {"-c", file("127.0.0.1.pem"), "-k", file("127.0.0.1.key"), "-C", file("ca.pem")};
    }
};

/// linphone-daemon without sound card, its commands typed by the test. Whom it trusts: the file `authority`.
class Telephone {
public:
    explicit Telephone(const std::string& authority, const std::string& registrar_address = {})
    {
        std::string settings = "[sip]\nsip_port=0\nsip_tcp_port=0\nsip_tls_port=-1\nroot_ca=" + authority +
                               "\nverify_server_certs=1\nverify_server_cn=1\ncontact=sip:phone@127.0.0.1\n"
                               "use_ipv6=0\nipv6_migration_done=1\nguess_hostname=0\ndefault_proxy=0\n"
                               "[net]\nbind_address=127.0.0.1\n[sound]\nuse_files=1\n[rtp]\naudio_rtp_port=-1\n"
                               "[misc]\nlog_collection=0\n[storage]\nuri=null\n";
        if (!registrar_address.empty())
            settings += "[proxy_0]\nreg_proxy=<sip:" + registrar_address +
                        ";transport=tls>\nreg_identity=sip:phone@127.0.0.1\nreg_sendregister=1\n";
        workspace_.write("linphonerc", settings);
        process_ = std::make_unique<Process>(
            std::vector<std::string>{"linphone-daemon", "--config", workspace_.path("linphonerc"), "--auto-answer"},
            std::vector<std::string>{"HOME=" + workspace_.directory(), "XDG_CONFIG_HOME=" + workspace_.directory(),
                                     "XDG_DATA_HOME=" + workspace_.directory()});
        BOOST_REQUIRE_MESSAGE(process_->prints("daemon-linphone>", seconds{20}), process_->output());
    }
    void types(const std::string& command) { process_->write(command + "\n"); }
    [[nodiscard]] Process& process() { return *process_; }

private:
    interop::Workspace workspace_;
    std::unique_ptr<Process> process_;
};

/// Registers who comes, and calls them by what they registered.
constexpr auto registrar =
    "if (is_method(\"REGISTER\")) { save(\"location\"); xlog(\"$fU has registered\\n\"); exit; }\n"
    "    if (!lookup(\"location\")) { sl_send_reply(\"404\", \"Not here\"); exit; }";

} // namespace

BOOST_FIXTURE_TEST_SUITE(linphone, AddressCertificates)

BOOST_AUTO_TEST_CASE(calls_us_having_verified_our_certificate)
{
    Answering answering{"tls", ours()};
    Telephone telephone{file("ca.pem")};
    telephone.types("call sips:answer@" + answering.address() + ";transport=tls");
    BOOST_TEST(telephone.process().prints("LinphoneCallStreamsRunning", seconds{20}), telephone.process().output());
    BOOST_TEST(answering.process().prints("secured by TLSv1.2"), answering.process().output());
    telephone.types("terminate");
    BOOST_TEST(answering.process().prints("disconnected"), answering.process().output());
    BOOST_TEST(telephone.process().prints("LinphoneCallReleased"), telephone.process().output());
}

BOOST_AUTO_TEST_CASE(does_not_call_us_when_it_does_not_trust_our_authority)
{
    const Certificates others{{"stranger.example"}};
    Answering answering{"tls", ours()};
    Telephone telephone{others.file("ca.pem")};
    telephone.types("call sips:answer@" + answering.address() + ";transport=tls");
    BOOST_TEST(telephone.process().prints("LinphoneCallError", seconds{20}), telephone.process().output());
    BOOST_TEST(answering.process().output().find("call from") == std::string::npos, answering.process().output());
}

// Its TLS takes no connections: it is called on the one that it opened to a registrar.
BOOST_AUTO_TEST_CASE(is_called_by_us_through_a_registrar_and_every_hop_is_tls)
{
    Kamailio kamailio{directory(), "127.0.0.1", registrar};
    BOOST_REQUIRE_MESSAGE(kamailio.ready(), kamailio.process().output());
    Telephone telephone{file("ca.pem"), kamailio.address()};
    BOOST_REQUIRE_MESSAGE(kamailio.process().prints("phone has registered", seconds{20}),
                          kamailio.process().output() << telephone.process().output());
    Process caller{interop::make_call("tls", {"-C", file("ca.pem"), "-x", kamailio.address(), "-N", "127.0.0.1",
                                              "sips:phone@127.0.0.1:" + std::to_string(kamailio.port())})};
    BOOST_TEST(caller.wait(seconds{30}) == 0, caller.output()
                                                  << telephone.process().output() << kamailio.process().output());
    BOOST_TEST(caller.output().find("1 of 1 calls answered") != std::string::npos, caller.output());
    BOOST_TEST(telephone.process().prints("LinphoneCallReleased"), caller.output() << kamailio.process().output());
}

BOOST_AUTO_TEST_SUITE_END()
