#include "support/transaction_script.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace script;

namespace {

constexpr std::array statuses{100, 180, 183, 200, 202, 302, 404, 408, 486, 503, 603};
constexpr std::array letters{'A', 'B', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', '0', '1', 'Z'};

/// What a machine asked for, done so that its timers can be fired.
struct Timers {
    sip::TimerLetter pace{}, limit{};
    bool ended = false;

    void follow(const sip::Effects& effects)
    {
        using Kind = sip::Effects::TimerChange::Kind;
        BOOST_REQUIRE(!ended || !effects.terminated); // an end is told once
        if (effects.pace.kind != Kind::keep)
            pace = effects.pace.letter;
        if (effects.limit.kind != Kind::keep)
            limit = effects.limit.letter;
        ended = ended || effects.terminated;
    }
};

using Random = std::minstd_rand;

template <class Some>
auto one_of(const Some& some, Random& random)
{
    return some[random() % some.size()];
}

sip::TimerLetter some_letter(Random& random) { return static_cast<sip::TimerLetter>(one_of(letters, random)); }

sip::Effects event(sip::InviteClient& machine, Random& random)
{
    switch (random() % 6) {
    case 0: return machine.expired(some_letter(random));
    case 1: return random() % 8 ? sip::Effects{} : machine.transport_error();
    default: return machine.response(one_of(statuses, random));
    }
}
sip::Effects event(sip::NonInviteClient& machine, Random& random)
{
    switch (random() % 6) {
    case 0: return machine.expired(some_letter(random));
    case 1: return random() % 8 ? sip::Effects{} : machine.transport_error();
    default: return machine.response(one_of(statuses, random));
    }
}
sip::Effects event(sip::InviteServer& machine, Random& random)
{
    switch (random() % 4) {
    case 0: return machine.expired(some_letter(random));
    case 1: return machine.ack();
    case 2: return machine.invite();
    default: return machine.respond(one_of(statuses, random));
    }
}
sip::Effects event(sip::NonInviteServer& machine, Random& random)
{
    switch (random() % 3) {
    case 0: return machine.expired(some_letter(random));
    case 1: return machine.request();
    default: return machine.respond(one_of(statuses, random));
    }
}

sip::Effects begin(sip::InviteClient& machine) { return machine.invite(); }
sip::Effects begin(sip::NonInviteClient& machine) { return machine.request(); }
sip::Effects begin(sip::InviteServer& machine) { return machine.invite(); }
sip::Effects begin(sip::NonInviteServer& machine) { return machine.request(); }

/// What its user does in the end, so that nothing but timers is needed any more.
sip::Effects finish(sip::InviteClient& machine) { return machine.response(200); }
sip::Effects finish(sip::NonInviteClient&) { return {}; }
sip::Effects finish(sip::InviteServer& machine) { return machine.respond(486); }
sip::Effects finish(sip::NonInviteServer&) { return {}; }

template <class Machine>
void run(unsigned seed, const sip::TimerTable& table)
{
    Random random{seed};
    Machine machine{table};
    Timers timers;
    const auto follow = [&](const sip::Effects& effects) {
        timers.follow(effects);
        BOOST_REQUIRE(machine.consistent());
        BOOST_REQUIRE_EQUAL(timers.ended, machine.state() == Machine::State::terminated);
        // nothing runs on for a machine that has ended
        BOOST_REQUIRE(!timers.ended ||
                      (timers.pace == sip::TimerLetter::none && timers.limit == sip::TimerLetter::none));
    };
    const auto fire = [&](sip::TimerLetter& letter) {
        const sip::TimerLetter expired = std::exchange(letter, sip::TimerLetter::none);
        follow(machine.expired(expired));
    };
    follow(begin(machine));
    for (auto length = random() % 12; length > 0; --length)
        follow(event(machine, random));
    follow(finish(machine));
    for (int i = 0; i < 4 && !timers.ended; ++i)
        fire(timers.limit);
    BOOST_REQUIRE_MESSAGE(timers.ended, "seed " << seed << " does not end");
}

} // namespace

BOOST_AUTO_TEST_SUITE(random_order)

BOOST_AUTO_TEST_CASE(every_machine_stays_consistent_and_ends_whatever_happens)
{
    for (const auto transport : {udp, tcp}) {
        const sip::TimerTable table{sip::Timers{}, transport};
        for (unsigned seed = 1; seed <= 20'000; ++seed) {
            run<sip::InviteClient>(seed, table);
            run<sip::NonInviteClient>(seed, table);
            run<sip::InviteServer>(seed, table);
            run<sip::NonInviteServer>(seed, table);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_layer_is_empty_when_all_has_been_answered_and_waited_for)
{
    for (unsigned seed = 1; seed <= 200; ++seed) {
        Random random{seed};
        sip::TimerQueue queue;
        std::vector<sip::Action> actions;
        sip::TransactionLayer layer{sip::Timers{}, 64, sip::HashSeed{seed, 0}, queue, actions};
        const std::array flows{sip::FlowId{udp, sip::FlowDirection::inbound, 1},
                               sip::FlowId{tcp, sip::FlowDirection::inbound, 2},
                               sip::FlowId{tls, sip::FlowDirection::outbound, 3}};
        const std::array<std::string, 5> methods{"INVITE", "ACK", "CANCEL", "BYE", "OPTIONS"};
        std::vector<sip::ServerId> servers;
        sip::TimePoint now{};
        sip::Message message;
        const auto pass = [&](sip::Duration time) {
            now += time;
            sip::TimerOwner owner;
            while (queue.take_expired(now, owner))
                layer.handle_expiry(owner, now);
        };
        for (int step = 0; step < 300; ++step) {
            Fields fields;
            fields.branch = "z9hG4bK-" + std::to_string(random() % 12);
            fields.to_tag = random() % 2 ? "bob" : "";
            const std::string method = one_of(methods, random);
            const sip::FlowId flow = one_of(flows, random);
            switch (random() % 6) {
            case 0:
                BOOST_REQUIRE(!message.parse(sip::Bytes{request(method, fields)}));
                if (method != "ACK")
                    (void)layer.start_client(message.method(), message.bytes(), fields.branch, {flow, {}}, 1, now);
                break;
            case 1:
            case 2:
                BOOST_REQUIRE(!message.parse(sip::Bytes{request(method, fields)}));
                servers.push_back(layer.receive_request(message, {flow, {}}, now).server);
                break;
            case 3:
                BOOST_REQUIRE(!message.parse(sip::Bytes{response(one_of(statuses, random), method, fields)}));
                (void)layer.receive_response(message, flow, now);
                break;
            case 4:
                if (random() % 16 == 0)
                    layer.flow_lost(flow, sip::FlowError::reset, "lost", now);
                else if (!servers.empty())
                    layer.respond(one_of(servers, random), one_of(statuses, random), message.bytes(), now);
                break;
            default: pass(std::chrono::milliseconds{random() % 2000});
            }
            BOOST_REQUIRE(layer.size() <= 64U);
            BOOST_REQUIRE(queue.size() <= 2 * layer.size());
        }
        for (const sip::ServerId server : servers)
            layer.respond(server, 486, sip::Bytes{"SIP/2.0 486 Busy Here"}, now);
        for (const sip::TransactionEvent& event : std::exchange(layer.events(), {}))
            BOOST_REQUIRE((event.client == sip::ClientId::none) != (event.server == sip::ServerId::none));
        for (int i = 0; i < 40; ++i)
            pass(1s * i);
        for (std::uint64_t branch = 0; branch < 12;
             ++branch) { // INVITE clients in Proceeding wait for their final response
            Fields fields;
            fields.branch = "z9hG4bK-" + std::to_string(branch);
            for (const sip::FlowId flow : flows) {
                BOOST_REQUIRE(!message.parse(sip::Bytes{response(486, "INVITE", fields)}));
                (void)layer.receive_response(message, flow, now);
            }
        }
        for (int i = 0; i < 40; ++i)
            pass(1s * i);
        BOOST_REQUIRE_EQUAL(layer.size(), 0U);
        BOOST_REQUIRE_EQUAL(queue.size(), 0U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
