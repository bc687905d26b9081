#include "gcip.h"

#include <boost/test/unit_test.hpp>

#include <cstring>
#include <initializer_list>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

struct Block {
    GC_PARM_BLKP blk = nullptr;
    Block() = default;
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;
    ~Block() { gc_util_delete_parm_blk(blk); }

    Block& text(unsigned short set, unsigned short parm, std::string value)
    {
        BOOST_TEST(gc_util_insert_parm_ref_ex(&blk, set, parm, value.size() + 1, value.data()) == GC_SUCCESS);
        return *this;
    }
};

std::string text_at(GC_PARM_DATAP data) { return data ? reinterpret_cast<char*>(data->value_buf) : "none"; }

int last_gc_error()
{
    int value = 0;
    gc_ErrorValue(&value, nullptr, nullptr);
    return value;
}

} // namespace

BOOST_AUTO_TEST_SUITE(gc_util)

BOOST_AUTO_TEST_CASE(the_first_insert_makes_the_block)
{
    Block block;
    BOOST_TEST(gc_util_insert_parm_val(&block.blk, IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK, 1, IP_PROTOCOL_SIP) ==
               GC_SUCCESS);
    BOOST_REQUIRE(block.blk != nullptr);
    const GC_PARM_DATAP found = gc_util_find_parm(block.blk, IPSET_PROTOCOL, IPPARM_PROTOCOL_BITMASK);
    BOOST_REQUIRE(found != nullptr);
    BOOST_TEST(found->value_size == 1);
    BOOST_TEST(found->value_buf[0] == IP_PROTOCOL_SIP);
}

BOOST_AUTO_TEST_CASE(values_have_1_2_4_or_8_bytes)
{
    for (const unsigned char size : std::initializer_list<unsigned char>{1, 2, 4, 8}) {
        Block block;
        BOOST_TEST(gc_util_insert_parm_val(&block.blk, 1, 1, size, 0x12) == GC_SUCCESS);
        unsigned long value = 0;
        std::memcpy(&value, gc_util_find_parm(block.blk, 1, 1)->value_buf, size);
        BOOST_TEST(value == 0x12U);
    }
    Block block;
    for (const unsigned char size : std::initializer_list<unsigned char>{0, 3, 9, 255}) {
        BOOST_TEST(gc_util_insert_parm_val(&block.blk, 1, 1, size, 1) == GC_ERROR);
        BOOST_TEST(last_gc_error() == EGC_INVPARM);
    }
    BOOST_TEST(block.blk == nullptr);
}

BOOST_AUTO_TEST_CASE(walking_gives_all_parameters_in_order_and_ends)
{
    Block block;
    block.text(1, 1, "a").text(2, 2, "b").text(1, 1, "c");
    std::string walked;
    for (GC_PARM_DATAP data = gc_util_next_parm(block.blk, nullptr); data; data = gc_util_next_parm(block.blk, data))
        walked += text_at(data);
    BOOST_TEST(walked == "abc");
    BOOST_TEST(text_at(gc_util_find_parm(block.blk, 1, 1)) == "a");
    BOOST_TEST(gc_util_find_parm(block.blk, 1, 2) == nullptr);
}

BOOST_AUTO_TEST_CASE(long_values_are_for_the_ex_functions_alone)
{
    Block block;
    const std::string header = "Subject: " + std::string(2000, 's');
    block.text(1, 1, "before").text(IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, header).text(1, 1, "after");
    std::string walked;
    for (GC_PARM_DATAP data = gc_util_next_parm(block.blk, nullptr); data; data = gc_util_next_parm(block.blk, data))
        walked += text_at(data);
    BOOST_TEST(walked == "beforeafter");

    GC_PARM_DATA_EXT parm;
    INIT_GC_PARM_DATA_EXT(&parm);
    BOOST_TEST(gc_util_find_parm_ex(block.blk, IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, &parm) == GC_SUCCESS);
    BOOST_TEST(parm.data_size == header.size() + 1);
    BOOST_TEST(static_cast<char*>(parm.pData) == header);
    BOOST_TEST(gc_util_find_parm_ex(block.blk, IPSET_SIP_MSGINFO, IPPARM_SIP_HDR, &parm) == EGC_NO_MORE_PARMS);
}

