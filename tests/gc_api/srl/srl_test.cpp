#include "gclib.h"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <string>
#include <thread>

namespace {

std::atomic<int> calls{0};
std::atomic<long> seen_type{0};

long count_and_keep(void*)
{
    ++calls;
    seen_type = sr_getevttype();
    return 1;
}

long count_and_consume(unsigned long)
{
    ++calls;
    return 0;
}

long put_another(void*)
{
    if (sr_getevttype() == 0x7555) {
        METAEVENT event;
        if (gc_GetMetaEvent(&event) == GC_SUCCESS && event.evttype == 0x7555)
            sr_putevt(SRL_DEVICE, 0x7556, 0, nullptr, 0);
    }
    return 1;
}

/// Every test leaves the queue of the process as it found it: empty and without handlers.
struct CleanQueue {
    CleanQueue() { calls = 0; }
    ~CleanQueue()
    {
        while (sr_waitevt(0) != SR_TMOUT) {
        }
    }
};

void set_model(int model) { BOOST_TEST(sr_setparm(SRL_DEVICE, SR_MODELTYPE, &model) == 0); }

} // namespace

BOOST_FIXTURE_TEST_SUITE(srl, CleanQueue)

BOOST_AUTO_TEST_CASE(a_program_s_event_comes_back_with_a_copy_of_its_data)
{
    int data = 42;
    BOOST_TEST(sr_putevt(SRL_DEVICE, 0x7777, sizeof data, &data, 0) == 0);
    data = 0;
    BOOST_REQUIRE(sr_waitevt(1000) >= 0);
    BOOST_TEST(sr_getevtdev() == SRL_DEVICE);
    BOOST_TEST(sr_getevttype() == 0x7777);
    BOOST_TEST(sr_getevtlen(0) == long{sizeof data});

    METAEVENT event;
    BOOST_TEST(gc_GetMetaEvent(&event) == GC_SUCCESS);
    BOOST_TEST((event.flags & GCME_GC_EVENT) == 0U);
    BOOST_TEST(event.evtdev == sr_getevtdev());
    BOOST_TEST(event.evttype == sr_getevttype());
    BOOST_TEST(event.evtdatap == sr_getevtdatap());
    BOOST_TEST(*static_cast<int*>(event.evtdatap) == 42);
}

BOOST_AUTO_TEST_CASE(an_event_without_data_has_length_0_and_null)
{
    BOOST_TEST(sr_putevt(SRL_DEVICE, 0x10000, 0, nullptr, 0) == 0);
    BOOST_REQUIRE(sr_waitevt(0) >= 0);
    BOOST_TEST(sr_getevtlen() == 0);
    BOOST_TEST(sr_getevtdatap() == nullptr);
}

BOOST_AUTO_TEST_CASE(waiting_ends_with_the_time)
{
    BOOST_TEST(sr_waitevt(0) == SR_TMOUT);
    BOOST_TEST(sr_waitevt(5) == SR_TMOUT);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_TMOUT);
}

BOOST_AUTO_TEST_CASE(a_thread_without_an_event_has_none)
{
    std::thread{[] {
        BOOST_TEST(sr_getevtdev() == -1);
        BOOST_TEST(sr_getevttype() == -1);
        BOOST_TEST(sr_getevtlen() == -1);
        BOOST_TEST(sr_getevtdatap() == nullptr);
        METAEVENT event;
        BOOST_TEST(gc_GetMetaEvent(&event) == GC_ERROR);
        GC_INFO info;
        BOOST_TEST(gc_ErrorInfo(&info) == GC_SUCCESS);
        BOOST_TEST(info.gcValue == EGC_NOEVENT);
    }}.join();
}

