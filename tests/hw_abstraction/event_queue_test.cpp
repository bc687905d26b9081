#include "hw/host/host.hpp"

#include <boost/test/unit_test.hpp>

#include <thread>

using namespace hw;

namespace {

hw_event event_of(std::uint32_t type, std::uint32_t value)
{
    hw_event event{};
    event.size = sizeof event;
    event.type = type;
    event.value = value;
    return event;
}

} // namespace

BOOST_AUTO_TEST_SUITE(event_queue)

BOOST_AUTO_TEST_CASE(events_come_in_order_and_once)
{
    EventQueue queue{10};
    for (std::uint32_t i = 0; i < 3; ++i)
        BOOST_TEST(queue.post(event_of(HW_EVENT_HOOK, i)) == HW_OK);
    const auto events = queue.take();
    BOOST_TEST_REQUIRE(events.size() == 3u);
    BOOST_TEST(events[2].value == 2u);
    BOOST_TEST(queue.take().empty());
}

BOOST_AUTO_TEST_CASE(a_full_queue_says_so_and_works_again_when_emptied)
{
    EventQueue queue{2};
    BOOST_TEST(queue.post(event_of(HW_EVENT_RING, 0)) == HW_OK);
    BOOST_TEST(queue.post(event_of(HW_EVENT_RING, 1)) == HW_OK);
    BOOST_TEST(queue.post(event_of(HW_EVENT_RING, 2)) == HW_EBUSY);
    BOOST_TEST(queue.take().size() == 2u);
    BOOST_TEST(queue.post(event_of(HW_EVENT_RING, 3)) == HW_OK);
}

BOOST_AUTO_TEST_CASE(a_longer_event_loses_its_tail_and_a_shorter_one_is_refused)
{
    struct {
        hw_event event;
        char tail[64];
    } longer{event_of(HW_EVENT_DIGIT, '5'), {'x'}};
    longer.event.size = sizeof longer;
    EventQueue queue{2};
    BOOST_TEST(queue.post(longer.event) == HW_OK);
    BOOST_TEST(queue.take().at(0).size == sizeof(hw_event));
    longer.event.size = 8;
    BOOST_TEST(queue.post(longer.event) == HW_EINVAL);
}

BOOST_AUTO_TEST_CASE(drivers_may_post_from_many_threads)
{
    Host host{{}};
    const hw_host& table = host.table();
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&table] {
            for (std::uint32_t n = 0; n < 500; ++n) {
                const hw_event event = event_of(HW_EVENT_KEY, n);
                (void)table.post_event(table.context, &event);
            }
        });
    std::size_t count = 0;
    for (std::thread& thread : threads) {
        thread.join();
        count += host.events().take().size();
    }
    BOOST_TEST(count == 2000u);
}

BOOST_AUTO_TEST_CASE(the_host_table_survives_careless_drivers)
{
    std::string logged;
    Services services;
    services.log = [&](std::uint32_t, std::string_view device, std::string_view text) {
        logged.append(device).append(text);
    };
    services.config = [](std::string_view key) {
        return key == "a" ? std::optional<std::string>{"12345"} : std::nullopt;
    };
    Host host{services};
    const hw_host& table = host.table();
    table.log(table.context, HW_LOG_INFO, nullptr, nullptr);
    table.log(table.context, HW_LOG_INFO, "usb:1", " hello");
    BOOST_TEST(logged == "usb:1 hello");
    BOOST_TEST(table.post_event(table.context, nullptr) == HW_EINVAL);
    char value[6];
    BOOST_TEST(table.config_get(table.context, "b", value, sizeof value) == HW_ENOENT);
    BOOST_TEST(table.config_get(table.context, nullptr, value, sizeof value) == HW_ENOENT);
    BOOST_TEST(table.config_get(table.context, "a", value, 5) == HW_ENOSPC);
    BOOST_TEST(table.config_get(table.context, "a", nullptr, 0) == HW_ENOSPC);
    BOOST_TEST(table.config_get(table.context, "a", value, sizeof value) == HW_OK);
    BOOST_TEST(std::string{value} == "12345");
    BOOST_TEST(table.now_ns(table.context) > 0u);
}

BOOST_AUTO_TEST_CASE(an_exception_of_the_program_does_not_reach_a_driver)
{
    Services services;
    services.config = [](std::string_view) -> std::optional<std::string> { throw 1; };
    Host host{services};
    char value[8];
    BOOST_TEST(host.table().config_get(host.table().context, "a", value, sizeof value) == HW_ENOMEM);
}

BOOST_AUTO_TEST_SUITE_END()
