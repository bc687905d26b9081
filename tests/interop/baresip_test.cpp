// baresip, a telephone built on another SIP stack, calls us and is called, over TLS.

#include "support/programs.hpp"

#include <boost/test/unit_test.hpp>

using interop::Answering;
using interop::Certificates;
using interop::Process;
using std::chrono::seconds;

namespace {

/// Ten seconds of silence as a WAV file: 8 kHz, 16 bit, mono.
std::string silence()
{
    using namespace std::string_literals;
    return "RIFF\x24\x71\x02\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00"s +
           "data\x00\x71\x02\x00"s + std::string(160'000, '\0');
}

/// A telephone without a sound card: it plays silence from a file and records what it hears.
class Telephone {
public:
    Telephone(const Certificates& certificates, const std::string& command = {}) : port_{interop::free_port()}
    {
        const std::string port = std::to_string(port_);
        Process join{{"sh", "-c", "cat '" + certificates.file("127.0.0.1.pem") + "' '" +
                                      certificates.file("127.0.0.1.key") + "' > '" + workspace_.path("own.pem") + "'"}};
        join.wait();
        workspace_.write("config", "sip_listen 127.0.0.1:" + port + "\nsip_certificate " + workspace_.path("own.pem") +
                                       "\nsip_cafile " + certificates.file("ca.pem") +
                                       "\nsip_transports tls\naudio_source aufile," +
                                       workspace_.write("silence.wav", silence()) + "\naudio_player aufile," +
                                       workspace_.path("heard.wav") +
                                       "\nnet_interface 127.0.0.1\nmodule_path /usr/lib/baresip/modules\n"
                                       "module g711.so\nmodule aufile.so\nmodule_app account.so\n"
                                       "module_app menu.so\n");
        workspace_.write("accounts",
                         "<sip:phone@127.0.0.1:" + port + ";transport=tls>;regint=0;answermode=auto;audio_codecs=PCMA\n");
        workspace_.write("contacts", "");
        std::vector<std::string> arguments{"baresip", "-f", workspace_.directory(), "-t", "20"};
        if (!command.empty()) {
            arguments.emplace_back("-e");
            arguments.push_back(command);
        }
        process_ = std::make_unique<Process>(arguments);
    }
    [[nodiscard]] unsigned short tls_port() const { return static_cast<unsigned short>(port_ + 1); } // its own rule
    [[nodiscard]] Process& process() { return *process_; }

private:
    interop::Workspace workspace_;
    unsigned short port_;
    std::unique_ptr<Process> process_;
};

} // namespace

BOOST_AUTO_TEST_SUITE(baresip)

BOOST_AUTO_TEST_CASE(calls_us_over_tls)
{
    Certificates certificates{{"127.0.0.1"}};
    Answering answering{"tls",
                        {"-c", certificates.file("127.0.0.1.pem"), "-k", certificates.file("127.0.0.1.key"), "-C",
                         certificates.file("ca.pem")}};
    Telephone telephone{certificates, "/dial sip:answer@" + answering.address() + ";transport=tls"};
    BOOST_TEST(telephone.process().prints("Call established", seconds{20}), telephone.process().output());
    BOOST_TEST(answering.process().prints("answered"), answering.process().output());
    telephone.process().signal(2);
    BOOST_TEST(answering.process().prints("disconnected", seconds{15}), answering.process().output());
}

BOOST_AUTO_TEST_CASE(is_called_by_us_over_tls)
{
    Certificates certificates{{"127.0.0.1"}};
    Telephone telephone{certificates};
    BOOST_REQUIRE_MESSAGE(telephone.process().prints("ready", seconds{20}), telephone.process().output());
    Process caller{interop::make_call("tls", {"-C", certificates.file("ca.pem"),
                                              "sips:phone@127.0.0.1:" + std::to_string(telephone.tls_port())})};
    BOOST_TEST(caller.wait(seconds{30}) == 0, caller.output() << telephone.process().output());
    BOOST_TEST(caller.output().find("1 of 1 calls answered") != std::string::npos, caller.output());
}

BOOST_AUTO_TEST_SUITE_END()
