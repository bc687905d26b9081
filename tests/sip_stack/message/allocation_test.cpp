#include "message/builder.hpp"
#include "support.hpp"

#include <cstdlib>
#include <new>

namespace {
std::size_t allocations = 0; // this program has one thread
} // namespace

void* operator new(std::size_t size)
{
    ++allocations;
    if (void* block = std::malloc(size != 0 ? size : 1))
        return block;
    throw std::bad_alloc{};
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

using namespace sip;
using namespace sip::test;

BOOST_AUTO_TEST_SUITE(allocations_per_message)

BOOST_AUTO_TEST_CASE(parsing_into_an_old_message_allocates_the_bytes_only)
{
    Message message;
    for (const char* name : {"parse/1_invite.sip", "parse/2_200ok.sip", "parse/3_ack.sip", "parse/4_bye.sip",
                             "parse/5_register.sip", "rfc4475/wsinv.dat", "rfc4475/insuf.dat"}) {
        const std::string text = vector_file(name);
        static_cast<void>(parse(message, text));
        const std::size_t before = allocations;
        static_cast<void>(parse(message, text));
        BOOST_TEST(allocations - before == 1U, name);
    }
}

BOOST_AUTO_TEST_CASE(a_response_is_one_allocation)
{
    const Message invite = parsed(vector_file("parse/1_invite.sip"));
    const Address source{IpAddress::v4(0xcb007105), 5061};
    const std::size_t before = allocations;
    {
        MessageBuilder out;
        out.response(invite, 200, {}, "tag", source);
        out.copy_all(invite, HeaderId::record_route);
        const Bytes bytes = std::move(out).finish();
    }
    BOOST_TEST(allocations - before == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