BOOST_AUTO_TEST_CASE(the_ex_walk_sees_short_and_long_values)
{
    Block block;
    block.text(1, 1, "short").text(2, 2, std::string(300, 'l'));
    GC_PARM_DATA_EXT parm;
    INIT_GC_PARM_DATA_EXT(&parm);
    std::vector<unsigned long> sizes;
    while (gc_util_next_parm_ex(block.blk, &parm) == GC_SUCCESS)
        sizes.push_back(parm.data_size);
    BOOST_TEST(sizes == (std::vector<unsigned long>{6, 301}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(null_blocks_are_harmless)
{
    BOOST_TEST(gc_util_next_parm(nullptr, nullptr) == nullptr);
    BOOST_TEST(gc_util_find_parm(nullptr, 1, 1) == nullptr);
    BOOST_TEST(gc_util_delete_parm_blk(nullptr) == GC_SUCCESS);
    GC_PARM_DATA_EXT parm;
    INIT_GC_PARM_DATA_EXT(&parm);
    BOOST_TEST(gc_util_next_parm_ex(nullptr, &parm) == EGC_NO_MORE_PARMS);
    BOOST_TEST(gc_util_next_parm_ex(nullptr, nullptr) == GC_ERROR);
    BOOST_TEST(gc_util_insert_parm_val(nullptr, 1, 1, 1, 1) == GC_ERROR);
    BOOST_TEST(gc_util_copy_parm_blk(nullptr, nullptr) == GC_ERROR);
}

BOOST_AUTO_TEST_CASE(pointers_near_null_and_to_strangers_are_harmless)
{
    // &((EXTENSIONEVTBLK*)NULL)->parmblk, as programs compute it without looking
    auto* const near_null = reinterpret_cast<GC_PARM_BLKP>(offsetof(EXTENSIONEVTBLK, parmblk));
    BOOST_TEST(gc_util_next_parm(near_null, nullptr) == nullptr);
    BOOST_TEST(gc_util_delete_parm_blk(near_null) == GC_SUCCESS);
    GC_PARM_BLK stranger{};
    BOOST_TEST(gc_util_next_parm(&stranger, nullptr) == nullptr);

    Block block;
    block.text(1, 1, "a");
    GC_PARM_DATA foreign{};
    BOOST_TEST(gc_util_next_parm(block.blk, &foreign) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_deleted_block_counts_as_null)
{
    GC_PARM_BLKP stale = nullptr;
    gc_util_insert_parm_val(&stale, 1, 1, 1, 7);
    gc_util_delete_parm_blk(stale);
    BOOST_TEST(gc_util_delete_parm_blk(stale) == GC_SUCCESS);
    BOOST_TEST(gc_util_next_parm(stale, nullptr) == nullptr);

    Block block;
    block.blk = stale;
    BOOST_TEST(gc_util_insert_parm_val(&block.blk, 2, 2, 1, 8) == GC_SUCCESS);
    BOOST_TEST(gc_util_find_parm(block.blk, 1, 1) == nullptr);
    BOOST_TEST(gc_util_find_parm(block.blk, 2, 2)->value_buf[0] == 8);
}

BOOST_AUTO_TEST_CASE(a_pointer_from_before_growth_is_the_same_block)
{
    Block block;
    block.text(1, 1, "first");
    GC_PARM_BLKP early = block.blk;
    for (int i = 0; i < 50; ++i)
        block.text(1, 2, std::string(200, 'x'));
    BOOST_TEST(block.blk != early);
    int count = 0;
    for (GC_PARM_DATAP data = gc_util_next_parm(early, nullptr); data; data = gc_util_next_parm(early, data))
        ++count;
    BOOST_TEST(count == 51);
}

BOOST_AUTO_TEST_CASE(a_copy_is_independent)
{
    Block original;
    original.text(1, 1, "a").text(2, 2, std::string(300, 'l'));
    Block copy;
    BOOST_TEST(gc_util_copy_parm_blk(&copy.blk, original.blk) == GC_SUCCESS);
    gc_util_delete_parm_blk(std::exchange(original.blk, nullptr));
    BOOST_TEST(text_at(gc_util_find_parm(copy.blk, 1, 1)) == "a");
    GC_PARM_DATA_EXT parm;
    INIT_GC_PARM_DATA_EXT(&parm);
    BOOST_TEST(gc_util_find_parm_ex(copy.blk, 2, 2, &parm) == GC_SUCCESS);
    BOOST_TEST(parm.data_size == 301U);
}

BOOST_AUTO_TEST_CASE(structures_that_programs_insert_fit_a_byte_of_size)
{
    static_assert(sizeof(IP_REGISTER_ADDRESS) <= 255 && sizeof(IP_AUTHENTICATION) <= 255);
    static_assert(sizeof(IP_CAPABILITY) <= 255 && sizeof(IP_CONNECT) <= 255 && sizeof(RTP_ADDR) <= 255);
    static_assert(sizeof(REQUEST_ERROR) <= 255 && sizeof(IP_DTMF_DIGITS) <= 255);
    Block block;
    IP_CAPABILITY capability{};
    capability.capability = GCCAP_AUDIO_g711Ulaw64k;
    BOOST_TEST(gc_util_insert_parm_ref(&block.blk, GCSET_CHAN_CAPABILITY, IPPARM_LOCAL_CAPABILITY,
                                       static_cast<unsigned char>(sizeof capability), &capability) == GC_SUCCESS);
}

BOOST_AUTO_TEST_CASE(threads_use_their_own_blocks_at_once)
{
    const auto work = [] {
        for (int i = 0; i < 500; ++i) {
            GC_PARM_BLKP blk = nullptr;
            gc_util_insert_parm_val(&blk, 1, 1, 4, 5);
            gc_util_find_parm(blk, 1, 1);
            gc_util_delete_parm_blk(blk);
        }
    };
    std::thread other{work};
    work();
    other.join();
}

BOOST_AUTO_TEST_CASE(blocks_that_a_program_scribbled_over_are_read_within_their_bounds)
{
    std::minstd_rand random{7};
    constexpr std::size_t long_size = 600;
    const std::string long_value(long_size + 6, 'x');
    for (int round = 0; round < 2000; ++round) {
        GC_PARM_BLKP block = nullptr;
        for (unsigned short i = 0; i < 6; ++i) {
            BOOST_TEST_REQUIRE(gc_util_insert_parm_val(&block, 1, i, 4, i) == GC_SUCCESS);
            BOOST_TEST_REQUIRE(gc_util_insert_parm_ref_ex(&block, 2, i, long_size + i,
                                                          const_cast<char*>(long_value.data())) == GC_SUCCESS);
        }
        const unsigned size = block->parm_data_size;
        for (int i = 0; i < 8; ++i)
            block->parm_data_buf[random() % size] = static_cast<unsigned char>(random());
        block->parm_data_size = static_cast<unsigned short>(random());

        std::size_t seen = 0;
        for (GC_PARM_DATAP parm = gc_util_next_parm(block, nullptr); parm; parm = gc_util_next_parm(block, parm))
            for (int i = 0; i < parm->value_size; ++i)
                seen += parm->value_buf[i];
        GC_PARM_DATA_EXT parm;
        INIT_GC_PARM_DATA_EXT(&parm);
        while (gc_util_next_parm_ex(block, &parm) == GC_SUCCESS)
            seen += parm.data_size == 0 ? 0 : static_cast<const unsigned char*>(parm.pData)[parm.data_size - 1];
        for (unsigned short i = 0; i < 6; ++i) {
            (void)gc_util_find_parm(block, 1, i);
            INIT_GC_PARM_DATA_EXT(&parm);
            parm.pInternal = reinterpret_cast<void*>(static_cast<std::size_t>(random()));
            (void)gc_util_find_parm_ex(block, 2, i, &parm);
        }
        GC_PARM_BLKP copy = nullptr;
        BOOST_TEST(gc_util_copy_parm_blk(&copy, block) == GC_SUCCESS);
        gc_util_delete_parm_blk(copy);
        BOOST_TEST(gc_util_insert_parm_val(&block, 1, 1, 2, 1) == GC_SUCCESS);
        gc_util_delete_parm_blk(block);
        BOOST_TEST(seen < std::size_t{1} << 40);
    }
}

BOOST_AUTO_TEST_SUITE_END()
