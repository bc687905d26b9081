#include "params/parm_builder.hpp"

#include "gcip_defs.h"
#include "params/live_blocks.hpp"
#include "params/parm_reader.hpp"

#include <boost/test/unit_test.hpp>

using gc::EventMemory;
using gc::live_blocks;
using gc::ParmBuilder;
using gc::read_parms;

BOOST_AUTO_TEST_SUITE(parm_builder)

BOOST_AUTO_TEST_CASE(makes_a_block_that_can_be_read_back)
{
    const EventMemory memory = ParmBuilder{}
                                   .text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, "Subject: hello")
                                   .value(IPSET_SIP_RESPONSE_CODE, IPPARM_RECEIVED_RESPONSE_STATUS_CODE, short{180})
                                   .finish();
    const auto parms = read_parms(static_cast<GC_PARM_BLK*>(memory.address));
    BOOST_REQUIRE(parms.has_value());
    BOOST_REQUIRE(parms->size() == 2U);
    BOOST_TEST((*parms)[0].value == std::string("Subject: hello\0", 15));
    BOOST_TEST(gc::text_of((*parms)[0].value) == "Subject: hello");
    BOOST_TEST(gc::number_of((*parms)[1].value).value() == 180U);
}

BOOST_AUTO_TEST_CASE(makes_nothing_of_nothing)
{
    const EventMemory memory = ParmBuilder{}.finish();
    BOOST_TEST(memory.address == nullptr);
    BOOST_TEST(memory.length == 0);
}

BOOST_AUTO_TEST_CASE(the_block_is_known_as_long_as_its_event_lives)
{
    const std::size_t before = live_blocks().size();
    EventMemory memory = ParmBuilder{}.text(1, 1, "x").finish();
    auto* const block = static_cast<GC_PARM_BLK*>(memory.address);
    BOOST_TEST((live_blocks().find(block) != nullptr));
    memory = {};
    BOOST_TEST((live_blocks().find(block) == nullptr));
    BOOST_TEST(live_blocks().size() == before);
}

BOOST_AUTO_TEST_CASE(an_extension_block_is_found_by_the_address_of_its_inner_block)
{
    const EventMemory memory = ParmBuilder{}.text(1, 1, "x").finish_extension(IPEXTID_RECEIVEMSG);
    auto* const extension = static_cast<EXTENSIONEVTBLK*>(memory.address);
    BOOST_TEST(extension->ext_id == IPEXTID_RECEIVEMSG);
    BOOST_TEST(read_parms(&extension->parmblk)->size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_event_may_be_copied_and_outlived)
{
    EventMemory copy;
    {
        const EventMemory memory = ParmBuilder{}.text(1, 1, "x").finish();
        copy = memory;
    }
    BOOST_TEST(read_parms(static_cast<GC_PARM_BLK*>(copy.address))->size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(parm_reader)

BOOST_AUTO_TEST_CASE(null_is_no_parameters_and_a_stranger_is_no_block)
{
    GC_PARM_BLK stranger{};
    BOOST_TEST(read_parms(nullptr)->empty());
    BOOST_TEST(!read_parms(&stranger).has_value());
    BOOST_TEST(!read_parms(reinterpret_cast<GC_PARM_BLK*>(2)).has_value());
}

BOOST_AUTO_TEST_CASE(numbers_have_1_2_4_or_8_bytes)
{
    BOOST_TEST(gc::number_of({"\x01", 1}).value() == 1U);
    BOOST_TEST(gc::number_of({"\x01\x02", 2}).value() == 0x0201U);
    BOOST_TEST(gc::number_of({"\x01\0\0\x80", 4}).value() == 0x8000'0001U);
    BOOST_TEST(gc::number_of({"\x01\0\0\0\0\0\0\x80", 8}).value() == 0x8000'0000'0000'0001U);
    for (const std::size_t size : {0U, 3U, 5U, 7U, 9U})
        BOOST_TEST(!gc::number_of(std::string(size, 'x')).has_value());
}

BOOST_AUTO_TEST_CASE(a_string_ends_at_its_nul_or_at_its_end)
{
    BOOST_TEST(gc::text_of({"ab\0cd", 5}) == "ab");
    BOOST_TEST(gc::text_of("ab") == "ab");
}

BOOST_AUTO_TEST_SUITE_END()
