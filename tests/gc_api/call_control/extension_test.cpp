#include "gc_api/support/two_lines.hpp"
#include "gc_api/support/udp_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>

#include <cstring>

using gc::test::audio_offer;
using gc::test::Block;
using gc::test::check_refused;
using gc::test::Seen;
using gc::test::TwoLines;
using gc::test::UdpPeer;

namespace {

/// A structure that came as a parameter; the NUL that copying cut off is put back.
template <class Structure>
Structure structure(const Seen& seen, unsigned set, unsigned parm)
{
    Structure out{};
    const std::string value = seen.parameter(set, parm);
    BOOST_TEST_REQUIRE(seen.has(set, parm));
    std::memcpy(&out, value.data(), std::min(value.size(), sizeof out));
    return out;
}

struct Told : TwoLines {
    static void tell(LINEDEV board, unsigned long events)
    {
        gc::test::configure_board(board, std::move(Block{}.number(IPSET_EXTENSIONEVT_MSK, GCACT_SETMSK, events, 4)));
    }
    Seen extension(LINEDEV line, unsigned char id)
    {
        Seen seen = expect(line, GCEV_EXTENSION);
        BOOST_TEST(int{seen.extension} == int{id});
        return seen;
    }
    Seen ask(CRN crn, LINEDEV line, GC_PARM_BLKP block, unsigned char id = IPEXTID_GETINFO)
    {
        WORKS(gc_Extension(GCTGT_GCLIB_CRN, crn, id, block, nullptr, EV_ASYNC));
        Seen seen = expect(line, GCEV_EXTENSIONCMPLT);
        BOOST_TEST(seen.crn == crn);
        BOOST_TEST(int{seen.extension} == int{id});
        return seen;
    }
    const LINEDEV device = open(":N_iptB2:P_IP");
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(extensions, Told)

BOOST_AUTO_TEST_CASE(programs_that_ask_for_it_are_told_of_signalling_and_media)
{
    tell(device, EXTENSIONEVT_STREAMING_STATUS | EXTENSIONEVT_SIGNALING_STATUS);
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, callee, std::move(Block{}.codec(GCCAP_AUDIO_g711Alaw64k, 30)), GC_ALLCALLS));
    const auto [out, in] = offered(caller, callee);
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    expect(caller, GCEV_CONNECTED); // its board tells nothing

    const Seen media = extension(callee, IPEXTID_MEDIAINFO);
    BOOST_TEST(media.crn == in);
    const auto sent = structure<IP_CAPABILITY>(media, IPSET_MEDIA_STATE, IPPARM_TX_CONNECTED);
    const auto received = structure<IP_CAPABILITY>(media, IPSET_MEDIA_STATE, IPPARM_RX_CONNECTED);
    BOOST_TEST(sent.capability == GCCAP_AUDIO_g711Alaw64k);
    BOOST_TEST(sent.direction == IP_CAP_DIR_LCLTRANSMIT);
    BOOST_TEST(received.direction == IP_CAP_DIR_LCLRECEIVE);
    BOOST_TEST(received.payload_type == 8);
    BOOST_TEST(sent.extra.audio.frames_per_pkt == 20U); // as the caller wishes
    const auto local = structure<RTP_ADDR>(media, IPSET_RTP_ADDRESS, IPPARM_LOCAL);
    const auto remote = structure<RTP_ADDR>(media, IPSET_RTP_ADDRESS, IPPARM_REMOTE);
    BOOST_TEST(local.u_ipaddr.ipv4 == inet_addr("127.0.0.1"));
    BOOST_TEST(local.port != 0);
    BOOST_TEST(remote.port != local.port);
    BOOST_TEST(extension(callee, IPEXTID_IPPROTOCOL_STATE).has(IPSET_IPPROTOCOL_STATE, IPPARM_SIGNALING_CONNECTED));
    expect(callee, GCEV_ANSWERED);

    drop_and_release(caller, out);
    expect(callee, GCEV_DISCONNECTED);
    const Seen over = extension(callee, IPEXTID_MEDIAINFO);
    BOOST_TEST(over.has(IPSET_MEDIA_STATE, IPPARM_TX_DISCONNECTED));
    BOOST_TEST(over.has(IPSET_MEDIA_STATE, IPPARM_RX_DISCONNECTED));
    BOOST_TEST(extension(callee, IPEXTID_IPPROTOCOL_STATE).has(IPSET_IPPROTOCOL_STATE, IPPARM_SIGNALING_DISCONNECTED));
    drop_and_release(callee, in);
}

