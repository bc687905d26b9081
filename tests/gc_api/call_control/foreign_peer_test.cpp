#include "gc_api/support/program.hpp"
#include "gc_api/support/udp_peer.hpp"

using gc::test::audio_offer;
using gc::test::check_refused;
using gc::test::Program;
using gc::test::Seen;
using gc::test::UdpPeer;

namespace {

struct OneLine : Program {
    OneLine()
    {
        start();
        line = open_waiting(1);
        target = uri(line);
    }
    /// The peer's INVITE with that description, offered to the line.
    CRN offer(const std::string& description)
    {
        peer.send(target, peer.request("INVITE", target, "c" + std::to_string(++calls), description));
        return expect(line, GCEV_OFFERED).crn;
    }
    void released(CRN crn)
    {
        drop_and_release(line, crn);
        BOOST_TEST(quiet(line));
    }
    UdpPeer peer;
    LINEDEV line = 0;
    std::string target;
    int calls = 0;
};

const char* const nothing_we_know = "18 96";
const char* const its_map = "a=rtpmap:96 opus/48000/2\r\n";

} // namespace

BOOST_FIXTURE_TEST_SUITE(foreign_peer, OneLine)

BOOST_AUTO_TEST_CASE(a_caller_without_a_codec_of_ours_is_told_488_and_the_program_that_the_call_is_over)
{
    const CRN crn = offer(audio_offer(nothing_we_know, its_map));
    WORKS(gc_AcceptCall(crn, 0, EV_ASYNC));
    expect(line, GCEV_ACCEPT);
    WORKS(gc_AnswerCall(crn, 0, EV_ASYNC));
    const Seen over = expect(line, GCEV_DISCONNECTED);
    BOOST_TEST(over.crn == crn);
    BOOST_TEST(over.cause == IPEC_SIPReasonStatus(488));
    BOOST_TEST(over.text == "media: no stream of the offer fits the local media");
    BOOST_TEST(state(crn) == GCST_DISCONNECTED);
    BOOST_TEST(peer.final_status() == 488);
    released(crn);
}

BOOST_AUTO_TEST_CASE(the_same_in_sync_mode_is_the_result_of_gc_answercall)
{
    const CRN crn = offer(audio_offer(nothing_we_know, its_map));
    check_refused(gc_AnswerCall(crn, 0, EV_SYNC), GCRV_CCLIBSPECIFIC, "no stream of the offer");
    BOOST_TEST(state(crn) == GCST_DISCONNECTED);
    released(crn);
}

BOOST_AUTO_TEST_CASE(the_next_caller_is_served_as_ever)
{
    const CRN unfit = offer(audio_offer(nothing_we_know, its_map));
    WORKS(gc_AnswerCall(unfit, 0, EV_ASYNC));
    expect(line, GCEV_DISCONNECTED);
    released(unfit);
    BOOST_TEST(peer.final_status() == 488);
    const CRN crn = offer(audio_offer("0 8"));
    WORKS(gc_AnswerCall(crn, 0, EV_ASYNC));
    BOOST_TEST(peer.final_status() == 200);
    WORKS(gc_ResetLineDev(line, EV_ASYNC));
    expect(line, GCEV_RESETLINEDEV);
}

BOOST_AUTO_TEST_SUITE_END()
