#include "gc_api/support/parm_block.hpp"
#include "gc_api/support/program.hpp"

using namespace gc::test;

BOOST_FIXTURE_TEST_SUITE(libraries, Program)

BOOST_AUTO_TEST_CASE(have_names_and_numbers)
{
    for (int id = GC_ICAPI_LIB_ID; id <= GC_CUSTOM2_LIB_ID; ++id) {
        char* name = nullptr;
        WORKS(gc_CCLibIDToName(id, &name));
        int found = 0;
        WORKS(gc_CCLibNameToID(name, &found));
        BOOST_TEST(found == id);
    }
    char* name = nullptr;
    WORKS(gc_CCLibIDToName(GC_H3R_LIB_ID, &name));
    BOOST_TEST(std::string{name} == "GC_H3R_LIB");
    check_refused(gc_CCLibIDToName(0, &name), EGC_INVPARM, "0");
    check_refused(gc_CCLibIDToName(GC_TOTAL_CCLIBS + 1, &name), EGC_INVPARM);
    check_refused(gc_CCLibIDToName(GC_H3R_LIB_ID, nullptr), EGC_INVPARM, "lib_name");
    int id = 0;
    check_refused(gc_CCLibNameToID("GC_H323_LIB", &id), EGC_INVPARM, "GC_H323_LIB");
    check_refused(gc_CCLibNameToID(nullptr, &id), EGC_INVPARM);
}

BOOST_AUTO_TEST_CASE(are_available_between_start_and_stop)
{
    int state = 0;
    WORKS(gc_CCLibStatusEx("GC_H3R_LIB", &state));
    BOOST_TEST(state == GC_CCLIB_CONFIGURED);
    start();
    WORKS(gc_CCLibStatusEx("GC_H3R_LIB", &state));
    BOOST_TEST(state == GC_CCLIB_AVAILABLE);
    WORKS(gc_CCLibStatus("GC_DM3CC_LIB", &state)); // it was started; nothing is behind it
    BOOST_TEST(state == GC_CCLIB_AVAILABLE);
    WORKS(gc_CCLibStatus("GC_ISDN_LIB", &state)); // it was not
    BOOST_TEST(state == GC_CCLIB_CONFIGURED);
    GC_CCLIB_STATUSALL all;
    WORKS(gc_CCLibStatusEx("GC_ALL_LIB", &all));
    BOOST_TEST(std::string{all.cclib_state[GC_H3R_LIB_ID - 1].name} == "GC_H3R_LIB");
    BOOST_TEST(all.cclib_state[GC_H3R_LIB_ID - 1].state == GC_CCLIB_AVAILABLE);
    GC_CCLIB_STATUS older;
    WORKS(gc_CCLibStatusAll(&older));
    BOOST_TEST(older.num_avllibraries == 1);
    BOOST_TEST(std::string{older.avllibraries[0]} == "GC_H3R_LIB");
    BOOST_TEST(older.num_stublibraries == 2);
    BOOST_TEST(std::string{older.stublibraries[0]} == "GC_DM3CC_LIB");
    BOOST_TEST(older.num_failedlibraries == 0);
    BOOST_TEST(older.num_configuredlibraries == GC_TOTAL_CCLIBS - 3);
    check_refused(gc_CCLibStatusEx("GC_NO_LIB", &state), EGC_INVPARM, "GC_NO_LIB");
    check_refused(gc_CCLibStatusEx("GC_ALL_LIB", nullptr), EGC_INVPARM);
    stop();
    WORKS(gc_CCLibStatus("GC_H3R_LIB", &state));
    BOOST_TEST(state == GC_CCLIB_CONFIGURED);
}

BOOST_AUTO_TEST_CASE(that_could_not_be_started_have_failed_until_they_can)
{
    int state = 0;
    board(1).E_SIP_DefaultTransport = ENUM_TLS; // without an engine
    BOOST_TEST(try_start() == GC_ERROR);
    WORKS(gc_CCLibStatus("GC_H3R_LIB", &state));
    BOOST_TEST(state == GC_CCLIB_FAILED);
    board(1).E_SIP_DefaultTransport = ENUM_UDP;
    start();
    WORKS(gc_CCLibStatus("GC_H3R_LIB", &state));
    BOOST_TEST(state == GC_CCLIB_AVAILABLE);
    stop();
    WORKS(gc_CCLibStatus("GC_H3R_LIB", &state));
    BOOST_TEST(state == GC_CCLIB_CONFIGURED);
}