BOOST_AUTO_TEST_CASE(a_reset_ends_media_and_signalling_as_any_end_of_a_call_does)
{
    tell(device, EXTENSIONEVT_STREAMING_STATUS | EXTENSIONEVT_SIGNALING_STATUS);
    const CRN in = offered(caller, callee).callee;
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    await(callee, GCEV_ANSWERED);
    WORKS(gc_ResetLineDev(callee, EV_ASYNC));
    const Seen over = extension(callee, IPEXTID_MEDIAINFO);
    BOOST_TEST(over.crn == in);
    BOOST_TEST(over.has(IPSET_MEDIA_STATE, IPPARM_TX_DISCONNECTED));
    BOOST_TEST(extension(callee, IPEXTID_IPPROTOCOL_STATE).has(IPSET_IPPROTOCOL_STATE, IPPARM_SIGNALING_DISCONNECTED));
    expect(callee, GCEV_RESETLINEDEV);
    WORKS(gc_ResetLineDev(callee, EV_ASYNC)); // there is nothing that could end
    expect(callee, GCEV_RESETLINEDEV);
}

BOOST_AUTO_TEST_CASE(a_stream_that_goes_one_way_is_told_as_such)
{
    tell(device, EXTENSIONEVT_STREAMING_STATUS);
    UdpPeer peer;
    const std::string target = uri(callee);
    peer.send(target, peer.request("INVITE", target, "oneway", audio_offer("0", "a=sendonly\r\n")));
    const CRN in = expect(callee, GCEV_OFFERED).crn;
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    std::string answer;
    while ((answer = peer.receive()).rfind("SIP/2.0 200", 0) != 0)
        BOOST_TEST_REQUIRE(!answer.empty());
    const std::size_t tag = answer.find("tag=", answer.find("\r\nTo:")) + 4;
    std::string ack = peer.request("ACK", target, "oneway");
    ack.insert(ack.find("\r\n", ack.find("\r\nTo:") + 2), ";tag=" + answer.substr(tag, answer.find('\r', tag) - tag));
    peer.send(target, ack);
    const Seen media = extension(callee, IPEXTID_MEDIAINFO);
    BOOST_TEST(structure<IP_CAPABILITY>(media, IPSET_MEDIA_STATE, IPPARM_RX_RECVONLY).direction ==
               IP_CAP_DIR_LCLRECVONLY);
    BOOST_TEST(!media.has(IPSET_MEDIA_STATE, IPPARM_TX_CONNECTED));
    expect(callee, GCEV_ANSWERED);
}

