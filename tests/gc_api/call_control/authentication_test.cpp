#include "gc_api/support/parm_block.hpp"
#include "gc_api/support/udp_peer.hpp"
#include "support/sip_text.hpp"

using gc::test::check_refused;
using gc::test::Program;
using gc::test::Seen;
using gc::test::UdpPeer;
using test::header;
using test::response_to;

namespace {

constexpr std::string_view asked = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n";

struct Credentials : gc::test::Block {
    Credentials& add(unsigned short parm, const char* realm, const char* identity, const char* user = nullptr,
                     const char* password = nullptr)
    {
        IP_AUTHENTICATION given;
        INIT_IP_AUTHENTICATION(&given);
        given.realm = const_cast<char*>(realm);
        given.identity = const_cast<char*>(identity);
        given.username = const_cast<char*>(user);
        given.password = const_cast<char*>(password);
        structure(IPSET_CONFIG, parm, given);
        return *this;
    }
    Credentials& configure(const char* realm, const char* identity, const char* user, const char* password)
    {
        return add(IPPARM_AUTHENTICATION_CONFIGURE, realm, identity, user, password);
    }
    Credentials& remove(const char* realm, const char* identity)
    {
        return add(IPPARM_AUTHENTICATION_REMOVE, realm, identity);
    }
};

struct Asked : Program {
    Asked()
    {
        start();
        board = open(":N_iptB1:P_IP");
        line = open_line(1);
    }
    int set(const Credentials& block) { return gc_SetAuthenticationInfo(GCTGT_CCLIB_NETIF, board, block); }
    void refused(const Credentials& block, long error, std::string_view words)
    {
        check_refused(set(block), EGC_INVPARM, words);
        BOOST_TEST(gc::test::last_failure().cc == error);
    }
    std::string receive(std::string_view method)
    {
        for (std::string message = peer.receive(); !message.empty(); message = peer.receive())
            if (message.starts_with(method))
                return message;
        return {};
    }
    void respond(const std::string& request, int status, std::string_view lines = {}, std::string_view body = {})
    {
        peer.send(uri(line), response_to(request, status, "t", lines, body));
    }
    LINEDEV board = 0;
    LINEDEV line = 0;
    UdpPeer peer;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(authentication, Asked)

BOOST_AUTO_TEST_CASE(a_call_that_is_challenged_is_connected_and_ended_with_credentials)
{
    WORKS(set(Credentials{}.configure("R", "", "bob", "secret")));
    const CRN crn = make_call(line, "peer@" + peer.address());
    respond(receive("INVITE"), 401, asked);
    const std::string invite = receive("INVITE");
    BOOST_TEST(header(invite, "CSeq") == "2 INVITE");
    BOOST_TEST(header(invite, "Authorization").find("Digest username=\"bob\", realm=\"r\", nonce=\"n\"") == 0U, invite);
    respond(invite, 200, "Contact: <sip:peer@" + peer.address() + ">\r\n" + std::string{test::sdp_content},
            gc::test::audio_offer("0"));
    await(line, GCEV_CONNECTED);
    BOOST_TEST(header(receive("ACK"), "Authorization") == header(invite, "Authorization"));
    WORKS(gc_DropCall(crn, GC_NORMAL_CLEARING, EV_ASYNC));
    const std::string bye = receive("BYE");
    BOOST_TEST(header(bye, "Authorization").find("nc=00000002") != std::string::npos, bye);
    respond(bye, 401, "WWW-Authenticate: Digest realm=\"r\", nonce=\"m\", stale=true\r\n");
    const std::string again = receive("BYE");
    BOOST_TEST(header(again, "Authorization").find("nonce=\"m\"") != std::string::npos, again);
    respond(again, 200);
    expect(line, GCEV_DROPCALL);
    WORKS(gc_ReleaseCallEx(crn, EV_ASYNC));
    expect(line, GCEV_RELEASECALL);
}

BOOST_AUTO_TEST_CASE(without_credentials_a_challenge_ends_the_call_with_its_status)
{
    WORKS(set(
        Credentials{}.configure("other", "", "bob", "secret").configure("r", "sip:alice@example.com", "alice", "x")));
    for (const int status : {401, 407}) {
        const CRN crn = make_call(line, "peer@" + peer.address());
        respond(receive("INVITE"), status, asked);
        const Seen over = await(line, GCEV_DISCONNECTED);
        BOOST_TEST(over.cause == IPEC_SIPReasonStatus(status));
        BOOST_TEST(over.result == GCRV_REJECT);
        drop_and_release(line, crn);
    }
}

BOOST_AUTO_TEST_CASE(of_one_key_the_last_wins_and_what_is_removed_is_gone)
{
    WORKS(set(Credentials{}.configure("r", "", "first", "1").configure("R", "", "second", "2")));
    CRN crn = make_call(line, "peer@" + peer.address());
    respond(receive("INVITE"), 401, asked);
    const std::string invite = receive("INVITE");
    BOOST_TEST(header(invite, "Authorization").find("username=\"second\"") != std::string::npos, invite);
    respond(invite, 403);
    await(line, GCEV_DISCONNECTED);
    drop_and_release(line, crn);

    WORKS(set(Credentials{}.remove("r", "")));
    crn = make_call(line, "peer@" + peer.address());
    respond(receive("INVITE"), 401, asked);
    BOOST_TEST(await(line, GCEV_DISCONNECTED).cause == IPEC_SIPReasonStatus401Unauthorized);
    drop_and_release(line, crn);
    refused(Credentials{}.remove("r", ""), IPERR_UNAVAILABLE,
            "nothing is configured for realm \"r\" and identity \"\"");
}

BOOST_AUTO_TEST_CASE(the_strings_are_copied_at_once)
{
    char realm[] = "r";
    char user[] = "bob";
    Credentials block;
    WORKS(set(block.configure(realm, "", user, "secret")));
    realm[0] = user[0] = 'x';
    const CRN crn = make_call(line, "peer@" + peer.address());
    respond(receive("INVITE"), 401, asked);
    const std::string invite = receive("INVITE");
    BOOST_TEST(header(invite, "Authorization").find("username=\"bob\"") != std::string::npos, invite);
    respond(invite, 486);
    await(line, GCEV_DISCONNECTED);
    drop_and_release(line, crn);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_and_nothing_of_the_block_takes_effect)
{
    refused(Credentials{}.configure(nullptr, "", "u", "p"), IPERR_BAD_PARAM, "CONFIGURE: realm is NULL");
    refused(Credentials{}.configure("r", nullptr, "u", "p"), IPERR_BAD_PARAM, "identity is NULL");
    refused(Credentials{}.configure("r", "", nullptr, "p"), IPERR_BAD_PARAM, "username is NULL");
    refused(Credentials{}.configure("r", "", "u", nullptr), IPERR_BAD_PARAM, "password is NULL");
    refused(Credentials{}.configure("", "", "u", "p"), IPERR_BAD_PARAM, "realm is empty");
    refused(Credentials{}.configure("r", "", "", "p"), IPERR_BAD_PARAM, "username is empty");
    refused(Credentials{}.configure("r", "bob@example.com", "u", "p"), IPERR_BAD_PARAM, "identity \"bob@example.com\"");
    refused(Credentials{}.configure("r", "tel:+49", "u", "p"), IPERR_BAD_PARAM, "identity \"tel:+49\"");
    refused(Credentials{}.configure("r", "", "u\r\nX: y", "p"), IPERR_BAD_PARAM, "username has a control character");
    refused(Credentials{}.configure("good", "", "u", "p").remove(nullptr, ""), IPERR_BAD_PARAM,
            "REMOVE: realm is NULL");
    refused(Credentials{}.remove("good", ""), IPERR_UNAVAILABLE, "\"good\""); // the whole block was refused
    WORKS(set(Credentials{}.configure("r", "sips:bob@example.com", "u", "")));

    Credentials other;
    other.number(IPSET_CONFIG, IPPARM_OPERATING_MODE, 1, sizeof(int));
    refused(other, IPERR_BAD_PARAM, "expected IPSET_CONFIG with IPPARM_AUTHENTICATION_CONFIGURE");
    Credentials small;
    small.number(IPSET_CONFIG, IPPARM_AUTHENTICATION_CONFIGURE, 1, sizeof(int));
    refused(small, IPERR_BAD_PARAM, "has 4 bytes");
    check_refused(gc_SetAuthenticationInfo(GCTGT_CCLIB_NETIF, board, nullptr), EGC_INVPARMBLK);
}

BOOST_AUTO_TEST_CASE(only_a_board_has_credentials)
{
    Credentials block;
    block.configure("r", "", "u", "p");
    check_refused(gc_SetAuthenticationInfo(GCTGT_GCLIB_CHAN, line, block), EGC_INVTARGET, "target_type 3");
    BOOST_TEST(gc::test::last_failure().cc == IPERR_UNSUPPORTED);
    check_refused(gc_SetAuthenticationInfo(GCTGT_CCLIB_NETIF, line, block), EGC_INVTARGET, "no board device");
    BOOST_TEST(gc::test::last_failure().cc == IPERR_UNSUPPORTED);
    check_refused(gc_SetAuthenticationInfo(GCTGT_CCLIB_NETIF, 4711, block), EGC_INVLINEDEV);
    WORKS(gc_SetAuthenticationInfo(GCTGT_GCLIB_NETIF, board, block));
}

BOOST_AUTO_TEST_SUITE_END()
