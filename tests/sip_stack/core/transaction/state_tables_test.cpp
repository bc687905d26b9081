#include "transaction/invite_client.hpp"
#include "transaction/invite_server.hpp"
#include "transaction/non_invite_client.hpp"
#include "transaction/non_invite_server.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <ostream>
#include <string>
#include <vector>

/// Every state of every machine against every event, over an unreliable transport: what is done, what state follows.

namespace {

using namespace std::chrono_literals;
using sip::Effects;
using sip::TimerLetter;

const sip::TimerTable datagram{sip::Timers{}, sip::TransportKind::udp};

std::string text_of(const Effects& effects)
{
    std::string text;
    const auto add = [&](bool that, std::string_view word) {
        if (that)
            text += (text.empty() ? "" : " ") + std::string{word};
    };
    add(effects.deliver, "deliver");
    add(effects.send, "send");
    add(effects.send_ack, "ack");
    add(effects.send_trying, "100");
    add(effects.refused, "refused");
    add(effects.tell == Effects::Tell::timed_out, "timed_out");
    add(effects.tell == Effects::Tell::transport_failed, "transport_failed");
    add(effects.tell == Effects::Tell::ack_missing, "ack_missing");
    for (const auto& timer : {effects.pace, effects.limit})
        if (timer.kind == Effects::TimerChange::Kind::start)
            add(true, std::string{"+"} + static_cast<char>(timer.letter));
    add(effects.terminated, "end");
    return text;
}

template <class Machine>
struct Event {
    std::string name;
    std::function<Effects(Machine&)> happen;
};

template <class Machine>
Event<Machine> timer(char letter)
{
    return {std::string{"timer "} + letter,
            [letter](Machine& machine) { return machine.expired(static_cast<TimerLetter>(letter)); }};
}

template <class Machine>
Event<Machine> response(int status)
{
    return {std::to_string(status), [status](Machine& machine) { return machine.response(status); }};
}

template <class Machine>
Event<Machine> respond(int status)
{
    return {"user: " + std::to_string(status), [status](Machine& machine) { return machine.respond(status); }};
}

template <class Machine>
struct Cell {
    std::string done;
    typename Machine::State next;
};

template <class Machine>
struct Row {
    std::string name;
    std::function<void(Machine&)> reach; ///< from a new machine
    std::vector<Cell<Machine>> cells;    ///< one for each event
};

template <class Machine>
void check(const std::vector<Event<Machine>>& events, const std::vector<Row<Machine>>& rows)
{
    for (const Row<Machine>& row : rows) {
        BOOST_REQUIRE_EQUAL(row.cells.size(), events.size());
        for (std::size_t i = 0; i < events.size(); ++i) {
            BOOST_TEST_CONTEXT(row.name << " x " << events[i].name)
            {
                Machine machine{datagram};
                row.reach(machine);
                BOOST_TEST(machine.consistent());
                BOOST_TEST(text_of(events[i].happen(machine)) == row.cells[i].done);
                BOOST_TEST((machine.state() == row.cells[i].next));
                BOOST_TEST(machine.consistent());
            }
        }
    }
}

} // namespace

// clang-format off: the tables are laid out by hand

BOOST_AUTO_TEST_SUITE(state_tables)

