#include "alarms/alarm_event.hpp"
#include "alarms/alarms.hpp"
#include "call_control/line.hpp"
#include "events/meta_event.hpp"
#include "gcip.h"
#include "runtime/board_device.hpp"
#include "runtime/runtime.hpp"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>

using gc::Runtime;

namespace {

/// One board on loopback with a line and a device of its own, as gc_OpenEx makes them.
struct OneBoard {
    OneBoard()
    {
        IP_VIRTBOARD settings;
        INIT_IP_VIRTBOARD(&settings);
        settings.localIP.u_ipaddr.ipv4 = inet_addr("127.0.0.1");
        settings.sip_signaling_port = 0;
        IPCCLIB_START_DATA data;
        INIT_IPCCLIB_START_DATA(&data, 1, &settings);
        CCLIB_START_STRUCT libraries[] = {{"GC_H3R_LIB", &data}};
        GC_START_STRUCT start = {1, libraries};
        BOOST_REQUIRE(!runtime.start(&start));
        board = runtime.board(1);
        line = open_line(1);
        device = std::make_shared<gc::BoardDevice>(board, ":N_iptB1:P_IP", nullptr);
        runtime.handles().open(device);
    }
    ~OneBoard() { static_cast<void>(runtime.stop()); }

    std::shared_ptr<gc::Line> open_line(unsigned channel)
    {
        gc::DeviceName name;
        name.board = 1;
        name.channel = channel;
        auto opened = std::make_shared<gc::Line>(board, "line", name, nullptr);
        const sip::Entered in{board->monitor()};
        BOOST_REQUIRE(!board->calls().add(opened));
        runtime.handles().open(opened);
        return opened;
    }
    void notify(const gc::Device& of)
    {
        const auto& source = *gc::find_alarm_source(IPCCLIBAsoId);
        for (const auto& alarm : source.alarms)
            runtime.alarms().set(of.handle(), source, alarm.number, {.notify = true});
    }
    /// What the kernel would say of the loopback.
    void link(bool running) { board->take_link(gc::LinkFact{interface, running, true}); }

    const gc::Event* next(const gc::Device& of)
    {
        const long handles[] = {of.handle()};
        return runtime.events().wait(std::chrono::milliseconds{0}, handles) ? gc::EventQueue::current() : nullptr;
    }
    void expect(const gc::Device& of, long type, int result)
    {
        const gc::Event* const event = next(of);
        BOOST_TEST_REQUIRE(event);
        BOOST_TEST(event->type == type);
        BOOST_TEST(event->result.gc == result);
    }

    Runtime& runtime = Runtime::instance();
    unsigned interface = *gc::interface_of(*sip::IpAddress::parse("127.0.0.1"));
    std::shared_ptr<gc::Board> board;
    std::shared_ptr<gc::Line> line;
    std::shared_ptr<gc::BoardDevice> device;
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(lan_alarm, OneBoard)

BOOST_AUTO_TEST_CASE(lines_and_boards_are_blocked_while_the_network_is_gone)
{
    link(false);
    expect(*line, GCEV_BLOCKED, GCRV_ALARM);
    expect(*device, GCEV_BLOCKED, GCRV_ALARM);
    BOOST_TEST(!next(*line)); // no GCEV_ALARM: nobody asked for it
    link(false);
    BOOST_TEST(!next(*line));
    link(true);
    expect(*line, GCEV_UNBLOCKED, GCRV_ALARM);
    expect(*device, GCEV_UNBLOCKED, GCRV_ALARM);
    BOOST_TEST(!next(*device));
}

BOOST_AUTO_TEST_CASE(who_asked_gets_the_alarm_with_its_number_and_source)
{
    notify(*device);
    for (const bool up : {false, true}) {
        link(up);
        if (!up)
            expect(*device, GCEV_BLOCKED, GCRV_ALARM);
        expect(*device, GCEV_ALARM, GCRV_ALARM);
        METAEVENT event = gc::meta_event_of(*gc::EventQueue::current());
        const gc::AlarmData* const alarm = gc::alarm_of(event);
        BOOST_TEST_REQUIRE(alarm);
        BOOST_TEST(alarm->source == static_cast<unsigned long>(IPCCLIBAsoId));
        BOOST_TEST(alarm->number == (up ? TYPE_LAN_CONNECT : TYPE_LAN_DISCONNECT));
        event.evttype = GCEV_BLOCKED;
        BOOST_TEST(!gc::alarm_of(event));
    }
    expect(*device, GCEV_UNBLOCKED, GCRV_ALARM);
}

BOOST_AUTO_TEST_CASE(a_line_that_masked_it_is_not_told)
{
    {
        const sip::Entered in{board->monitor()};
        line->event_mask = 0;
    }
    link(false);
    link(true);
    BOOST_TEST(!next(*line));
    expect(*device, GCEV_BLOCKED, GCRV_ALARM);
}

BOOST_AUTO_TEST_CASE(a_line_that_is_opened_meanwhile_is_unblocked_when_the_network_is_back)
{
    link(false);
    const auto late = open_line(2);
    {
        const sip::Entered in{board->monitor()};
        board->calls().opened(*late, false);
    }
    expect(*late, GCEV_OPENEX, GCRV_NORMAL);
    BOOST_TEST(!next(*late));
    link(true);
    expect(*late, GCEV_UNBLOCKED, GCRV_ALARM);
}

BOOST_AUTO_TEST_SUITE_END()
