#include "runtime/link_watch.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

using gc::LinkFact;

namespace {

constexpr int not_permitted = 77;

bool set_loopback(bool up)
{
    const int descriptor = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::strcpy(request.ifr_name, "lo");
    request.ifr_flags = static_cast<short>(up ? IFF_UP : 0);
    const bool done = ::ioctl(descriptor, SIOCSIFFLAGS, &request) == 0;
    ::close(descriptor);
    return done;
}

/// What is told first after the loopback was switched.
LinkFact told_after(boost::asio::io_context& context, std::optional<LinkFact>& told, bool up)
{
    told.reset();
    if (!set_loopback(up))
        ::_exit(2);
    while (!told)
        context.run_one();
    return *told;
}

/// In a network of its own: 0 when all was told as it was.
int watch_own_network()
{
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        return not_permitted;
    ::alarm(20);
    boost::asio::io_context context;
    std::optional<LinkFact> told;
    gc::LinkWatch watch{context, [&](const LinkFact& fact) { told = fact; }};
    const LinkFact up = told_after(context, told, true);
    const LinkFact down = told_after(context, told, false);
    watch.close();
    context.run(); // ends, as nothing is waited for
    return up.running && up.loopback && !down.running && down.index == up.index ? 0 : 1;
}

} // namespace

BOOST_AUTO_TEST_SUITE(link_watch)

BOOST_AUTO_TEST_CASE(the_kernel_tells_when_an_interface_goes_down_and_comes_back)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(watch_own_network());
    int status = 0;
    BOOST_TEST_REQUIRE(::waitpid(child, &status, 0) == child);
    BOOST_TEST_REQUIRE(WIFEXITED(status));
    if (WEXITSTATUS(status) == not_permitted)
        BOOST_TEST_MESSAGE("this host lets nobody make a network namespace: not seen");
    else
        BOOST_TEST(WEXITSTATUS(status) == 0);
}

BOOST_AUTO_TEST_CASE(interfaces_are_found_by_their_address)
{
    const auto loopback = gc::interface_of(*sip::IpAddress::parse("127.0.0.1"));
    BOOST_TEST_REQUIRE(loopback.has_value());
    BOOST_TEST(!gc::interface_of(*sip::IpAddress::parse("192.0.2.99")).has_value());
    bool seen = false;
    for (const LinkFact& fact : gc::links_now())
        seen = seen || (fact.index == *loopback && fact.loopback);
    BOOST_TEST(seen);
}

BOOST_AUTO_TEST_SUITE_END()
