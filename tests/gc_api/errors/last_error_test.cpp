#include "errors/guard.hpp"
#include "errors/last_error.hpp"
#include "errors/srl_error.hpp"

#include <boost/test/unit_test.hpp>

#include <new>
#include <stdexcept>
#include <thread>

using gc::Error;

BOOST_AUTO_TEST_SUITE(last_error)

BOOST_AUTO_TEST_CASE(is_each_thread_s_own)
{
    gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "mine"});
    std::thread{[] {
        BOOST_TEST(gc::last_error().gc == EGC_NOERR);
        gc::fail({EGC_INVSTATE, IPERR_UNAVAILABLE, "other"});
    }}.join();
    BOOST_TEST(gc::last_error().gc == EGC_INVPARM);
    BOOST_TEST(gc::last_error().text == "mine");
}

BOOST_AUTO_TEST_CASE(is_left_alone_by_success)
{
    gc::fail({EGC_INVPARM, IPERR_BAD_PARAM, "before"});
    BOOST_TEST(gc::guarded([] { return Error{}; }) == 0);
    BOOST_TEST(gc::last_error().text == "before");
}

BOOST_AUTO_TEST_CASE(holds_what_a_guarded_body_returns_or_throws)
{
    BOOST_TEST(gc::guarded([] { return Error{EGC_INVCRN, IPERR_UNAVAILABLE, "returned"}; }) == -1);
    BOOST_TEST(gc::last_error().text == "returned");
    BOOST_TEST(gc::guarded([]() -> int { throw std::logic_error{"thrown"}; }) == -1);
    BOOST_TEST(gc::last_error().gc == EGC_INTERNAL);
    BOOST_TEST(gc::last_error().text == "thrown");
    BOOST_TEST(gc::guarded([]() -> int { throw std::bad_alloc{}; }) == -1);
    BOOST_TEST(gc::last_error().gc == EGC_NOMEM);
}

BOOST_AUTO_TEST_CASE(of_the_runtime_library_is_apart)
{
    BOOST_TEST(gc::srl_guarded([]() -> long { throw std::runtime_error{"srl"}; }) == -1);
    BOOST_TEST(gc::last_srl_error().code == ESR_SYS);
    BOOST_TEST(gc::last_srl_error().text == "srl");
}

BOOST_AUTO_TEST_CASE(lent_texts_live_until_16_more_are_lent)
{
    const char* const first = gc::lend("the first text, too long to be kept inside of a string object");
    for (int i = 0; i < 15; ++i)
        (void)gc::lend("another");
    BOOST_TEST(std::string{first} == "the first text, too long to be kept inside of a string object");
}

BOOST_AUTO_TEST_SUITE_END()
