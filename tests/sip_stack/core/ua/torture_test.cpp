#include "support/raw_peer.hpp"
#include "support/user_agent_host.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>
#include <sstream>

using namespace test;

namespace {

/// What a user agent answers: a status, "A" for any final or provisional but 400, "-" for silence, "L" for what it
/// likes.
const std::map<std::string, std::string> verdicts{
    // RFC 4475 §3.1.1 valid
    {"rfc4475/wsinv", "A"},
    {"rfc4475/intmeth", "501"},
    {"rfc4475/esc01", "A"},
    {"rfc4475/escnull", "405"},
    {"rfc4475/esc02", "501"},
    {"rfc4475/lwsdisp", "A"},
    {"rfc4475/longreq", "A"},
    {"rfc4475/dblreq", "405"},
    {"rfc4475/semiuri", "A"},
    {"rfc4475/transports", "A"},
    {"rfc4475/mpart01", "405"},
    {"rfc4475/unreason", "-"},
    {"rfc4475/noreason", "-"},
    // §3.1.2 invalid
    {"rfc4475/badinv01", "400"},
    {"rfc4475/clerr", "400"},
    {"rfc4475/ncl", "400"},
    {"rfc4475/scalar02", "400"},
    {"rfc4475/scalarlg", "-"},
    {"rfc4475/quotbal", "400"},
    {"rfc4475/ltgtruri", "400"},
    {"rfc4475/lwsruri", "400"},
    {"rfc4475/lwsstart", "400"},
    {"rfc4475/trws", "400"},
    {"rfc4475/escruri", "400"},
    {"rfc4475/baddate", "A"},
    {"rfc4475/regbadct", "400"},
    {"rfc4475/badaspec", "400"},
    {"rfc4475/baddn", "400"},
    {"rfc4475/badvers", "505"},
    {"rfc4475/mismatch01", "400"},
    {"rfc4475/mismatch02", "501"},
    {"rfc4475/bigcode", "-"},
    // §3.2 to §3.4
    {"rfc4475/badbranch", "A"},
    {"rfc4475/insuf", "400"},
    {"rfc4475/unkscm", "416"},
    {"rfc4475/novelsc", "416"},
    {"rfc4475/unksm2", "405"},
    {"rfc4475/bext01", "420"},
    {"rfc4475/invut", "415"},
    {"rfc4475/regaut01", "405"},
    {"rfc4475/multi01", "400"},
    {"rfc4475/mcl01", "400"},
    {"rfc4475/bcast", "-"},
    {"rfc4475/zeromf", "200"},
    {"rfc4475/cparam01", "405"},
    {"rfc4475/cparam02", "405"},
    {"rfc4475/regescrt", "405"},
    {"rfc4475/sdp01", "406"},
    {"rfc4475/inv2543", "A"},
    {"rfc4475/test", "L"},
    // RFC 5118
    {"rfc5118/ipv6-good", "405"},
    {"rfc5118/ipv6-bad", "400"},
    {"rfc5118/port-ambiguous", "405"},
    {"rfc5118/port-unambiguous", "405"},
    {"rfc5118/via-received-param-with-delim", "481"},
    {"rfc5118/via-received-param-no-delim", "200"},
    {"rfc5118/ipv6-in-sdp", "A"},
    {"rfc5118/mult-ip-in-header", "481"},
    {"rfc5118/mult-ip-in-sdp", "A"},
    {"rfc5118/ipv4-mapped-ipv6", "A"},
    {"rfc5118/ipv6-bug-abnf-3-colons", "A"},
    {"rfc5118/ipv6-correct-abnf-2-colons", "A"},
};

/// On a stream these wait for more (clerr, baddn), are two requests (dblreq) or have no Content-Length (inv2543).
const std::set<std::string> differ_on_streams{"rfc4475/clerr", "rfc4475/baddn", "rfc4475/dblreq", "rfc4475/inv2543"};

std::string vector(const std::string& name)
{
    const bool v6 = name.compare(0, 8, "rfc5118/") == 0;
    return vector_file(v6 ? "rfc5118/wire/" + name.substr(8) + ".dat" : name + ".dat");
}

bool fits(const std::string& verdict, const std::vector<std::string>& answers)
{
    if (verdict == "L")
        return true;
    if (verdict == "-")
        return answers.empty();
    if (answers.empty())
        return false;
    const int status = status_of(answers.back());
    return verdict == "A" ? status != 400 : std::to_string(status) == verdict;
}

std::string options(int number)
{
    const std::string n = std::to_string(number);
    return "OPTIONS sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKalive" + n +
           "\r\nMax-Forwards: 70\r\nFrom: <sip:x@192.0.2.9>;tag=" + n +
           "\r\nTo: <sip:bob@192.0.2.2>\r\nCall-ID: alive" + n + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
}

std::string seen(const std::vector<std::string>& answers)
{
    std::string text;
    for (const std::string& answer : answers)
        text += answer.substr(0, answer.find("\r\n")) + "; ";
    return text;
}

struct World {
    VirtualNetwork network;
    UserAgentHost bob{network, "bob", "192.0.2.2"};
    RawPeer peer{network, "peer", "192.0.2.9"};
};

} // namespace

BOOST_AUTO_TEST_SUITE(torture)

BOOST_FIXTURE_TEST_CASE(each_datagram_gets_its_verdict_and_the_agent_lives_on, World)
{
    BOOST_TEST(verdicts.size() == 62U);
    int number = 0;
    for (const auto& [name, verdict] : verdicts) {
        bob.answers = name != "rfc4475/inv2543"; // whatever the program does
        peer.send(vector(name), {bob.ip(), 5060});
        network.run_for(300ms);
        const auto answers = peer.take();
        BOOST_TEST(fits(verdict, answers), name << ": expected " << verdict << ", seen " << seen(answers));
        network.run_for(200s); // everything that this began is over
        peer.take();
        peer.send(options(++number), {bob.ip(), 5060});
        network.run_for(100ms);
        BOOST_TEST(status_of(peer.take_one()) == 200, "no life after " << name);
    }
}

BOOST_FIXTURE_TEST_CASE(each_stream_message_gets_its_verdict_and_the_agent_lives_on, World)
{
    int number = 1000;
    for (const auto kind : {TransportKind::tcp, TransportKind::tls})
        for (const auto& [name, verdict] : verdicts) {
            const Address to{bob.ip(), sip::default_port(kind)};
            peer.write(peer.connect(kind, to), vector(name));
            network.run_for(300ms);
            const auto answers = peer.take();
            BOOST_TEST((differ_on_streams.count(name) > 0 || fits(verdict, answers)),
                       name << ": expected " << verdict << ", seen " << seen(answers));
            network.run_for(200s);
            peer.take();
            peer.write(peer.connect(kind, to), options(++number));
            network.run_for(100ms);
            BOOST_TEST(status_of(peer.take_one()) == 200, "no life after " << name);
            network.cut_streams(peer);
            network.run_for(1s);
        }
}

BOOST_AUTO_TEST_SUITE_END()