BOOST_AUTO_TEST_CASE(wait_ex_takes_events_of_its_devices_by_their_low_32_bits)
{
    sr_putevt(SRL_DEVICE, 555, 0, nullptr, 0);
    long event = 0;
    long devices[] = {4711, (0x1234L << 32) | SRL_DEVICE, SRL_DEVICE, -1};
    BOOST_TEST(sr_waitevtEx(devices, 1, -1, &event) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_BADDEV);
    BOOST_TEST(sr_waitevtEx(devices, 4, 0, &event) == 0);
    BOOST_TEST(event > 0);
    METAEVENT shown;
    BOOST_TEST(gc_GetMetaEventEx(&shown, static_cast<unsigned long>(event)) == GC_SUCCESS);
    BOOST_TEST(shown.evttype == 555);
}

BOOST_AUTO_TEST_CASE(wait_ex_refuses_no_devices)
{
    long device = 1;
    BOOST_TEST(sr_waitevtEx(nullptr, 1, 0, nullptr) == -1);
    BOOST_TEST(sr_waitevtEx(&device, 0, 0, nullptr) == -1);
    BOOST_TEST(sr_waitevtEx(&device, -1, 0, nullptr) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_BADPARM);
}

BOOST_AUTO_TEST_CASE(put_refuses_what_cannot_be_an_event)
{
    char data = 0;
    BOOST_TEST(sr_putevt(4711, 1, 0, nullptr, 0) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_BADDEV);
    BOOST_TEST(sr_putevt(SRL_DEVICE, 1, -1, &data, 0) == -1);
    BOOST_TEST(sr_putevt(SRL_DEVICE, 1, 1, nullptr, 0) == -1);
    BOOST_TEST(sr_putevt(SRL_DEVICE, 1UL << 31, 0, nullptr, 0) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_BADPARM);
    BOOST_TEST(sr_waitevt(0) == SR_TMOUT);
}

BOOST_AUTO_TEST_CASE(handlers_of_both_shapes_run_inside_wait)
{
    BOOST_TEST(sr_enbhdlr(SRL_DEVICE, 0x7777, count_and_keep) == 0);
    BOOST_TEST(sr_enbhdlr(EV_ANYDEV, 0x7666, count_and_consume) == 0);
    sr_putevt(SRL_DEVICE, 0x7666, 0, nullptr, 0);
    sr_putevt(SRL_DEVICE, 0x7777, 0, nullptr, 0);
    BOOST_REQUIRE(sr_waitevt(0) >= 0);
    BOOST_TEST(sr_getevttype() == 0x7777);
    BOOST_TEST(calls == 2);
    BOOST_TEST(sr_dishdlr(SRL_DEVICE, 0x7777, count_and_keep) == 0);
    BOOST_TEST(sr_dishdlr(EV_ANYDEV, 0x7666, count_and_consume) == 0);
    BOOST_TEST(sr_dishdlr(EV_ANYDEV, 0x7666, count_and_consume) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_NOHDLR);
}

BOOST_AUTO_TEST_CASE(mtasync_runs_handlers_without_a_wait_and_they_may_put_events)
{
    set_model(SR_MTASYNC);
    BOOST_TEST(sr_enbhdlr(EV_ANYDEV, EV_ANYEVT, put_another) == 0);
    sr_putevt(SRL_DEVICE, 0x7555, 0, nullptr, 0);
    BOOST_REQUIRE(sr_waitevt(5000) >= 0);
    BOOST_TEST(sr_getevttype() == 0x7555);
    BOOST_REQUIRE(sr_waitevt(5000) >= 0);
    BOOST_TEST(sr_getevttype() == 0x7556);
    BOOST_TEST(sr_dishdlr(EV_ANYDEV, EV_ANYEVT, put_another) == 0);
    set_model(SR_STASYNC);
}

