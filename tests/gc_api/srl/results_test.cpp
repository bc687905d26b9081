#include "gcip.h"

#include <boost/test/unit_test.hpp>

#include <cstring>
#include <fstream>
#include <regex>
#include <string>

BOOST_AUTO_TEST_SUITE(results)

BOOST_AUTO_TEST_CASE(error_info_names_what_was_wrong)
{
    BOOST_TEST(gc_GetMetaEvent(nullptr) == GC_ERROR);
    GC_INFO info;
    BOOST_TEST(gc_ErrorInfo(&info) == GC_SUCCESS);
    BOOST_TEST(info.gcValue == EGC_INVPARM);
    BOOST_TEST(info.ccValue == IPERR_BAD_PARAM);
    BOOST_TEST(std::string{info.additionalInfo} == "metaeventp is NULL");
    for (const char* text : {info.gcMsg, info.ccLibName, info.ccMsg})
        BOOST_TEST(std::strlen(text) > 0U);
    BOOST_TEST(gc_ErrorInfo(nullptr) == GC_ERROR);
}

BOOST_AUTO_TEST_CASE(result_of_a_program_s_event_is_its_error_code)
{
    sr_putevt(SRL_DEVICE, 0x7777, 0, nullptr, 77);
    BOOST_REQUIRE(sr_waitevt(0) >= 0);
    METAEVENT event;
    gc_GetMetaEvent(&event);
    GC_INFO info;
    BOOST_TEST(gc_ResultInfo(&event, &info) == GC_SUCCESS);
    BOOST_TEST(info.ccValue == 77);
    BOOST_TEST(info.additionalInfo != nullptr);
    long cc = 0;
    BOOST_TEST(gc_ResultValue(&event, nullptr, nullptr, &cc) == GC_SUCCESS);
    BOOST_TEST(cc == 77);
    CRN crn = 5;
    BOOST_TEST(gc_GetCRN(&crn, &event) == GC_SUCCESS);
    BOOST_TEST(crn == 0);
}

BOOST_AUTO_TEST_CASE(a_metaevent_that_was_never_filled_is_refused)
{
    METAEVENT event{};
    GC_INFO info;
    BOOST_TEST(gc_ResultInfo(&event, &info) == GC_ERROR);
    int gc = 0;
    BOOST_TEST(gc_ErrorValue(&gc, nullptr, nullptr) == GC_SUCCESS);
    BOOST_TEST(gc == EGC_INVMETAEVENT);
    BOOST_TEST(gc_ResultInfo(nullptr, &info) == GC_ERROR);
    CRN crn = 0;
    BOOST_TEST(gc_GetCRN(&crn, nullptr) == GC_ERROR);
    BOOST_TEST(gc_GetCRN(nullptr, &event) == GC_ERROR);
    BOOST_TEST(gc_GetCRN(&crn, &event) == GC_ERROR);
}

BOOST_AUTO_TEST_CASE(result_msg_gives_a_text_for_every_code)
{
    char* text = nullptr;
    BOOST_TEST(gc_ResultMsg(GC_H3R_LIB_ID, IPEC_SIPReasonStatus486BusyHere, &text) == GC_SUCCESS);
    BOOST_TEST(std::string{text} == "SIP 486 Busy Here");
    BOOST_TEST(gc_ResultMsg(GC_GLOBALCALL_LIB_ID, GCRV_BUSY, &text) == GC_SUCCESS);
    BOOST_TEST(std::string{text} == "the called party is busy");
    BOOST_TEST(gc_ResultMsg(GC_H3R_LIB_ID, 123456, &text) == GC_SUCCESS);
    BOOST_TEST(text != nullptr);
    BOOST_TEST(gc_ResultMsg(GC_H3R_LIB_ID, 0, nullptr) == GC_ERROR);
}

BOOST_AUTO_TEST_CASE(every_event_number_has_a_name)
{
    BOOST_TEST(std::string{GCEV_MSG(GCEV_OFFERED)} == "GCEV_OFFERED");
    BOOST_TEST(std::string{gcev_msg[GCEV_UNBLOCKED - DT_GC]} == "GCEV_UNBLOCKED");
    BOOST_TEST(GCEV_UNBLOCKED == 0x833);
    for (long type = DT_GC; type < DT_GC + 256; ++type)
        BOOST_TEST(gcev_msg[type - DT_GC] != nullptr);
    for (const long other : {-1L, 0L, 0x81L, 0x7ffL, 0x900L, 0x10000L})
        BOOST_TEST(std::string{GCEV_MSG(other)} == "not a Global Call event");
}

BOOST_AUTO_TEST_CASE(every_event_of_the_header_is_called_by_its_name)
{
    std::ifstream file{TRUNKCALL_HEADERS "/gc_events.h"};
    const std::regex define{R"(#define (GCEV_\w+) \(DT_GC \| 0x([0-9a-f]+)\).*)"};
    std::smatch match;
    int events = 0;
    for (std::string line; std::getline(file, line);)
        if (std::regex_match(line, match, define)) {
            BOOST_TEST(match[1].str() == GCEV_MSG(DT_GC | std::stol(match[2], nullptr, 16)));
            ++events;
        }
    BOOST_TEST(events >= 110);
}

BOOST_AUTO_TEST_CASE(the_helpers_fill_in_the_documented_defaults)
{
    IP_VIRTBOARD boards[2];
    INIT_IP_VIRTBOARD(&boards[0]);
    BOOST_TEST(boards[0].total_max_calls == static_cast<unsigned>(IP_CFG_DEFAULT));
    BOOST_TEST(boards[0].reserved == nullptr);
    BOOST_TEST(boards[0].sip_tls_engine == nullptr);
    BOOST_TEST(boards[0].SIP_SessionTimer_SessionExpires == 1800U);
    BOOST_TEST(boards[0].E_SIP_OOD_NOTIFY_Access == ENUM_Enabled);
    boards[0].sip_signaling_port = 5070;

    IPCCLIB_START_DATA start;
    INIT_IPCCLIB_START_DATA(&start, 2, boards);
    BOOST_TEST(start.delimiter == ',');
    BOOST_TEST(start.num_boards == 2);
    BOOST_TEST(start.board_list == boards);
    BOOST_TEST(boards[0].sip_signaling_port == 5070);

    SIP_TLS_ENGINE tls;
    INIT_SIP_TLS_ENGINE(&tls);
    BOOST_TEST(tls.sip_tls_port == 5061);
    BOOST_TEST(tls.E_sip_tls_method == ENUM_TLS_METHOD_TLS_V1);
    BOOST_TEST((tls.version & 0xffff) == 0x100U);
    BOOST_TEST((tls.version >> 16) == sizeof tls);
}

BOOST_AUTO_TEST_SUITE_END()
