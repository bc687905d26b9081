#include "media/rtp_ports.hpp"

#include <boost/test/unit_test.hpp>

#include <set>
#include <vector>

using gc::media::RtpPort;
using gc::media::RtpPorts;

namespace {

const sip::IpAddress loopback = *sip::IpAddress::parse("127.0.0.1");

struct SparePorts {
    SparePorts() { ports.prepare(loopback, spares); }

    RtpPort take()
    {
        RtpPort port;
        std::string error;
        BOOST_TEST_REQUIRE(ports.take(port, error), error);
        return port;
    }

    static constexpr std::size_t spares = 3;
    RtpPorts ports{{16'384, 65'534}};
};

} // namespace

BOOST_AUTO_TEST_SUITE(rtp_ports)

BOOST_FIXTURE_TEST_CASE(calls_get_ports_of_their_own_beyond_the_spare_ones_too, SparePorts)
{
    std::vector<RtpPort> taken;
    std::set<std::uint16_t> numbers;
    for (std::size_t i = 0; i < 2 * spares; ++i) {
        taken.push_back(take());
        BOOST_TEST(taken.back().is_open());
        numbers.insert(taken.back().local().port);
    }
    BOOST_TEST(numbers.size() == 2 * spares);
}

BOOST_FIXTURE_TEST_CASE(the_port_that_has_rested_longest_is_taken_first, SparePorts)
{
    RtpPort first = take();
    const std::uint16_t given_back = first.local().port;
    ports.give_back(std::move(first));
    std::vector<RtpPort> others;
    for (std::size_t i = 1; i < spares; ++i) {
        others.push_back(take());
        BOOST_TEST(others.back().local().port != given_back);
    }
    BOOST_TEST(take().local().port == given_back);
}

BOOST_FIXTURE_TEST_CASE(what_is_given_back_beyond_the_spare_ones_is_closed, SparePorts)
{
    RtpPort extra;
    {
        std::vector<RtpPort> taken;
        for (std::size_t i = 0; i < spares; ++i)
            taken.push_back(take());
        extra = take();
        for (RtpPort& port : taken)
            ports.give_back(std::move(port));
    }
    const std::uint16_t number = extra.local().port;
    ports.give_back(std::move(extra));
    RtpPort again;
    std::string error;
    std::minstd_rand random;
    BOOST_TEST(again.open(loopback, {number, number}, random, error), error);
}

BOOST_AUTO_TEST_CASE(without_an_address_there_is_no_port_and_a_reason)
{
    RtpPorts ports{{16'384, 65'534}};
    ports.prepare({}, 4);
    RtpPort port;
    std::string error;
    BOOST_TEST(!ports.take(port, error));
    BOOST_TEST(!error.empty());
}

BOOST_AUTO_TEST_SUITE_END()