BOOST_AUTO_TEST_CASE(invite_client) // RFC 3261 figure 5, RFC 6026 §7.2
{
    using M = sip::InviteClient;
    using S = M::State;
    const std::vector<Event<M>> events{
        response<M>(180), response<M>(200), response<M>(486),
        timer<M>('A'), timer<M>('B'), timer<M>('D'), timer<M>('M'),
        {"transport error", [](M& m) { return m.transport_error(); }},
        {"abandon", [](M& m) { return m.abandon(); }}};
    const auto calling = [](M& m) { (void)m.invite(); };
    const auto then = [&](std::vector<int> statuses) {
        return [=](M& m) {
            calling(m);
            for (int status : statuses)
                (void)m.response(status);
        };
    };
    check<M>(events,
             {{"Calling", calling,
               {{"deliver", S::proceeding}, {"deliver +M", S::accepted}, {"deliver ack +D", S::completed},
                {"send +A", S::calling}, {"timed_out end", S::terminated}, {"", S::calling}, {"", S::calling},
                {"transport_failed end", S::terminated}, {"end", S::terminated}}},
              {"Proceeding", then({180}),
               {{"deliver", S::proceeding}, {"deliver +M", S::accepted}, {"deliver ack +D", S::completed},
                {"", S::proceeding}, {"", S::proceeding}, {"", S::proceeding}, {"", S::proceeding},
                {"transport_failed end", S::terminated}, {"end", S::terminated}}},
              {"Completed", then({486}),
               {{"", S::completed}, {"", S::completed}, {"ack", S::completed}, {"", S::completed}, {"", S::completed},
                {"end", S::terminated}, {"", S::completed}, {"transport_failed end", S::terminated},
                {"end", S::terminated}}},
              {"Accepted", then({200}),
               {{"", S::accepted}, {"deliver", S::accepted}, {"", S::accepted}, {"", S::accepted}, {"", S::accepted},
                {"", S::accepted}, {"end", S::terminated}, {"", S::accepted}, {"end", S::terminated}}},
              {"Terminated", [&](M& m) { calling(m), (void)m.abandon(); },
               std::vector<Cell<M>>(events.size(), {"", S::terminated})}});
}

BOOST_AUTO_TEST_CASE(non_invite_client) // RFC 3261 figure 6
{
    using M = sip::NonInviteClient;
    using S = M::State;
    const std::vector<Event<M>> events{response<M>(100), response<M>(200), response<M>(404), timer<M>('E'),
                                       timer<M>('F'), timer<M>('K'),
                                       {"transport error", [](M& m) { return m.transport_error(); }},
                                       {"abandon", [](M& m) { return m.abandon(); }}};
    const auto trying = [](M& m) { (void)m.request(); };
    const auto then = [&](int status) { return [=](M& m) { trying(m), (void)m.response(status); }; };
    check<M>(events,
             {{"Trying", trying,
               {{"deliver", S::proceeding}, {"deliver +K", S::completed}, {"deliver +K", S::completed},
                {"send +E", S::trying}, {"timed_out end", S::terminated}, {"", S::trying},
                {"transport_failed end", S::terminated}, {"end", S::terminated}}},
              {"Proceeding", then(100),
               {{"deliver", S::proceeding}, {"deliver +K", S::completed}, {"deliver +K", S::completed},
                {"send +E", S::proceeding}, {"timed_out end", S::terminated}, {"", S::proceeding},
                {"transport_failed end", S::terminated}, {"end", S::terminated}}},
              {"Completed", then(200),
               {{"", S::completed}, {"", S::completed}, {"", S::completed}, {"", S::completed}, {"", S::completed},
                {"end", S::terminated}, {"end", S::terminated}, {"end", S::terminated}}},
              {"Terminated", [&](M& m) { trying(m), (void)m.abandon(); },
               std::vector<Cell<M>>(events.size(), {"", S::terminated})}});
}

