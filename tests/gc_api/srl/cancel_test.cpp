#include "gc_api/support/two_lines.hpp"

#include <boost/test/unit_test.hpp>

#include <pthread.h>
#include <semaphore.h>

#include <functional>

// Old programs end their threads by pthread_cancel: a thread goes where it waits in the library, and the rest of the
// program goes on. The address sanitizer does not know the end of a cancelled thread: it takes what is left of its
// frames for the next one's, so it has the threads of other tests alone.
#if !defined(__SANITIZE_ADDRESS__)

using gc::test::IdleLines;

namespace {

using Body = std::function<void()>;

void* run(void* body)
{
    (*static_cast<Body*>(body))();
    return nullptr;
}

/// A thread that is cancelled by its scope's end at the latest.
class Thread {
public:
    explicit Thread(Body body) : body_{std::move(body)}
    {
        BOOST_TEST_REQUIRE(pthread_create(&thread_, nullptr, run, &body_) == 0);
    }
    [[nodiscard]] bool goes_when_cancelled()
    {
        void* result = nullptr;
        pthread_cancel(thread_);
        pthread_join(thread_, &result);
        return result == PTHREAD_CANCELED;
    }

private:
    Body body_;
    pthread_t thread_{};
};

/// The next event of the device is of that type.
bool took(long device, long type) { return sr_waitevtEx(&device, 1, 10'000, nullptr) == 0 && sr_getevttype() == type; }

sem_t in_handler, never;

long handler_that_never_returns(void*)
{
    sem_post(&in_handler);
    sem_wait(&never);
    return 0;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(cancelled_threads, IdleLines)

BOOST_AUTO_TEST_CASE(go_while_they_wait_for_events_and_others_get_what_comes)
{
    const LINEDEV line = caller;
    Thread for_all{[] {
        for (;;)
            sr_waitevt(-1);
    }};
    Thread for_one{[line] {
        for (long device = line;;)
            sr_waitevtEx(&device, 1, -1, nullptr);
    }};
    BOOST_TEST(for_all.goes_when_cancelled());
    BOOST_TEST(for_one.goes_when_cancelled());
    BOOST_TEST(sr_putevt(caller, 555, 0, nullptr, 0) == 0);
    BOOST_TEST(took(caller, 555));
}

BOOST_AUTO_TEST_CASE(go_while_they_wait_for_a_call_and_the_line_takes_the_next)
{
    Thread waiting{[line = callee] {
        CRN crn = 0;
        gc_WaitCall(line, &crn, nullptr, 60, EV_SYNC);
        for (;;)
            sr_waitevt(-1); // should the wait have ended
    }};
    BOOST_TEST(waiting.goes_when_cancelled());
    WORKS(gc_WaitCall(callee, nullptr, nullptr, 0, EV_ASYNC));
    const auto [out, in] = connected(caller, callee);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(leave_their_call_to_the_events)
{
    WORKS(gc_WaitCall(callee, nullptr, nullptr, 0, EV_ASYNC));
    std::string destination = uri(callee);
    Thread calling{[&] {
        CRN crn = 0;
        gc_MakeCall(caller, &crn, destination.data(), nullptr, 60, EV_SYNC);
    }};
    const CRN in = expect(callee, GCEV_OFFERED).crn;
    BOOST_TEST(calling.goes_when_cancelled());
    WORKS(gc_AnswerCall(in, 0, EV_ASYNC));
    const CRN out = expect(caller, GCEV_CONNECTED).crn;
    expect(callee, GCEV_ANSWERED);
    finish(caller, out, callee, in);
}

BOOST_AUTO_TEST_CASE(go_in_a_handler_of_theirs)
{
    sem_init(&in_handler, 0, 0);
    sem_init(&never, 0, 0);
    sr_enbhdlr(caller, 556, handler_that_never_returns);
    Thread handling{[] {
        for (;;)
            sr_waitevt(-1);
    }};
    BOOST_TEST(sr_putevt(caller, 556, 0, nullptr, 0) == 0);
    sem_wait(&in_handler);
    BOOST_TEST(handling.goes_when_cancelled());
    sr_dishdlr(caller, 556, handler_that_never_returns);
    BOOST_TEST(sr_putevt(caller, 556, 0, nullptr, 0) == 0);
    BOOST_TEST(took(caller, 556));
}

BOOST_AUTO_TEST_SUITE_END()
#endif