BOOST_AUTO_TEST_CASE(every_model_and_mode_that_programs_combine_is_accepted)
{
    for (const int model : {SR_STASYNC, SR_MTASYNC, SR_MTSYNC, SR_STASYNC | SR_POLLMODE, SR_MTASYNC | SR_POLLMODE,
                            SR_STASYNC | SR_SIGMODE, SR_STASYNC})
        for (const int mode : {SR_POLLMODE, SR_SIGMODE, SR_POLLMODE | SR_MTASYNC, SR_POLLMODE | SR_STASYNC}) {
            set_model(model);
            int wanted = mode;
            BOOST_TEST(sr_setparm(SRL_DEVICE, SR_MODEID, &wanted) == 0);
            sr_enbhdlr(SRL_DEVICE, 0x7777, count_and_keep);
            sr_putevt(SRL_DEVICE, 0x7777, 0, nullptr, 0);
            BOOST_TEST(sr_waitevt(5000) >= 0);
            BOOST_TEST(sr_getevttype() == 0x7777);
            BOOST_TEST(calls.exchange(0) == 1);
            sr_dishdlr(SRL_DEVICE, 0x7777, count_and_keep);
        }
}

BOOST_AUTO_TEST_CASE(models_may_be_combined_and_read_back)
{
    int mode = SR_POLLMODE | SR_MTASYNC;
    BOOST_TEST(sr_setparm(SRL_DEVICE, SR_MODEID, &mode) == 0);
    int read = 0;
    BOOST_TEST(sr_getparm(SRL_DEVICE, SR_MODEID, &read) == 0);
    BOOST_TEST(read == mode);
    mode = 0x4000;
    BOOST_TEST(sr_setparm(SRL_DEVICE, SR_MODELTYPE, &mode) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_BADPARM);
    BOOST_TEST(sr_setparm(SRL_DEVICE, 99, &mode) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_PARMID);
    BOOST_TEST(sr_setparm(SRL_DEVICE, SR_MODEID, nullptr) == -1);
}

BOOST_AUTO_TEST_CASE(the_library_has_a_user_context_and_a_bad_handle_gives_null)
{
    int mine = 0;
    void* context = &mine;
    BOOST_TEST(sr_setparm(SRL_DEVICE, SR_USERCONTEXT, &context) == 0);
    context = nullptr;
    BOOST_TEST(sr_getparm(SRL_DEVICE, SR_USERCONTEXT, &context) == 0);
    BOOST_TEST(context == &mine);
    BOOST_TEST(sr_getparm(4711, SR_USERCONTEXT, &context) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_BADDEV);
    BOOST_TEST(context == nullptr);
    BOOST_TEST(sr_setparm(SRL_DEVICE, SR_USERCONTEXT, &context) == 0);
}

BOOST_AUTO_TEST_CASE(older_forms_answer_as_documented)
{
    BOOST_TEST(sr_libinit(1) == 0);
    void* function = &calls;
    BOOST_TEST(sr_getfcnp(1, &function) == -1);
    BOOST_TEST(function == nullptr);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_PARMID);
    BOOST_TEST(sr_getfcnp(1, nullptr) == -1);
    BOOST_TEST(sr_NotifyEvt(nullptr, 0, SR_NOTIFY_ON) == -1);
    BOOST_TEST(ATDV_LASTERR(SRL_DEVICE) == ESR_UNSUPPORTED);
}

BOOST_AUTO_TEST_CASE(attributes_of_a_bad_handle_are_texts_and_minus_1)
{
    BOOST_TEST(ATDV_LASTERR(4711) == AT_FAILURE);
    BOOST_TEST(ATDV_SUBDEVS(-3) == AT_FAILURE);
    BOOST_TEST(std::string{ATDV_NAMEP(4711)} == "handle 4711 was never given out");
    BOOST_TEST(std::string{ATDV_ERRMSGP(0)}.size() > 0U);
    BOOST_TEST(std::string{ATDV_NAMEP(SRL_DEVICE)} == "SRL_DEVICE");
}

BOOST_AUTO_TEST_CASE(hold_and_release_nest)
{
    BOOST_TEST(sr_release() == -1);
    BOOST_TEST(sr_hold() == 0);
    BOOST_TEST(sr_hold() == 0);
    BOOST_TEST(sr_release() == 0);
    BOOST_TEST(sr_release() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
