#include "support/transaction_script.hpp"

#include <boost/test/unit_test.hpp>

using namespace script;

namespace {

Fields numbered(unsigned number)
{
    Fields fields;
    fields.branch = "z9hG4bK-" + std::to_string(number);
    fields.call_id = "call-" + std::to_string(number);
    return fields;
}

Fields in_dialog(unsigned number)
{
    Fields fields = numbered(number);
    fields.to_tag = "bob";
    return fields;
}

} // namespace

BOOST_AUTO_TEST_SUITE(limits)

BOOST_AUTO_TEST_CASE(requests_from_outside_leave_the_last_eighth_to_dialogs)
{
    Settings settings;
    settings.limit = 16;
    TransactionScript script{nothing_over(udp), settings};
    for (unsigned i = 0; i < 14; ++i)
        script.receive(invite(numbered(i))).expect_fresh("INVITE");
    script.receive(invite(numbered(14))).expect_overload();
    script.receive(request("BYE", in_dialog(15))).expect_fresh("BYE");
    script.receive(cancel(numbered(0)));
    BOOST_TEST(script.layer().size() == 16U);
    script.expect_cancel_of_invite();
    script.receive(request("BYE", in_dialog(17))).expect_overload();
    script.send(options(numbered(18))).expect_nothing();
    BOOST_TEST((script.client() == sip::ClientId::none));
}

BOOST_AUTO_TEST_CASE(copies_and_acks_are_served_in_a_full_table)
{
    Settings settings;
    settings.limit = 1;
    TransactionScript script{invite_from(udp), settings};
    Fields tagged;
    tagged.to_tag = "bob";
    const std::string busy = response(486, "INVITE", tagged);
    script.respond(486).expect_send(busy);
    script.at(10ms).receive(invite(numbered(2))).expect_overload();
    script.at(20ms).receive(invite()).expect_send(busy);
    script.at(30ms).receive(ack(tagged)).expect_nothing();
    script.at(30ms + T4).expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_branch_is_not_used_twice_by_us)
{
    TransactionScript script{options_over(udp)};
    script.expect_send(options()).send(options()).expect_nothing();
    BOOST_TEST((script.client() == sip::ClientId::none));
    BOOST_TEST(script.layer().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_alike_ids_stay_apart_and_all_end)
{
    sip::TimerQueue queue;
    std::vector<sip::Action> actions;
    sip::TransactionLayer layer{sip::Timers{}, 400'000, sip::HashSeed{3, 4}, queue, actions};
    const sip::Route route{sip::FlowId{tcp, sip::FlowDirection::inbound, 1}, {}};
    sip::Message message;
    std::vector<sip::ServerId> servers;
    // Branches that are permutations of each other: alike under sums and exclusive ors.
    std::string branch = "z9hG4bK0123456789abc";
    for (unsigned i = 0; i < 100'000; ++i) {
        std::next_permutation(branch.begin() + 7, branch.end());
        Fields fields;
        fields.branch = branch;
        fields.call_id = branch.substr(7);
        BOOST_REQUIRE(!message.parse(sip::Bytes{options(fields)}));
        const sip::RequestOutcome outcome = layer.receive_request(message, route, {});
        BOOST_REQUIRE(outcome.kind == sip::RequestOutcome::Kind::fresh);
        servers.push_back(outcome.server);
        BOOST_REQUIRE(layer.receive_request(message, route, {}).kind == sip::RequestOutcome::Kind::absorbed);
    }
    BOOST_TEST(layer.size() == 100'000U);
    BOOST_TEST(queue.size() == 200'000U);
    for (const sip::ServerId server : servers)
        BOOST_REQUIRE(layer.respond(server, 200, sip::Bytes{"OK"}, {}));
    BOOST_TEST(layer.size() == 0U);
    BOOST_TEST(queue.size() == 0U);
    BOOST_TEST(layer.events().size() == 100'000U);
}

BOOST_AUTO_TEST_CASE(an_id_of_a_place_that_is_used_again_stays_dead)
{
    TransactionScript script{options_over(tcp)};
    script.expect_send(options());
    const sip::ClientId first = script.client();
    script.receive(response(200, "OPTIONS")).expect_deliver(200).expect_terminated();
    script.send(options(numbered(2))).expect_send(options(numbered(2)));
    BOOST_TEST((first != script.client()));
    BOOST_TEST(script.layer().request_of(first) == nullptr);
    BOOST_TEST(script.layer().request_of(script.client()) != nullptr);
    // a client's number means nothing to servers
    BOOST_TEST(!script.layer().respond(sip::ServerId{static_cast<std::uint64_t>(script.client())}, 200, {}, {}));
}

BOOST_AUTO_TEST_CASE(a_transaction_is_small) { BOOST_TEST(sizeof(sip::Transaction) <= 224U); }

BOOST_AUTO_TEST_SUITE_END()