BOOST_AUTO_TEST_CASE(what_is_known_of_a_call_is_told_on_request)
{
    const auto [out, in] = connected(caller, callee);
    const Block wanted = std::move(Block{}
                                       .nothing(IPSET_CALLINFO, IPPARM_CALLID)
                                       .nothing(IPSET_CALLINFO, IPPARM_CONNECTIONMETHOD)
                                       .nothing(IPSET_SIP_MSGINFO, IPPARM_TO)
                                       .nothing(IPSET_SIP_MSGINFO, IPPARM_REQUEST_URI)
                                       .nothing(IPSET_SIP_MSGINFO, IPPARM_CONTACT_URI)
                                       .nothing(IPSET_RTP_ADDRESS, IPPARM_LOCAL)
                                       .nothing(IPSET_RTP_ADDRESS, IPPARM_REMOTE)
                                       .nothing(GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY)
                                       .nothing(IPSET_DTMF, IPPARM_SUPPORT_DTMF_BITMASK)
                                       .nothing(IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK));
    const Seen here = ask(out, caller, wanted), there = ask(in, callee, wanted);
    BOOST_TEST(here.parameter(IPSET_CALLINFO, IPPARM_CALLID) == info(out, IP_CALLID));
    BOOST_TEST(here.parameter(IPSET_SIP_MSGINFO, IPPARM_TO) == info(out, DESTINATION_URI));
    BOOST_TEST(here.parameter(IPSET_SIP_MSGINFO, IPPARM_REQUEST_URI) == uri(callee));
    BOOST_TEST(there.parameter(IPSET_SIP_MSGINFO, IPPARM_REQUEST_URI) == uri(callee));
    BOOST_TEST(here.parameter(IPSET_SIP_MSGINFO, IPPARM_CONTACT_URI) == uri(callee)); // each the other's
    const std::string address = uri(caller).substr(uri(caller).find('@') + 1);
    BOOST_TEST(there.parameter(IPSET_SIP_MSGINFO, IPPARM_CONTACT_URI).find(address) != std::string::npos);
    BOOST_TEST(here.number(IPSET_CALLINFO, IPPARM_CONNECTIONMETHOD) == IP_CONNECTIONMETHOD_FASTSTART);
    BOOST_TEST(here.number(IPSET_DTMF, IPPARM_SUPPORT_DTMF_BITMASK) == IP_DTMF_TYPE_RFC_2833);
    BOOST_TEST(here.number(IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK) == IP_PROTOCOL_SIP);
    BOOST_TEST(structure<IP_CAPABILITY>(here, GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY).capability ==
               GCCAP_AUDIO_g711Ulaw64k);
    BOOST_TEST(structure<RTP_ADDR>(here, IPSET_RTP_ADDRESS, IPPARM_REMOTE).port ==
               structure<RTP_ADDR>(there, IPSET_RTP_ADDRESS, IPPARM_LOCAL).port);
    BOOST_TEST(
        structure<RTP_ADDR>(ask(in, callee, nullptr, IPEXTID_LOCAL_MEDIA_ADDRESS), IPSET_RTP_ADDRESS, IPPARM_LOCAL)
            .port == structure<RTP_ADDR>(here, IPSET_RTP_ADDRESS, IPPARM_REMOTE).port);

    GC_PARM_BLKP answer = nullptr;
    WORKS(gc_Extension(GCTGT_GCLIB_CHAN, caller, IPEXTID_GETINFO, wanted, &answer, EV_SYNC));
    BOOST_TEST(gc_util_find_parm(answer, IPSET_CALLINFO, IPPARM_CALLID) != nullptr);
    gc_util_delete_parm_blk(answer);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_asked_for_is_refused)
{
    const auto [out, in] = offered(caller, callee);
    const auto extend = [](int target, long id, unsigned char extension, GC_PARM_BLKP block = nullptr) {
        return gc_Extension(target, id, extension, block, nullptr, EV_ASYNC);
    };
    const Block media = std::move(Block{}.nothing(IPSET_RTP_ADDRESS, IPPARM_REMOTE));
    check_refused(extend(GCTGT_GCLIB_CRN, in, IPEXTID_GETINFO, media), EGC_INVPARM, "no media yet");
    const Block other = std::move(Block{}.nothing(IPSET_CALLINFO, IPPARM_CALLDURATION));
    check_refused(extend(GCTGT_GCLIB_CRN, in, IPEXTID_GETINFO, other), EGC_INVPARM, "no such information");
    check_refused(extend(GCTGT_GCLIB_CHAN, open_line(1, 2), IPEXTID_GETINFO, other), EGC_INVSTATE, "has no call");
    check_refused(extend(GCTGT_GCLIB_CRN, in, IPEXTID_MEDIAINFO), EGC_INVPARM, "comes with GCEV_EXTENSION");
    check_refused(extend(GCTGT_GCLIB_CRN, in, 0x7f), EGC_UNSUPPORTED, "extension 127");
    check_refused(extend(GCTGT_GCLIB_CRN, 4711, IPEXTID_GETINFO), EGC_INVCRN);
    check_refused(extend(GCTGT_GCLIB_CHAN, 4711, IPEXTID_GETINFO), EGC_INVLINEDEV);
    check_refused(extend(GCTGT_GCLIB_SYSTEM, 0, IPEXTID_GETINFO), EGC_INVTARGET);
    check_refused(gc_Extension(GCTGT_GCLIB_CRN, in, IPEXTID_GETINFO, nullptr, nullptr, EV_SYNC), EGC_INVPARM,
                  "retblkp");
    WORKS(gc_ResetLineDev(callee, EV_ASYNC));
    expect(callee, GCEV_RESETLINEDEV);
    expect(caller, GCEV_DISCONNECTED);
    drop_and_release(caller, out);
}

BOOST_AUTO_TEST_SUITE_END()
