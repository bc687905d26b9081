#include "net/write_queue.hpp"

#include "sip_stack/net/peer_socket.hpp"

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <fcntl.h>

#include <array>

namespace sip::net::test {

namespace {

struct Pair {
    PeerSocket writer{-1}, reader{-1};
    WriteQueue queue;

    Pair()
    {
        std::array<int, 2> ends{};
        BOOST_REQUIRE_EQUAL(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
        ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
        writer = PeerSocket{ends[0]};
        reader = PeerSocket{ends[1]};
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(write_queue, Pair)

BOOST_AUTO_TEST_CASE(nothing_queued_writes_nothing)
{
    BOOST_TEST(!queue.write_to(writer.descriptor()));
    BOOST_TEST(queue.empty());
}

BOOST_AUTO_TEST_CASE(many_small_entries_leave_in_order)
{
    std::string expected;
    for (int i = 0; i != 500; ++i) {
        queue.push(Bytes{std::to_string(i)});
        expected += std::to_string(i);
    }
    BOOST_TEST(queue.size() == expected.size());
    BOOST_TEST(!queue.write_to(writer.descriptor()));
    BOOST_TEST(queue.empty());
    writer.finish();
    BOOST_TEST(reader.receive_all() == expected);
}

BOOST_AUTO_TEST_CASE(partial_writes_continue_where_they_stopped)
{
    std::string expected, got;
    for (int i = 0; i != 300; ++i) {
        const std::string piece(static_cast<std::size_t>(1 + i * 131 % 9000), static_cast<char>('a' + i % 26));
        queue.push(Bytes{piece});
        expected += piece;
    }
    int stops = 0;
    while (const auto error = queue.write_to(writer.descriptor())) {
        BOOST_REQUIRE(error == boost::asio::error::would_block);
        ++stops;
        got += reader.receive();
        BOOST_REQUIRE_EQUAL(queue.size() <= expected.size() - got.size(), true);
    }
    writer.finish();
    got += reader.receive_all();
    BOOST_TEST(stops > 0);
    BOOST_TEST((got == expected));
}

BOOST_AUTO_TEST_CASE(a_reader_that_is_gone_is_an_error_and_no_signal)
{
    reader.close();
    queue.push(Bytes{"anybody?"});
    BOOST_TEST(queue.write_to(writer.descriptor()).value() == EPIPE);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace sip::net::test
