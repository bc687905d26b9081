#include "media/rtp_ports.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <vector>

using gc::media::RtpPort;
using gc::media::RtpPorts;

namespace {

struct BoardPorts {
    RtpPort take()
    {
        RtpPort port;
        std::string error;
        BOOST_TEST_REQUIRE(ports.take(port, *sip::IpAddress::parse("127.0.0.1"), error), error);
        BOOST_TEST(port.is_open());
        return port;
    }

    std::vector<RtpPort> take(std::size_t count)
    {
        std::vector<RtpPort> taken;
        while (taken.size() < count)
            taken.push_back(take());
        return taken;
    }

    void give_back(std::vector<RtpPort> taken)
    {
        for (RtpPort& port : taken)
            ports.give_back(std::move(port));
    }

    RtpPorts ports{{16'384, 65'534}};
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(rtp_ports, BoardPorts)

BOOST_AUTO_TEST_CASE(each_call_has_a_port_of_its_own)
{
    std::set<std::uint16_t> numbers;
    const auto taken = take(5);
    for (const RtpPort& port : taken)
        numbers.insert(port.local().port);
    BOOST_TEST(numbers.size() == taken.size());
}

BOOST_AUTO_TEST_CASE(the_port_that_has_rested_longest_is_taken_first)
{
    auto taken = take(3);
    const std::uint16_t first = taken.front().local().port;
    give_back(std::move(taken));
    BOOST_TEST(take().local().port == first);
    BOOST_TEST(ports.resting() == 2u);
}

BOOST_AUTO_TEST_CASE(ports_that_no_call_needed_for_an_interval_are_closed)
{
    auto taken = take(2);
    const std::uint16_t number = taken.front().local().port;
    give_back(std::move(taken));
    ports.close_unneeded();
    BOOST_TEST(ports.resting() == 2u); // they were in use within the interval
    ports.close_unneeded();
    BOOST_TEST(ports.resting() == 0u);

    RtpPort again;
    std::string error;
    std::minstd_rand random;
    BOOST_TEST(again.open(*sip::IpAddress::parse("127.0.0.1"), {number, number}, random, error), error);
}

BOOST_AUTO_TEST_CASE(as_many_stay_as_the_calls_of_an_interval_need)
{
    give_back(take(5));
    ports.close_unneeded();
    give_back(take(2));
    ports.close_unneeded();
    BOOST_TEST(ports.resting() == 2u);
    give_back(take(2));
    ports.close_unneeded();
    BOOST_TEST(ports.resting() == 2u);
}

BOOST_AUTO_TEST_CASE(without_an_address_there_is_no_port_and_a_reason)
{
    RtpPort port;
    std::string error;
    BOOST_TEST(!ports.take(port, {}, error));
    BOOST_TEST(!error.empty());
}

BOOST_AUTO_TEST_SUITE_END()
