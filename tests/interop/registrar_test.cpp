// Kamailio as a registrar and proxy that asks for passwords, and SIPp that asks for them: digest authentication as
// others understand it.

#include "support/board.hpp"
#include "support/kamailio.hpp"

#include <boost/test/unit_test.hpp>

#include <cstring>

using gc::test::check_worked;
using gc::test::Seen;
using interop::Board;
using interop::Kamailio;
using interop::Process;
using std::chrono::seconds;

namespace {

class Block {
public:
    Block() = default;
    ~Block() { gc_util_delete_parm_blk(block_); }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    Block& number(unsigned short set, unsigned short parm, unsigned long value)
    {
        WORKS(gc_util_insert_parm_val(&block_, set, parm, sizeof(char), value));
        return *this;
    }
    template <class Value>
    Block& value(unsigned short set, unsigned short parm, Value& what)
    {
        WORKS(gc_util_insert_parm_ref(&block_, set, parm, sizeof what, &what));
        return *this;
    }
    [[nodiscard]] GC_PARM_BLK* get() const { return block_; }

private:
    GC_PARM_BLK* block_ = nullptr;
};

/// A board that knows bob's password in that realm.
struct Bob : Board {
    Bob() : Board{"localhost"}
    {
        begin();
        board = open(":N_iptB1:P_IP");
    }
    void know(const char* realm, const char* password = "secret")
    {
        IP_AUTHENTICATION known;
        INIT_IP_AUTHENTICATION(&known);
        known.realm = const_cast<char*>(realm);
        known.identity = const_cast<char*>("");
        known.username = const_cast<char*>("bob");
        known.password = const_cast<char*>(password);
        WORKS(gc_SetAuthenticationInfo(GCTGT_CCLIB_NETIF, board,
                                       Block{}.value(IPSET_CONFIG, IPPARM_AUTHENTICATION_CONFIGURE, known).get()));
    }
    Seen ask(unsigned short kind, unsigned char operation, const std::string& registrar, int seconds_to_live = 0)
    {
        IP_REGISTER_ADDRESS address;
        std::memset(&address, 0, sizeof address);
        registrar.copy(address.reg_server, sizeof address.reg_server - 1);
        std::strcpy(address.reg_client, "bob@example.com");
        address.time_to_live = seconds_to_live;
        Block block;
        block.number(GCSET_SERVREQ, PARM_REQTYPE, IP_REQTYPE_REGISTRATION).number(GCSET_SERVREQ, PARM_ACK, GC_ACK);
        block.number(IPSET_REG_INFO, kind, operation).value(IPSET_REG_INFO, IPPARM_REG_ADDRESS, address);
        unsigned long service = 0;
        WORKS(gc_ReqService(GCTGT_CCLIB_NETIF, board, &service, block.get(), nullptr, EV_ASYNC));
        return expect(board, GCEV_SERVICERESP);
    }
    Seen enroll(const std::string& registrar, int seconds_to_live = 0)
    {
        return ask(IPPARM_OPERATION_REGISTER, IP_REG_SET_INFO, registrar, seconds_to_live);
    }
    LINEDEV board = 0;
};

struct Registrar : Kamailio {
    explicit Registrar(const std::string& algorithm)
        : Kamailio{gc::test::certificates_for("localhost"), "localhost", "registrar.cfg.in", {{"ALGORITHM", algorithm}}}
    {
        BOOST_REQUIRE_MESSAGE(ready(), process().output());
    }
    [[nodiscard]] std::string udp() const { return address(); }
    [[nodiscard]] std::string tls() const { return "sips:localhost:" + std::to_string(port()); }
    /// The addresses of bob that it knows.
    [[nodiscard]] bool knows(const std::string& contact) const
    {
        return ask("ul.dump").find(contact) != std::string::npos;
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(kamailio_asks)

BOOST_AUTO_TEST_CASE(bob_is_registered_over_udp_and_tls_with_each_algorithm)
{
    for (const char* algorithm : {"MD5", "SHA-256"}) {
        const Registrar registrar{algorithm};
        for (const std::string& where : {registrar.udp(), registrar.tls()}) {
            Bob bob;
            bob.know("example.com");
            const Seen seen = bob.enroll(where);
            BOOST_TEST(seen.cause == IPERR_OK, algorithm << " at " << where << ": " << seen.text);
            const std::string own = bob.uri(bob.line(), where == registrar.udp() ? ENUM_UDP : ENUM_TLS);
            BOOST_TEST(registrar.knows(own.substr(own.find('@') + 1)), registrar.ask("ul.dump"));

            const Seen listed = bob.ask(IPPARM_OPERATION_REGISTER, IP_REG_QUERY_INFO, where);
            BOOST_TEST(
                listed.parameter(IPSET_LOCAL_ALIAS, IPPARM_ADDRESS_TRANSPARENT).find(own.substr(own.find('@') + 1)) !=
                std::string::npos);
            BOOST_TEST(bob.ask(IPPARM_OPERATION_DEREGISTER, IP_REG_DELETE_ALL, where).cause == IPERR_OK);
            BOOST_TEST(!registrar.knows(own.substr(own.find('@') + 1)), registrar.ask("ul.dump"));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_password_and_none_are_refused)
{
    const Registrar registrar{"MD5"};
    Bob bob;
    BOOST_TEST(bob.enroll(registrar.udp()).cause == IPEC_SIPReasonStatus401Unauthorized);
    bob.know("example.com", "guess");
    BOOST_TEST(bob.enroll(registrar.udp()).cause == IPEC_SIPReasonStatus401Unauthorized);
    bob.know("example.com");
    BOOST_TEST(bob.enroll(registrar.udp()).cause == IPERR_OK);
}

BOOST_AUTO_TEST_CASE(a_call_through_it_is_asked_for_the_password_and_finds_who_is_registered)
{
    Registrar registrar{"SHA-256"};
    Bob bob;
    bob.know("example.com");
    BOOST_TEST(bob.enroll(registrar.udp()).cause == IPERR_OK);
    const LINEDEV callee = bob.open_waiting(1, 2);
    const CRN call = bob.make_call(bob.line(), "sip:bob@" + registrar.address());
    const Seen offered = bob.await(callee, GCEV_OFFERED);
    WORKS(gc_AnswerCall(offered.crn, 0, EV_ASYNC));
    bob.await(callee, GCEV_ANSWERED);
    bob.await(bob.line(), GCEV_CONNECTED);
    BOOST_TEST(registrar.process().prints("accepted INVITE of bob"), registrar.process().output());
    bob.finish(bob.line(), call, callee, offered.crn);
    BOOST_TEST(registrar.process().prints("accepted BYE of bob"), registrar.process().output());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(sipp_asks_before_the_call_and_before_its_end)
{
    const std::string port = std::to_string(interop::free_port());
    std::vector<std::string> arguments = interop::sipp("uas_challenge", "udp", {"-m", "1"});
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i)
        if (arguments[i] == "-p")
            arguments[i + 1] = port;
    Process callee{arguments};
    BOOST_REQUIRE(callee.prints("Scenario Screen") || callee.running());
    Bob bob;
    bob.know("sipp");
    const CRN call = bob.make_call(bob.line(), "sip:service@127.0.0.1:" + port);
    bob.await(bob.line(), GCEV_CONNECTED);
    bob.drop_and_release(bob.line(), call);
    BOOST_TEST(callee.wait(seconds{30}) == 0, callee.output());
}
