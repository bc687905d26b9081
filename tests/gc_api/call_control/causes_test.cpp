#include "ip/causes.hpp"

#include "gcip.h"
#include "gclib.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <climits>
#include <map>
#include <set>

using sip::EndCause;

BOOST_AUTO_TEST_SUITE(causes)

BOOST_AUTO_TEST_CASE(generic_drop_causes_have_the_documented_status)
{
    BOOST_TEST(gc::refusal_status(GC_NORMAL_CLEARING) == 480);
    BOOST_TEST(gc::refusal_status(GC_USER_BUSY) == 486);
    BOOST_TEST(gc::refusal_status(GC_CALL_REJECTED) == 603);
    BOOST_TEST(gc::refusal_status(GC_UNASSIGNED_NUMBER) == 404);
    BOOST_TEST(gc::refusal_status(GC_DEST_OUT_OF_ORDER) == 502);
    BOOST_TEST(gc::refusal_status(GC_NETWORK_CONGESTION) == 503);
    BOOST_TEST(gc::refusal_status(GC_REQ_CHANNEL_NOT_AVAIL) == 503);
    BOOST_TEST(gc::refusal_status(GC_CHANNEL_UNACCEPTABLE) == 503);
    BOOST_TEST(gc::refusal_status(GC_SEND_SIT) == 480);
}

BOOST_AUTO_TEST_CASE(sip_reasons_are_their_own_status_at_the_edges_of_their_range)
{
    BOOST_TEST(gc::refusal_status(IPEC_SIPReasonStatus486BusyHere) == 486);
    BOOST_TEST(gc::refusal_status(IPEC_SIPReasonStatus480TemporarilyUnavailable) == 480);
    BOOST_TEST(gc::refusal_status(5300) == 300);
    BOOST_TEST(gc::refusal_status(5699) == 699);
    BOOST_TEST(gc::refusal_status(5299) == 480);
    BOOST_TEST(gc::refusal_status(5700) == 480);
}

BOOST_AUTO_TEST_CASE(a_cause_that_means_nothing_still_refuses_the_call)
{
    for (const int cause : {0, -1, INT_MAX, INT_MIN, 99'999})
        BOOST_TEST(gc::refusal_status(cause) == 480);
}

BOOST_AUTO_TEST_CASE(every_cause_of_the_api_has_a_row_and_every_number_a_status)
{
    std::set<int> known;
    for (const gc::DropCause& row : gc::drop_causes())
        BOOST_TEST(known.insert(row.cause).second, "cause " << row.cause << " has two rows");
    for (int cause = GC_UNASSIGNED_NUMBER; cause <= GC_SEND_SIT; ++cause)
        BOOST_TEST(known.count(cause) == 1U, "cause " << cause);
    BOOST_TEST(known.size() == 9U);
    for (int cause = -10; cause <= 10'000; ++cause) {
        const int status = gc::refusal_status(cause);
        if (cause >= IPEC_SIPReasonStatusMin && cause <= IPEC_SIPReasonStatusMax)
            BOOST_TEST(status == cause - 5000);
        else if (known.count(cause) == 0)
            BOOST_TEST(status == 480);
        BOOST_TEST((status >= 300 && status <= 699));
    }
}

BOOST_AUTO_TEST_CASE(every_final_status_has_one_result_and_its_own_reason)
{
    const std::map<int, int> named = {{401, GCRV_REJECT},   {403, GCRV_REJECT},      {404, GCRV_UNALLOCATED},
                                      {407, GCRV_REJECT},   {408, GCRV_NOANSWER},    {410, GCRV_UNALLOCATED},
                                      {480, GCRV_NOANSWER}, {484, GCRV_UNALLOCATED}, {485, GCRV_UNALLOCATED},
                                      {486, GCRV_BUSY},     {487, GCRV_NOANSWER},    {600, GCRV_BUSY},
                                      {603, GCRV_REJECT},   {604, GCRV_UNALLOCATED}};
    for (int status = 300; status <= 699; ++status) {
        const gc::EndResult result = gc::end_result(EndCause::rejected, status, sip::FlowError::none);
        const auto row = named.find(status);
        const int of_class = status / 100 == 5 ? GCRV_CONGESTION : GCRV_CCLIBSPECIFIC;
        BOOST_TEST(result.gc_value == (row == named.end() ? of_class : row->second), status);
        BOOST_TEST(result.cc_value == 5000 + status);
        const auto rows = gc::status_results();
        BOOST_TEST(
            std::count_if(rows.begin(), rows.end(),
                          [&](const gc::StatusResult& one) { return status >= one.first && status <= one.last; }) <= 1,
            status);
    }
}

BOOST_AUTO_TEST_CASE(ends_map_to_results)
{
    struct Row {
        EndCause cause;
        int status;
        int gc_value;
        long cc_value;
    };
    const Row rows[] = {
        {EndCause::remote_bye, 0, GCRV_NORMAL, IPEC_InternalReasonNormal},
        {EndCause::remote_cancel, 0, GCRV_CALLABANDONED, 5487},
        {EndCause::timed_out, 0, GCRV_TIMEOUT, 5408},
        {EndCause::not_acknowledged, 0, GCRV_TIMEOUT, IPEC_InternalReasonTimeout},
        {EndCause::protocol, 0, GCRV_PROTOCOL, IPEC_InternalReasonProtocolError},
        {EndCause::rejected, 486, GCRV_BUSY, 5486},
        {EndCause::rejected, 600, GCRV_BUSY, 5600},
        {EndCause::rejected, 480, GCRV_NOANSWER, 5480},
        {EndCause::rejected, 487, GCRV_NOANSWER, 5487},
        {EndCause::rejected, 404, GCRV_UNALLOCATED, 5404},
        {EndCause::rejected, 604, GCRV_UNALLOCATED, 5604},
        {EndCause::rejected, 403, GCRV_REJECT, 5403},
        {EndCause::rejected, 603, GCRV_REJECT, 5603},
        {EndCause::rejected, 500, GCRV_CONGESTION, 5500},
        {EndCause::rejected, 503, GCRV_CONGESTION, 5503},
        {EndCause::rejected, 302, GCRV_CCLIBSPECIFIC, 5302},
        {EndCause::rejected, 606, GCRV_CCLIBSPECIFIC, 5606},
    };
    for (const Row& row : rows) {
        const gc::EndResult result = gc::end_result(row.cause, row.status, sip::FlowError::none);
        BOOST_TEST(result.gc_value == row.gc_value, "status " << row.status);
        BOOST_TEST(result.cc_value == row.cc_value, "status " << row.status);
    }
}

BOOST_AUTO_TEST_CASE(a_lost_connection_says_whether_the_network_tls_or_the_identity_failed)
{
    const std::pair<sip::FlowError, long> rows[] = {
        {sip::FlowError::refused, IPEC_InternalReasonTransportFailure},
        {sip::FlowError::timed_out, IPEC_InternalReasonTransportFailure},
        {sip::FlowError::handshake, IPEC_InternalReasonTlsFailure},
        {sip::FlowError::certificate, IPEC_InternalReasonTlsFailure},
        {sip::FlowError::identity, IPEC_InternalReasonPeerIdentity},
    };
    for (const auto& [error, reason] : rows) {
        const gc::EndResult result = gc::end_result(EndCause::transport, 0, error);
        BOOST_TEST(result.gc_value == GCRV_SIGNALLING);
        BOOST_TEST(result.cc_value == reason, "flow error " << static_cast<int>(error));
    }
}

BOOST_AUTO_TEST_SUITE_END()
