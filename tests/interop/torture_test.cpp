// The messages of RFC 4475 and RFC 5118, byte for byte, to a running program over UDP, TCP and TLS. Each gets the answer that
// the RFC gives it, and an OPTIONS is answered after every one.

#include "support/programs.hpp"
#include "support/sip_client.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <ostream>
#include <regex>

using interop::SipClient;
using Over = SipClient::Over;
using std::chrono::milliseconds;

namespace {

/// What a user agent server may answer.
enum class Verdict {
    accept,        ///< any final response but 400
    codes,         ///< one of the listed final responses
    silence,       ///< nothing
    liberal,       ///< anything, also nothing
};

struct Vector {
    const char* file;
    Verdict verdict;
    std::vector<int> codes = {};
    bool differs_on_streams = false; ///< a stream waits for more bytes, or cannot be framed
};

// The RFCs' verdicts: tests/vectors/rfc4475/README.md, tests/vectors/rfc5118/README.md
const std::vector<Vector> vectors{
    {"rfc4475/wsinv.dat", Verdict::accept},
    {"rfc4475/intmeth.dat", Verdict::codes, {501, 405}},
    {"rfc4475/esc01.dat", Verdict::accept},
    {"rfc4475/escnull.dat", Verdict::accept},
    {"rfc4475/esc02.dat", Verdict::codes, {501, 405}},
    {"rfc4475/lwsdisp.dat", Verdict::accept},
    {"rfc4475/longreq.dat", Verdict::accept},
    {"rfc4475/dblreq.dat", Verdict::accept},
    {"rfc4475/semiuri.dat", Verdict::accept},
    {"rfc4475/transports.dat", Verdict::accept},
    {"rfc4475/mpart01.dat", Verdict::accept},
    {"rfc4475/unreason.dat", Verdict::silence},
    {"rfc4475/noreason.dat", Verdict::silence},
    {"rfc4475/badinv01.dat", Verdict::codes, {400}},
    {"rfc4475/clerr.dat", Verdict::codes, {400}, true},
    {"rfc4475/ncl.dat", Verdict::codes, {400}},
    {"rfc4475/scalar02.dat", Verdict::codes, {400}},
    {"rfc4475/scalarlg.dat", Verdict::silence},
    {"rfc4475/quotbal.dat", Verdict::codes, {400}},
    {"rfc4475/ltgtruri.dat", Verdict::codes, {400}},
    {"rfc4475/lwsruri.dat", Verdict::codes, {400}},
    {"rfc4475/lwsstart.dat", Verdict::codes, {400}},
    {"rfc4475/trws.dat", Verdict::codes, {400}},
    {"rfc4475/escruri.dat", Verdict::liberal},
    {"rfc4475/baddate.dat", Verdict::liberal},
    {"rfc4475/regbadct.dat", Verdict::liberal},
    {"rfc4475/badaspec.dat", Verdict::liberal},
    {"rfc4475/baddn.dat", Verdict::liberal},
    {"rfc4475/badvers.dat", Verdict::codes, {505}},
    {"rfc4475/mismatch01.dat", Verdict::codes, {400}},
    {"rfc4475/mismatch02.dat", Verdict::codes, {501, 400}},
    {"rfc4475/bigcode.dat", Verdict::silence},
    {"rfc4475/badbranch.dat", Verdict::liberal},
    {"rfc4475/insuf.dat", Verdict::codes, {400}},
    {"rfc4475/unkscm.dat", Verdict::codes, {416}},
    {"rfc4475/novelsc.dat", Verdict::codes, {416}},
    {"rfc4475/unksm2.dat", Verdict::codes, {400, 405, 501}},
    {"rfc4475/bext01.dat", Verdict::codes, {420}},
    {"rfc4475/invut.dat", Verdict::codes, {415}},
    {"rfc4475/regaut01.dat", Verdict::accept},
    {"rfc4475/multi01.dat", Verdict::codes, {400}},
    {"rfc4475/mcl01.dat", Verdict::codes, {400}},
    {"rfc4475/bcast.dat", Verdict::silence},
    {"rfc4475/zeromf.dat", Verdict::accept},
    {"rfc4475/cparam01.dat", Verdict::accept},
    {"rfc4475/cparam02.dat", Verdict::accept},
    {"rfc4475/regescrt.dat", Verdict::accept},
    {"rfc4475/sdp01.dat", Verdict::codes, {406}},
    {"rfc4475/inv2543.dat", Verdict::accept, {}, true},
    {"rfc4475/test.dat", Verdict::liberal},
    {"rfc5118/wire/ipv6-good.dat", Verdict::accept},
    {"rfc5118/wire/ipv6-bad.dat", Verdict::codes, {400}},
    {"rfc5118/wire/port-ambiguous.dat", Verdict::accept},
    {"rfc5118/wire/port-unambiguous.dat", Verdict::accept},
    {"rfc5118/wire/via-received-param-with-delim.dat", Verdict::accept},
    {"rfc5118/wire/via-received-param-no-delim.dat", Verdict::accept},
    {"rfc5118/wire/ipv6-in-sdp.dat", Verdict::accept},
    {"rfc5118/wire/mult-ip-in-header.dat", Verdict::accept},
    {"rfc5118/wire/mult-ip-in-sdp.dat", Verdict::accept},
    {"rfc5118/wire/ipv4-mapped-ipv6.dat", Verdict::accept},
    {"rfc5118/wire/ipv6-bug-abnf-3-colons.dat", Verdict::accept},
    {"rfc5118/wire/ipv6-correct-abnf-2-colons.dat", Verdict::accept},
};

std::string read_file(const std::string& name)
{
    std::ifstream file{std::string{TRUNKCALL_VECTORS "/"} + name, std::ios::binary};
    BOOST_REQUIRE_MESSAGE(file, name);
    return {std::istreambuf_iterator<char>{file}, {}};
}

bool has_final(const std::string& bytes)
{
    const auto codes = interop::status_codes(bytes);
    return std::any_of(codes.begin(), codes.end(), [](int code) { return code >= 200; });
}

/// Over UDP the answer to a message without rport goes to the port of its top Via: add it, to have the answer here. And
/// several messages share a branch and a Call-ID, so that each would be a copy of the one before it: make the branch their own.
std::string answered_here(std::string message)
{
    static int serial = 0;
    static const std::string cookie = "branch=z9hG4bK";
    const std::size_t branch = message.find(cookie);
    if (branch != std::string::npos && std::isalnum(static_cast<unsigned char>(message[branch + cookie.size()])))
        message.insert(branch + cookie.size(), std::to_string(++serial));

    static const std::regex sent_by{R"(SIP[ \t\r\n]*/[ \t\r\n]*\d\.\d[ \t\r\n]*/[ \t\r\n]*\w+[ \t\r\n]+(\[[^\]]*\]|[^ \t\r\n;,:]+)([ \t]*:[ \t]*\d+)?)"};
    std::smatch found;
    if (!std::regex_search(message, found, sent_by))
        return message;
    return message.substr(0, static_cast<std::size_t>(found[0].second - message.begin())) + ";rport" + found.suffix().str();
}

void check(const Vector& vector, Over over, unsigned short port)
{
    SipClient client{over, port};
    BOOST_REQUIRE_MESSAGE(client.connected(), vector.file << ": cannot connect");
    const std::string message = read_file(vector.file);
    client.send(over == Over::udp ? answered_here(message) : message);
    const bool answer_expected = vector.verdict == Verdict::accept || vector.verdict == Verdict::codes;
    const std::string answer = client.receive(milliseconds{answer_expected ? 3000 : 150}, has_final);

    std::vector<int> finals = interop::status_codes(answer);
    finals.erase(std::remove_if(finals.begin(), finals.end(), [](int code) { return code < 200; }), finals.end());
    if (over != Over::udp && vector.differs_on_streams)
        return;
    switch (vector.verdict) {
    case Verdict::accept:
        BOOST_TEST((!finals.empty() && finals.front() != 400), vector.file << " answered " << answer);
        break;
    case Verdict::codes:
        BOOST_TEST((!finals.empty() &&
                    std::find(vector.codes.begin(), vector.codes.end(), finals.front()) != vector.codes.end()),
                   vector.file << " answered " << answer);
        break;
    case Verdict::silence:
        BOOST_TEST(answer.empty(), vector.file << " answered " << answer);
        break;
    case Verdict::liberal:
        break;
    }
}

void check_alive(Over over, unsigned short port, const std::string& after)
{
    static int serial = 0;
    const std::string id = "alive" + std::to_string(++serial);
    SipClient client{over, port};
    BOOST_REQUIRE_MESSAGE(client.connected(), "after " << after);
    client.send("OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/" +
                std::string{over == Over::udp ? "UDP" : over == Over::tcp ? "TCP" : "TLS"} +
                " 127.0.0.1:9;rport;branch=z9hG4bK" + id + "\r\nMax-Forwards: 70\r\nFrom: <sip:t@127.0.0.1>;tag=" + id +
                "\r\nTo: <sip:127.0.0.1>\r\nCall-ID: " + id + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
    const std::string answer = client.receive(milliseconds{3000}, has_final);
    BOOST_REQUIRE_MESSAGE(!interop::status_codes(answer, id).empty(), "no answer to OPTIONS after " << after);
}

void check_all(Over over, const std::string& transport, std::vector<std::string> options)
{
    options.insert(options.end(), {"-l", "80"});
    interop::Answering answering{transport, options};
    for (const Vector& vector : vectors) {
        check(vector, over, answering.port());
        check_alive(over, answering.port(), vector.file);
    }
    BOOST_TEST(answering.process().running(), answering.process().output());
}

} // namespace

BOOST_AUTO_TEST_SUITE(torture_messages_get_the_verdict_of_their_rfc)

BOOST_AUTO_TEST_CASE(over_udp) { check_all(Over::udp, "udp", {}); }

BOOST_AUTO_TEST_CASE(over_tcp) { check_all(Over::tcp, "tcp", {}); }

BOOST_AUTO_TEST_CASE(over_tls)
{
    interop::Certificates certificates{{"host.example"}};
    check_all(Over::tls, "tls", {"-c", certificates.file("host.example.pem"), "-k", certificates.file("host.example.key")});
}

BOOST_AUTO_TEST_SUITE_END()