BOOST_AUTO_TEST_CASE(invite_server) // RFC 3261 figure 7, RFC 6026 §7.1
{
    using M = sip::InviteServer;
    using S = M::State;
    const std::vector<Event<M>> events{{"INVITE", [](M& m) { return m.invite(); }},
                                       {"ACK", [](M& m) { return m.ack(); }},
                                       respond<M>(180), respond<M>(200), respond<M>(486),
                                       timer<M>('1'), timer<M>('G'), timer<M>('H'), timer<M>('I'), timer<M>('L')};
    const auto silent = [](M& m) { (void)m.invite(); };
    const auto then = [&](int status) { return [=](M& m) { silent(m), (void)m.respond(status); }; };
    const auto confirmed = [&](M& m) { then(486)(m), (void)m.ack(); };
    check<M>(events,
             {{"Proceeding, silent", silent,
               {{"", S::proceeding}, {"", S::proceeding}, {"send", S::proceeding}, {"send +L", S::accepted},
                {"send +G +H", S::completed}, {"100", S::proceeding}, {"", S::proceeding}, {"", S::proceeding},
                {"", S::proceeding}, {"", S::proceeding}}},
              {"Proceeding, ringing", then(180),
               {{"send", S::proceeding}, {"", S::proceeding}, {"send", S::proceeding}, {"send +L", S::accepted},
                {"send +G +H", S::completed}, {"", S::proceeding}, {"", S::proceeding}, {"", S::proceeding},
                {"", S::proceeding}, {"", S::proceeding}}},
              {"Completed", then(486),
               {{"send", S::completed}, {"+I", S::confirmed}, {"refused", S::completed}, {"refused", S::completed},
                {"refused", S::completed}, {"", S::completed}, {"send +G", S::completed},
                {"ack_missing end", S::terminated}, {"", S::completed}, {"", S::completed}}},
              {"Confirmed", confirmed,
               {{"", S::confirmed}, {"", S::confirmed}, {"refused", S::confirmed}, {"refused", S::confirmed},
                {"refused", S::confirmed}, {"", S::confirmed}, {"", S::confirmed}, {"", S::confirmed},
                {"end", S::terminated}, {"", S::confirmed}}},
              {"Accepted", then(200),
               {{"", S::accepted}, {"deliver", S::accepted}, {"refused", S::accepted}, {"refused", S::accepted},
                {"refused", S::accepted}, {"", S::accepted}, {"", S::accepted}, {"", S::accepted}, {"", S::accepted},
                {"end", S::terminated}}},
              {"Terminated", [&](M& m) { confirmed(m), (void)m.expired(TimerLetter::i); },
               {{"", S::terminated}, {"", S::terminated}, {"refused", S::terminated}, {"refused", S::terminated},
                {"refused", S::terminated}, {"", S::terminated}, {"", S::terminated}, {"", S::terminated},
                {"", S::terminated}, {"", S::terminated}}}});
}

BOOST_AUTO_TEST_CASE(non_invite_server) // RFC 3261 figure 8, RFC 4320
{
    using M = sip::NonInviteServer;
    using S = M::State;
    const std::vector<Event<M>> events{{"request", [](M& m) { return m.request(); }},
                                       respond<M>(100), respond<M>(183), respond<M>(200), respond<M>(408),
                                       timer<M>('1'), timer<M>('0'), timer<M>('J')};
    const auto trying = [](M& m) { (void)m.request(); };
    const auto late = [&](M& m) { trying(m), (void)m.expired(TimerLetter::trying); };
    const auto completed = [&](M& m) { trying(m), (void)m.respond(200); };
    check<M>(events,
             {{"Trying", trying,
               {{"", S::trying}, {"", S::trying}, {"", S::trying}, {"send +J", S::completed}, {"end", S::terminated},
                {"100", S::proceeding}, {"end", S::terminated}, {"", S::trying}}},
              {"Proceeding", late,
               {{"send", S::proceeding}, {"", S::proceeding}, {"", S::proceeding}, {"send +J", S::completed},
                {"end", S::terminated}, {"", S::proceeding}, {"end", S::terminated}, {"", S::proceeding}}},
              {"Completed", completed,
               {{"send", S::completed}, {"refused", S::completed}, {"refused", S::completed}, {"refused", S::completed},
                {"refused", S::completed}, {"", S::completed}, {"", S::completed}, {"end", S::terminated}}},
              {"Terminated", [&](M& m) { completed(m), (void)m.expired(TimerLetter::j); },
               {{"", S::terminated}, {"refused", S::terminated}, {"refused", S::terminated}, {"refused", S::terminated},
                {"refused", S::terminated}, {"", S::terminated}, {"", S::terminated}, {"", S::terminated}}}});
}

BOOST_AUTO_TEST_SUITE_END()
