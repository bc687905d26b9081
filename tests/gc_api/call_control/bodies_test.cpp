#include "gc_api/support/parm_block.hpp"
#include "gc_api/support/udp_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <initializer_list>

using gc::test::audio_offer;
using gc::test::Block;
using gc::test::check_refused;
using gc::test::Program;
using gc::test::Seen;
using gc::test::UdpPeer;

/// Bodies of programs in the messages of calls, both ways: IPSET_MIME.
namespace {

struct Part {
    std::string type, content;
    std::vector<std::string> headers;
};

/// A block with these parts, as a program makes it: everything in it may go when it has been given.
class Bodies {
public:
    Bodies(std::initializer_list<Part> parts, unsigned short set = IPSET_MIME)
    {
        for (const Part& part : parts) {
            std::string& octets = octets_.emplace_back(part.content);
            Block& inside = inside_.emplace_back();
            inside.text(set, IPPARM_MIME_PART_TYPE, part.type);
            inside.structure(set, IPPARM_MIME_PART_BODY, octets.data());
            inside.number(set, IPPARM_MIME_PART_BODY_SIZE, octets.size(), 4);
            for (const std::string& line : part.headers)
                inside.text(set, IPPARM_MIME_PART_HEADER, line);
            all_.structure(set, IPPARM_MIME_PART, static_cast<GC_PARM_BLKP>(inside));
        }
    }
    operator GC_PARM_BLKP() const { return all_; }

private:
    std::deque<std::string> octets_;
    std::deque<Block> inside_;
    Block all_;
};

std::string value_of(GC_PARM_BLK* block, unsigned parm)
{
    const auto* const found = gc_util_find_parm(block, IPSET_MIME, static_cast<unsigned short>(parm));
    BOOST_TEST_REQUIRE(found);
    return {reinterpret_cast<const char*>(found->value_buf), found->value_size};
}

Part part_at(GC_PARM_BLK* block)
{
    char* at = nullptr;
    unsigned size = 0;
    std::memcpy(&at, value_of(block, IPPARM_MIME_PART_BODY).data(), sizeof at);
    std::memcpy(&size, value_of(block, IPPARM_MIME_PART_BODY_SIZE).data(), sizeof size);
    Part part{value_of(block, IPPARM_MIME_PART_TYPE).c_str(), {at, size}, {}};
    for (GC_PARM_DATA* one = gc_util_next_parm(block, nullptr); one; one = gc_util_next_parm(block, one))
        if (one->parm_ID == IPPARM_MIME_PART_HEADER)
            part.headers.emplace_back(reinterpret_cast<const char*>(one->value_buf));
    return part;
}

/// The parts that came with the event that was just taken.
std::vector<Part> parts_of(const Seen& seen)
{
    std::vector<Part> parts;
    for (const auto& [key, value] : seen.parameters) {
        if (key != (static_cast<unsigned long>(IPSET_MIME) << 16 | IPPARM_MIME_PART))
            continue;
        GC_PARM_BLK* block = nullptr;
        std::memcpy(&block, value.data(), std::min(value.size(), sizeof block));
        unsigned short_address = 0; // programs read it back like this
        std::memcpy(&short_address, value.data(), sizeof short_address);
        BOOST_TEST(reinterpret_cast<GC_PARM_BLK*>(static_cast<std::uintptr_t>(short_address)) == block);
        parts.push_back(part_at(block));
    }
    return parts;
}

/// "type=content type=content"
std::string told(const Seen& seen)
{
    std::string out;
    for (const Part& part : parts_of(seen))
        out += (out.empty() ? "" : " ") + part.type + "=" + part.content;
    return out;
}

const std::string binary{"\0\r\n--trunkcall-part-0\r\n\xff\0\r\n", 27};

struct Lines : Program {
    explicit Lines(unsigned mask = IP_SIP_MSGINFO_ENABLE | IP_SIP_MIME_ENABLE)
    {
        use_tls("localhost");
        begin(mask);
    }
    void begin(unsigned mask)
    {
        for (unsigned number : {1U, 2U})
            board(number).sip_msginfo_mask = mask;
        start();
        caller = open_line(1);
        callee = open_waiting(2);
    }
    void preset(CRN crn, GC_PARM_BLKP block) { WORKS(gc_SetUserInfo(GCTGT_GCLIB_CRN, crn, block, GC_SINGLECALL)); }
    CRN call_with(GC_PARM_BLKP block, int transport = ENUM_UDP)
    {
        GCLIB_MAKECALL_BLK gclib{};
        gclib.ext_datap = block;
        GC_MAKECALL_BLK make = {&gclib, nullptr};
        return make_call(caller, uri(callee, transport, transport == ENUM_TLS ? "localhost" : "127.0.0.1"), &make);
    }
    LINEDEV caller = 0, callee = 0;
};

std::string multipart_invite(const UdpPeer& peer, const std::string& uri, const std::string& id,
                             const std::string& body)
{
    std::string text = peer.request("INVITE", uri, id, {}, "Content-Type: multipart/mixed;boundary=b\r\n");
    const std::string none = "Content-Length: 0\r\n\r\n";
    return text.substr(0, text.size() - none.size()) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(bodies, Lines)

BOOST_AUTO_TEST_CASE(every_message_of_a_call_carries_what_the_program_gave_it_and_no_other)
{
    const CRN out = call_with(Bodies{{"application/isup;version=x", binary, {"Content-Disposition: signal"}},
                                     {"text/plain", "", {}},
                                     {"Content-Type: text/plain", "second", {"Content-ID: <2>", "X-Note: y"}}});
    const Seen offer = expect(callee, GCEV_OFFERED);
    const auto parts = parts_of(offer);
    BOOST_TEST_REQUIRE(parts.size() == 3U);
    BOOST_TEST(parts[0].type == "application/isup;version=x");
    BOOST_TEST(parts[0].content == binary);
    BOOST_TEST(parts[0].headers == std::vector<std::string>{"Content-Disposition: signal"},
               boost::test_tools::per_element());
    BOOST_TEST(parts[1].content == "");
    BOOST_TEST(parts[2].content == "second");
    BOOST_TEST(parts[2].headers.size() == 2U);
    const CRN in = offer.crn;

    preset(in, Bodies{{"text/plain", "ringing", {}}});
    WORKS(gc_AcceptCall(in, 0, EV_ASYNC));
    expect(callee, GCEV_ACCEPT);
    BOOST_TEST(told(await(caller, GCEV_ALERTING)) == "text/plain=ringing");
    preset(in, Bodies{{"text/plain", "answer", {}}, {"a/b", "2", {}}});
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    BOOST_TEST(told(expect(caller, GCEV_CONNECTED)) == "text/plain=answer a/b=2");
    BOOST_TEST(told(expect(callee, GCEV_ANSWERED)) == "");

    preset(in, Bodies{{{"text/plain", "to your BYE", {}}}, IPSET_MIME_200OK_TO_BYE});
    preset(out, Bodies{{"text/plain", "bye", {}}});
    WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
    BOOST_TEST(told(expect(callee, GCEV_DISCONNECTED)) == "text/plain=bye");
    BOOST_TEST(told(expect(caller, GCEV_DROPCALL)) == "text/plain=to your BYE");
    WORKS(gc_ReleaseCallEx(out, EV_ASYNC));
    expect(caller, GCEV_RELEASECALL);
    drop_and_release(callee, in);

    const Pair next = connected(caller, callee); // each was for one call
    finish(caller, next.caller, callee, next.callee);
}

BOOST_AUTO_TEST_CASE(over_connections_a_body_may_be_longer_than_what_is_read_at_once)
{
    std::string large(40'000, 'x');
    large.replace(20'000, binary.size(), binary);
    for (const int transport : {ENUM_TCP, ENUM_TLS}) {
        const CRN out = call_with(Bodies{{"application/isup", large, {}}}, transport);
        const Seen offer = expect(callee, GCEV_OFFERED);
        BOOST_TEST((told(offer) == "application/isup=" + large));
        preset(offer.crn, Bodies{{"text/plain", large, {}}});
        WORKS(gc_AnswerCall(offer.crn, 0, EV_ASYNC));
        BOOST_TEST((told(await(caller, GCEV_CONNECTED)) == "text/plain=" + large));
        expect(callee, GCEV_ANSWERED);
        preset(out, Bodies{{"text/plain", large, {}}});
        WORKS(gc_DropCall(out, GC_NORMAL_CLEARING, EV_ASYNC));
        BOOST_TEST((told(expect(callee, GCEV_DISCONNECTED)) == "text/plain=" + large));
        expect(caller, GCEV_DROPCALL);
        WORKS(gc_ReleaseCallEx(out, EV_ASYNC));
        expect(caller, GCEV_RELEASECALL);
        drop_and_release(callee, offer.crn);
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_carries_one_and_so_does_a_change)
{
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, caller, Bodies{{"text/plain", "preset", {}}}, GC_SINGLECALL));
    const CRN out = make_call(caller, uri(callee));
    const Seen offer = expect(callee, GCEV_OFFERED);
    BOOST_TEST(told(offer) == "text/plain=preset");
    preset(offer.crn, Bodies{{"text/plain", "no", {}}});
    WORKS(gc_DropCall(offer.crn, IPEC_SIPReasonStatus603Decline, EV_ASYNC));
    BOOST_TEST(told(expect(caller, GCEV_DISCONNECTED)) == "text/plain=no");
    expect(callee, GCEV_DROPCALL);
    WORKS(gc_ReleaseCallEx(offer.crn, EV_ASYNC));
    expect(callee, GCEV_RELEASECALL);
    drop_and_release(caller, out);

    for (const char* name : {":N_iptB1:P_IP", ":N_iptB2:P_IP"})
        WORKS(gc_SetConfigData(
            GCTGT_CCLIB_NETIF, open(name),
            std::move(Block{}.number(IPSET_CONFIG, IPPARM_OPERATING_MODE, IP_T38_MANUAL_MODIFY_MODE, 4)), 0,
            GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
    const Pair pair = connected(caller, callee);
    WORKS(gc_ReqModifyCall(pair.caller, Bodies{{"text/plain", "change", {}}}, EV_ASYNC));
    BOOST_TEST(told(expect(callee, GCEV_REQ_MODIFY_CALL)) == "text/plain=change");
    WORKS(gc_AcceptModifyCall(pair.callee, Bodies{{"text/plain", "yes", {}}}, EV_ASYNC));
    BOOST_TEST(told(expect(caller, GCEV_MODIFY_CALL_ACK)) == "text/plain=yes");
    expect(callee, GCEV_ACCEPT_MODIFY_CALL);
    finish(caller, pair.caller, callee, pair.callee);
}

BOOST_AUTO_TEST_CASE(the_answer_to_a_bye_may_be_set_for_all_calls_and_before_they_begin)
{
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, callee, Bodies{{{"text/plain", "always", {}}}, IPSET_MIME_200OK_TO_BYE},
                         GC_ALLCALLS));
    for (int i = 0; i < 2; ++i) {
        const Pair pair = connected(caller, callee);
        WORKS(gc_DropCall(pair.caller, GC_NORMAL_CLEARING, EV_ASYNC));
        BOOST_TEST(told(expect(caller, GCEV_DROPCALL)) == "text/plain=always");
        WORKS(gc_ReleaseCallEx(pair.caller, EV_ASYNC));
        expect(caller, GCEV_RELEASECALL);
        expect(callee, GCEV_DISCONNECTED);
        drop_and_release(callee, pair.callee);
    }
    const CRN out = call_with(Bodies{{{"text/plain", "of the caller", {}}}, IPSET_MIME_200OK_TO_BYE});
    const Seen offer = expect(callee, GCEV_OFFERED);
    BOOST_TEST(told(offer) == "");
    WORKS(gc_AnswerCall(offer.crn, 0, EV_ASYNC));
    expect(caller, GCEV_CONNECTED);
    expect(callee, GCEV_ANSWERED);
    WORKS(gc_DropCall(offer.crn, GC_NORMAL_CLEARING, EV_ASYNC));
    BOOST_TEST(told(expect(callee, GCEV_DROPCALL)) == "text/plain=of the caller");
    WORKS(gc_ReleaseCallEx(offer.crn, EV_ASYNC));
    expect(callee, GCEV_RELEASECALL);
    expect(caller, GCEV_DISCONNECTED);
    drop_and_release(caller, out);
}

BOOST_AUTO_TEST_CASE(each_part_of_a_foreign_body_comes_alone_and_the_description_is_used)
{
    UdpPeer peer;
    const std::string target = uri(callee);
    const std::string body = "--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n--c\r\nContent-Type: "
                             "application/sdp\r\n\r\n" +
                             audio_offer("0") +
                             "\r\n--c\r\n\r\ninner\r\n--c--\r\n--b\r\nContent-Type: application/isup\r\n"
                             "Content-Disposition: signal;\r\n handling=required\r\n\r\n" +
                             binary + "\r\n--b\r\nno part at all\r\n--b--";
    peer.send(target, multipart_invite(peer, target, "parts", body));
    const Seen offer = expect(callee, GCEV_OFFERED);
    const auto parts = parts_of(offer);
    BOOST_TEST_REQUIRE(parts.size() == 3U);
    BOOST_TEST(parts[0].type == "text/plain");
    BOOST_TEST(parts[0].content == "inner");
    BOOST_TEST(parts[1].content == binary);
    BOOST_TEST(parts[1].headers == std::vector<std::string>{"Content-Disposition: signal;   handling=required"},
               boost::test_tools::per_element());
    BOOST_TEST(parts[2].type == "application/octet-stream");
    BOOST_TEST(parts[2].content == "no part at all");
    WORKS(gc_AnswerCall(offer.crn, 0, EV_ASYNC));
    std::string answer;
    while ((answer = peer.receive()).rfind("SIP/2.0 200", 0) != 0)
        BOOST_TEST_REQUIRE(!answer.empty());
    BOOST_TEST(answer.find("m=audio") != std::string::npos);
    WORKS(gc_ResetLineDev(callee, EV_ASYNC));
    expect(callee, GCEV_RESETLINEDEV);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_a_body_is_refused_by_name)
{
    const auto refused = [&](GC_PARM_BLKP block, std::string_view words, int duration = GC_SINGLECALL) {
        check_refused(gc_SetUserInfo(GCTGT_GCLIB_CHAN, caller, block, duration), EGC_INVPARM, words);
    };
    refused(Bodies{{"nonsense", "x", {}}}, "IPPARM_MIME_PART_TYPE");
    refused(Bodies{{"a/b", "x", {"no header"}}}, "IPPARM_MIME_PART_HEADER");
    refused(Bodies{{"a/b", "x", {"Content-Type: c/d"}}}, "IPPARM_MIME_PART_HEADER");
    refused(Bodies{{"a/b", "x", {}}}, "IPSET_MIME is for one message", GC_ALLCALLS);
    refused(std::move(Block{}.number(IPSET_MIME, IPPARM_MIME_PART, 4711, 8)), "IPPARM_MIME_PART");
    refused(std::move(Block{}.text(IPSET_MIME, IPPARM_MIME_PART_TYPE, "a/b")), "IPPARM_MIME_PART only");
    Block without_size;
    without_size.text(IPSET_MIME, IPPARM_MIME_PART_TYPE, "a/b");
    refused(std::move(Block{}.structure(IPSET_MIME, IPPARM_MIME_PART, static_cast<GC_PARM_BLKP>(without_size))),
            "IPPARM_MIME_PART_BODY_SIZE");
    const Pair pair = connected(caller, callee); // nothing of it is left
    finish(caller, pair.caller, callee, pair.callee);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(without_bodies)

BOOST_AUTO_TEST_CASE(a_board_without_access_gives_and_takes_none)
{
    Lines lines{IP_SIP_MSGINFO_ENABLE};
    const Bodies some{{"text/plain", "x", {}}};
    check_refused(gc_SetUserInfo(GCTGT_GCLIB_CHAN, lines.caller, some, GC_SINGLECALL), EGC_NOT_ENABLED,
                  "IP_SIP_MIME_ENABLE");
    GCLIB_MAKECALL_BLK gclib{};
    gclib.ext_datap = some;
    GC_MAKECALL_BLK block = {&gclib, nullptr};
    CRN crn = 0;
    std::string number = lines.uri(lines.callee);
    check_refused(gc_MakeCall(lines.caller, &crn, number.data(), &block, 0, EV_ASYNC), EGC_NOT_ENABLED,
                  "IP_SIP_MIME_ENABLE");

    UdpPeer peer; // RFC 5621 §8.3
    const std::string sdp = "--b\r\nContent-Type: application/sdp\r\n\r\n" + audio_offer("0") + "\r\n";
    peer.send(number, multipart_invite(peer, number, "must", sdp + "--b\r\nContent-Type: a/b\r\n\r\nx\r\n--b--"));
    BOOST_TEST(peer.final_status() == 415);
    peer.send(number,
              multipart_invite(peer, number, "may",
                               sdp + "--b\r\nContent-Type: a/b\r\nContent-Disposition: x;handling=optional\r\n\r\nx\r\n"
                                     "--b--"));
    const Seen offer = lines.expect(lines.callee, GCEV_OFFERED);
    BOOST_TEST(told(offer) == "");
    WORKS(gc_DropCall(offer.crn, GC_USER_BUSY, EV_ASYNC));
    lines.expect(lines.callee, GCEV_DROPCALL);
    WORKS(gc_ReleaseCallEx(offer.crn, EV_ASYNC));
    lines.expect(lines.callee, GCEV_RELEASECALL);
}

BOOST_AUTO_TEST_SUITE_END()