BOOST_AUTO_TEST_CASE(own_devices_which_say_what_they_are)
{
    start();
    const LINEDEV line = open_line(1), board = open(":N_iptB1:P_IP");
    CT_DEVINFO what;
    for (const LINEDEV device : {line, board}) {
        int library = 0;
        WORKS(gc_LinedevToCCLIBID(device, &library));
        BOOST_TEST(library == GC_H3R_LIB_ID);
        WORKS(gc_GetCTInfo(device, &what));
        BOOST_TEST(what.ct_nettype == CT_NTIPT);
        BOOST_TEST(what.ct_devmode == CT_DMNETWORK);
    }
    unsigned int release = 0, patch = 0;
    WORKS(gc_GetVer(line, &release, &patch, GCGV_LIB));
    BOOST_TEST(release != 0U);
    check_refused(gc_GetVer(line, &release, &patch, 4711), EGC_UNSUPPORTED, "component");
    int library = 0;
    check_refused(gc_LinedevToCCLIBID(4711, &library), EGC_INVLINEDEV);
    check_refused(gc_GetCTInfo(line, nullptr), EGC_INVPARM);
}

BOOST_AUTO_TEST_CASE(the_law_of_a_device_is_that_of_the_g711_that_it_offers_first)
{
    start();
    const LINEDEV line = open_line(1), other = open_line(1, 2), board = open(":N_iptB1:P_IP");
    const auto law = [](LINEDEV device) {
        CT_DEVINFO what;
        WORKS(gc_GetCTInfo(device, &what));
        BOOST_TEST(what.ct_devfamily == CT_DFHMPDM3);
        BOOST_TEST(what.ct_busmode == CT_BMH100);
        return int{what.ct_busencoding};
    };
    for (const LINEDEV device : {line, other, board})
        BOOST_TEST(law(device) == CT_BEULAW);
    WORKS(gc_SetUserInfo(GCTGT_GCLIB_CHAN, line, std::move(Block{}.codec(GCCAP_AUDIO_g711Alaw64k)), GC_ALLCALLS));
    BOOST_TEST(law(line) == CT_BEALAW);
    BOOST_TEST(law(other) == CT_BEULAW);
    BOOST_TEST(law(board) == CT_BEULAW);
    WORKS(gc_SetConfigData(GCTGT_CCLIB_NETIF, board, std::move(Block{}.codec(GCCAP_AUDIO_g711Alaw64k)), 0,
                           GCUPDATE_IMMEDIATE, nullptr, EV_SYNC));
    BOOST_TEST(law(board) == CT_BEALAW);
    BOOST_TEST(law(other) == CT_BEALAW);
}

BOOST_AUTO_TEST_CASE(no_request_for_a_service_comes_that_could_be_answered)
{
    start();
    const LINEDEV line = open_line(1), board = open(":N_iptB1:P_IP");
    const Block block = std::move(Block{}.number(GCSET_SERVREQ, PARM_REQTYPE, IP_REQTYPE_REGISTRATION, 4));
    check_refused(gc_RespService(GCTGT_CCLIB_NETIF, board, block, EV_ASYNC), EGC_INVSTATE, "GCEV_SERVICEREQ");
    check_refused(gc_RespService(GCTGT_CCLIB_NETIF, board, block, EV_SYNC), EGC_INVPARM, "mode");
    check_refused(gc_RespService(GCTGT_CCLIB_NETIF, board, nullptr, EV_ASYNC), EGC_INVPARMBLK);
    check_refused(gc_RespService(GCTGT_CCLIB_NETIF, line, block, EV_ASYNC), EGC_INVTARGET);
    check_refused(gc_RespService(GCTGT_GCLIB_CHAN, line, block, EV_ASYNC), EGC_INVTARGET);
}

BOOST_AUTO_TEST_CASE(older_forms_do_what_the_newer_do)
{
    start();
    LINEDEV line = 0;
    WORKS(gc_Open(&line, ":N_iptB1T1:P_SIP:M_ipmB1C1", 0));
    expect(line, GCEV_UNBLOCKED);
    check_refused(gc_Open(&line, ":N_iptB1T2:P_SIP", 1), EGC_INVPARM, "rfu");
    int handle = 0;
    WORKS(gc_GetNetworkH(line, &handle));
    BOOST_TEST(handle == line);
    check_refused(gc_GetVoiceH(line, &handle), EGC_INVSTATE);
    const LINEDEV callee = open_waiting(2);
    const auto [out, in] = connected(line, callee);
    char number[GC_ADDRSIZE], same[GC_ADDRSIZE];
    WORKS(gc_GetANI(in, number));
    WORKS(gc_GetCallInfo(in, ORIGINATION_ADDRESS, same));
    BOOST_TEST(std::string{number} == same);
    WORKS(gc_GetDNIS(in, number));
    WORKS(gc_GetCallInfo(in, DESTINATION_ADDRESS, same));
    BOOST_TEST(std::string{number} == same);
    finish(line, out, callee, in);
}

BOOST_AUTO_TEST_SUITE_END()
