#include "gc_api/support/program.hpp"

#include <boost/test/unit_test.hpp>

using gc::test::check_refused;
using gc::test::Program;

namespace {

struct Lines : Program {
    Lines()
    {
        start();
        first = open_line(1, 1);
        second = open_line(1, 2);
    }
    static int resource(LINEDEV line, int type = GC_MEDIADEVICE)
    {
        int handle = 0;
        WORKS(gc_GetResourceH(line, &handle, type));
        return handle;
    }
    static long transmits_on(LINEDEV line)
    {
        long slot = 0;
        SC_TSINFO info = {1, &slot};
        WORKS(gc_GetXmitSlot(line, &info));
        return slot;
    }
    static int listen(LINEDEV line, long slot, unsigned long mode = EV_SYNC)
    {
        SC_TSINFO info = {1, &slot};
        return gc_Listen(line, &info, mode);
    }
    LINEDEV first = 0, second = 0;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(resources, Lines)

BOOST_AUTO_TEST_CASE(each_media_device_transmits_on_a_slot_of_its_own_and_others_may_listen)
{
    const long one = transmits_on(first), two = transmits_on(second);
    BOOST_TEST(one != two);
    BOOST_TEST(one > 0);
    WORKS(listen(first, two));
    WORKS(listen(second, one, EV_ASYNC));
    expect(second, GCEV_LISTEN);
    WORKS(listen(second, two)); // to itself, in place of the first
    WORKS(gc_UnListen(second, EV_ASYNC));
    expect(second, GCEV_UNLISTEN);
    WORKS(gc_UnListen(second, EV_SYNC)); // again does no harm
    BOOST_TEST(quiet(second));
}

BOOST_AUTO_TEST_CASE(a_slot_that_nobody_has_cannot_be_listened_to)
{
    const long two = transmits_on(second);
    check_refused(listen(first, 99'999), EGC_INVPARM, "no device transmits on time slot 99999");
    check_refused(listen(first, -1), EGC_INVPARM, "time slot -1");
    check_refused(listen(first, 0), EGC_INVPARM, "time slot 0");
    WORKS(gc_Close(second));
    check_refused(listen(first, two), EGC_INVPARM, "no device transmits");
    const LINEDEV bare = open(":P_SIP:N_iptB1T9");
    check_refused(listen(bare, transmits_on(first)), EGC_INVSTATE, "no media device");
    check_refused(gc_UnListen(bare, EV_SYNC), EGC_INVSTATE, "no media device");
    SC_TSINFO info = {1, nullptr};
    check_refused(gc_GetXmitSlot(first, &info), EGC_INVPARM, "sc_tsarrayp");
    check_refused(gc_GetXmitSlot(first, nullptr), EGC_INVPARM, "sctsinfop");
    long slots[2] = {1, 2};
    info = {2, slots};
    check_refused(gc_Listen(first, &info, EV_SYNC), EGC_INVPARM, "sc_numts");
    info = {0, slots};
    check_refused(gc_GetXmitSlot(first, &info), EGC_INVPARM, "sc_numts");
    check_refused(gc_Listen(4711, &info, EV_SYNC), EGC_INVLINEDEV);
}

BOOST_AUTO_TEST_CASE(a_media_device_moves_from_one_line_to_another)
{
    const int media = resource(first);
    const long slot = transmits_on(first);
    const LINEDEV bare = open(":P_SIP:N_iptB1T9");
    const auto attach = [&](LINEDEV line, unsigned long mode) {
        return gc_AttachResource(line, media, nullptr, nullptr, GC_MEDIADEVICE, mode);
    };
    WORKS(attach(bare, EV_ASYNC)); // begins, and fails
    const auto failed = expect(bare, GCEV_ATTACH_FAIL);
    BOOST_TEST(failed.result == GCRV_ATTACH_ERROR);
    BOOST_TEST(failed.text == "ipmB1C1 is attached to another line");
    check_refused(attach(bare, EV_SYNC), EGC_INVSTATE, "another line");

    WORKS(gc_Detach(first, media, EV_ASYNC));
    expect(first, GCEV_DETACH);
    int none = 0;
    check_refused(gc_GetResourceH(first, &none, GC_MEDIADEVICE), EGC_INVSTATE);
    WORKS(attach(bare, EV_ASYNC));
    expect(bare, GCEV_ATTACH);
    BOOST_TEST(resource(bare) == media);
    BOOST_TEST(transmits_on(bare) == slot);
    WORKS(attach(bare, EV_SYNC)); // again does no harm
    check_refused(gc_AttachResource(second, media, nullptr, nullptr, GC_MEDIADEVICE, EV_SYNC), EGC_INVSTATE,
                  "gc_Detach comes first");
}

BOOST_AUTO_TEST_CASE(closing_a_line_closes_what_is_attached_and_spares_what_was_detached)
{
    const int one = resource(first), two = resource(second);
    WORKS(gc_Detach(second, two, EV_SYNC));
    WORKS(gc_Close(first));
    WORKS(gc_Close(second));
    BOOST_TEST(std::string{ATDV_NAMEP(one)} != "ipmB1C1");
    BOOST_TEST(std::string{ATDV_NAMEP(two)} == "ipmB1C2");
    const LINEDEV again = open_line(1, 2); // names the device that is open
    BOOST_TEST(resource(again) == two);
}

BOOST_AUTO_TEST_CASE(a_name_names_one_device_and_a_device_serves_one_line)
{
    LINEDEV line = 4711;
    char name[] = ":P_SIP:N_iptB1T9:M_ipmB1C1:V_dxxxB1C1";
    check_refused(gc_OpenEx(&line, name, EV_SYNC, nullptr), EGC_INVDEVNAME,
                  "ipmB1C1 is attached to another line already");
    BOOST_TEST(line == 4711);
    WORKS(gc_Close(first));
    WORKS(gc_OpenEx(&line, name, EV_SYNC, nullptr));
    BOOST_TEST(std::string{ATDV_NAMEP(resource(line, GC_VOICEDEVICE))} == "dxxxB1C1");
}

BOOST_AUTO_TEST_CASE(the_older_form_attaches_voice_devices)
{
    const LINEDEV with_voice = open(":P_SIP:N_iptB1T9:V_dxxxB1C1");
    const int voice = resource(with_voice, GC_VOICEDEVICE);
    WORKS(gc_Detach(with_voice, voice, EV_SYNC));
    WORKS(gc_Attach(first, voice, EV_ASYNC));
    expect(first, GCEV_ATTACH);
    int handle = 0;
    WORKS(gc_GetVoiceH(first, &handle));
    BOOST_TEST(handle == voice);
}

BOOST_AUTO_TEST_CASE(what_is_no_resource_is_named)
{
    const int media = resource(first);
    const auto attach = [this](int handle, int type) {
        return gc_AttachResource(second, handle, nullptr, nullptr, type, EV_ASYNC);
    };
    check_refused(attach(4711, GC_MEDIADEVICE), EGC_INVPARM, "resourceh: ");
    check_refused(attach(media, GC_VOICEDEVICE), EGC_INVPARM, "ipmB1C1");
    check_refused(attach(static_cast<int>(first), GC_MEDIADEVICE), EGC_INVPARM, "not of the type");
    check_refused(attach(media, GC_NETWORKDEVICE), EGC_INVPARM, "resourcetype");
    check_refused(gc_Detach(second, media, EV_ASYNC), EGC_INVPARM, "not attached");
    check_refused(gc_Detach(4711, media, EV_ASYNC), EGC_INVLINEDEV);
    check_refused(gc_Detach(first, media, 7), EGC_INVPARM, "mode");
    BOOST_TEST(quiet(second));
}

BOOST_AUTO_TEST_SUITE_END()
