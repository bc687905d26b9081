#include "support/transaction_script.hpp"

#include <boost/test/unit_test.hpp>

using namespace script;

namespace {

template <class Change>
Fields with(Change change)
{
    Fields fields;
    change(fields);
    return fields;
}

Fields branch(const std::string& text)
{
    return with([&](Fields& fields) { fields.branch = text; });
}

Fields tagged(const std::string& to_tag = "bob")
{
    return with([&](Fields& fields) { fields.to_tag = to_tag; });
}

/// As an RFC 2543 client writes: no branch in its Via.
Fields old_style(const std::string& to_tag = {})
{
    return with([&](Fields& fields) {
        fields.branch.clear();
        fields.to_tag = to_tag;
    });
}

Beginning old_invite() { return {Beginning::Side::server, udp, invite(old_style())}; }

} // namespace

BOOST_AUTO_TEST_SUITE(client_matching) // RFC 3261 §17.1.3

BOOST_AUTO_TEST_CASE(a_response_needs_the_branch_and_the_method)
{
    TransactionScript script{options_over(udp)};
    script.expect_send(options());
    script.receive(response(200, "OPTIONS", branch("z9hG4bK-ONE"))).expect_stray();
    script.receive(response(200, "OPTIONS", branch(""))).expect_stray();
    script.receive(response(200, "INFO")).expect_stray();
    script.receive(response(200, "INVITE")).expect_stray_2xx();
    script.receive(response(486, "INVITE")).expect_stray();
    script.receive(response(200, "OPTIONS")).expect_deliver(200);
}

BOOST_AUTO_TEST_CASE(a_cancel_and_its_invite_share_a_branch_but_not_their_responses)
{
    TransactionScript script{invite_over(udp)};
    script.expect_send(invite());
    script.at(10ms).receive(response(180, "INVITE", tagged())).expect_deliver(180);
    script.at(20ms).send(cancel()).expect_send(cancel());
    script.at(30ms).receive(response(200, "CANCEL", tagged())).expect_deliver(200);
    script.at(40ms).receive(response(487, "INVITE", tagged())).expect_deliver(487).expect_send(ack(tagged()));
    script.at(30ms + T4).expect_terminated();
    script.at(40ms + 32s).expect_terminated();
}

BOOST_AUTO_TEST_CASE(what_was_asked_over_tls_is_not_answered_in_the_clear)
{
    TransactionScript script{options_over(tls)};
    script.expect_send(options());
    const sip::FlowId datagram{udp, sip::FlowDirection::inbound, 5};
    script.receive_by(datagram, response(200, "OPTIONS")).expect_stray();
    const sip::FlowId another_tls{tls, sip::FlowDirection::inbound, 6};
    script.receive_by(another_tls, response(200, "OPTIONS")).expect_deliver(200).expect_terminated();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(server_matching) // RFC 3261 §17.2.3

BOOST_AUTO_TEST_CASE(branch_sent_by_and_method_make_a_request_a_copy)
{
    TransactionScript script{options_from(udp)};
    const auto at = [](const std::string& sent_by, const std::string& call_id) {
        return with([&](Fields& fields) {
            fields.sent_by = sent_by;
            fields.call_id = call_id; // else they would be merged
        });
    };
    script.receive(options()).expect_nothing();
    script.receive(options(at("192.0.2.9", "b"))).expect_fresh("OPTIONS");
    script.receive(options(at("192.0.2.1:5070", "c"))).expect_fresh("OPTIONS");
    script.receive(request("INFO")).expect_fresh("INFO");
    script.receive(request("STRANGE")).expect_fresh("STRANGE");
    script.receive(request("STRANGE")).expect_nothing();
    script.receive(request("OTHER")).expect_fresh("OTHER");
}

BOOST_AUTO_TEST_CASE(the_host_of_sent_by_has_no_case_but_a_branch_has)
{
    const auto named = [](const std::string& host, const std::string& branch_text) {
        return with([&](Fields& fields) {
            fields.sent_by = host;
            fields.branch = branch_text;
            fields.call_id = branch_text;
        });
    };
    TransactionScript script{{Beginning::Side::server, udp, options(named("Client.Example", "z9hG4bKa"))}};
    script.receive(options(named("client.example", "z9hG4bKa"))).expect_nothing();
    script.receive(options(named("client.example", "z9hG4bKA"))).expect_fresh("OPTIONS");
}

BOOST_AUTO_TEST_CASE(an_ack_to_a_2xx_belongs_to_no_transaction)
{
    TransactionScript script{invite_from(udp)};
    script.respond(200).expect_send(response(200, "INVITE", tagged()));
    Fields fields = tagged();
    fields.branch = "z9hG4bK-of-the-ack";
    script.at(10ms).receive(ack(fields)).expect_ack_for_2xx();
    script.at(64 * T1).expect_terminated();
}

BOOST_AUTO_TEST_CASE(a_cancel_finds_its_invite_and_has_a_transaction_of_its_own)
{
    TransactionScript script{invite_from(udp)};
    script.at(10ms).receive(cancel()).expect_cancel_of_invite();
    script.respond(200).expect_send(response(200, "CANCEL", tagged()));
    script.at(20ms).receive(cancel()).expect_send(response(200, "CANCEL", tagged()));
    BOOST_TEST(script.layer().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_cancel_of_another_branch_or_client_finds_nothing)
{
    TransactionScript script{invite_from(udp)};
    script.receive(cancel(branch("z9hG4bK-two"))).expect_cancel_of_nothing();
    script.receive(cancel(with([](Fields& fields) { fields.sent_by = "192.0.2.66"; }))).expect_cancel_of_nothing();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(rfc2543_matching) // RFC 3261 §17.2.3, second half

BOOST_AUTO_TEST_CASE(a_copy_agrees_in_every_field)
{
    TransactionScript script{old_invite()};
    script.receive(invite(old_style())).expect_nothing();
    const auto different = [](auto change) {
        Fields fields = old_style();
        change(fields);
        return invite(fields);
    };
    script.receive(different([](Fields& fields) { fields.uri = "sip:carol@192.0.2.2"; })).expect_merged();
    script.receive(different([](Fields& fields) { fields.sent_by = "192.0.2.7"; })).expect_merged();
    script.receive(different([](Fields& fields) { fields.branch = "1"; })).expect_merged();
    script.receive(different([](Fields& fields) { fields.from_tag = "x"; })).expect_fresh("INVITE");
    script.receive(different([](Fields& fields) { fields.to_tag = "x"; })).expect_fresh("INVITE");
    script.receive(different([](Fields& fields) { fields.call_id = "x"; })).expect_fresh("INVITE");
    script.receive(different([](Fields& fields) { fields.cseq = 2; })).expect_fresh("INVITE");
}

BOOST_AUTO_TEST_CASE(a_bare_cookie_is_no_rfc_3261_branch)
{
    Fields fields = branch("z9hG4bK");
    TransactionScript script{{Beginning::Side::server, udp, invite(fields)}};
    fields.call_id = "another@192.0.2.1";
    script.receive(invite(fields)).expect_fresh("INVITE");
}

BOOST_AUTO_TEST_CASE(an_ack_needs_the_to_tag_of_the_response)
{
    TransactionScript script{old_invite()};
    script.respond(486).expect_send(response(486, "INVITE", tagged()));
    script.at(10ms).receive(ack(old_style("eve"))).expect_ack_for_2xx();
    script.at(20ms).receive(ack(old_style())).expect_ack_for_2xx();
    script.at(30ms).receive(ack(old_style("bob"))).expect_nothing();
    script.at(30ms + T4).expect_terminated();
}

BOOST_AUTO_TEST_CASE(an_ack_to_a_failed_reinvite_matches)
{
    TransactionScript script{{Beginning::Side::server, udp, invite(old_style("bob"))}};
    script.respond(488).expect_send(response(488, "INVITE", tagged()));
    script.at(30ms).receive(ack(old_style("bob"))).expect_nothing();
    script.at(30ms + T4).expect_terminated();
}

BOOST_AUTO_TEST_CASE(an_ack_to_a_2xx_goes_up)
{
    TransactionScript script{old_invite()};
    script.respond(200).expect_send(response(200, "INVITE", tagged()));
    script.at(10ms).receive(ack(old_style("bob"))).expect_ack_for_2xx();
    script.at(64 * T1).expect_terminated();
}

BOOST_AUTO_TEST_CASE(an_ack_before_any_response_matches_nothing)
{
    TransactionScript script{old_invite()};
    script.receive(ack(old_style("bob"))).expect_ack_for_2xx();
}

BOOST_AUTO_TEST_CASE(a_cancel_finds_its_invite)
{
    TransactionScript script{old_invite()};
    script.receive(cancel(old_style())).expect_cancel_of_invite();
    Fields other = old_style();
    other.cseq = 2;
    script.receive(cancel(other)).expect_cancel_of_nothing();
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(merged_requests) // RFC 3261 §8.2.2.2

BOOST_AUTO_TEST_CASE(the_same_request_by_another_way_is_merged)
{
    TransactionScript script{invite_from(udp)};
    script.at(10ms).receive(invite(branch("z9hG4bK-two"))).expect_merged();
    script.respond(482).expect_send(response(482, "INVITE", tagged()));
    script.at(11ms).receive(invite(branch("z9hG4bK-three"))).expect_merged();
}

BOOST_AUTO_TEST_CASE(a_request_inside_a_dialog_is_never_merged)
{
    TransactionScript script{{Beginning::Side::server, udp, request("INFO", tagged())}};
    Fields again = tagged();
    again.branch = "z9hG4bK-two";
    script.receive(request("INFO", again)).expect_fresh("INFO");
}

BOOST_AUTO_TEST_CASE(another_number_method_call_or_caller_is_another_request)
{
    TransactionScript script{invite_from(udp)};
    const auto different = [](auto change) {
        Fields fields = branch("z9hG4bK-two");
        change(fields);
        return fields;
    };
    script.receive(invite(different([](Fields& fields) { fields.cseq = 2; }))).expect_fresh("INVITE");
    script.receive(options(different([](Fields&) {}))).expect_fresh("OPTIONS");
    Fields call = different([](Fields& fields) { fields.call_id = "x"; });
    call.branch = "z9hG4bK-three";
    script.receive(invite(call)).expect_fresh("INVITE");
    Fields caller = different([](Fields& fields) { fields.from_tag = "x"; });
    caller.branch = "z9hG4bK-four";
    script.receive(invite(caller)).expect_fresh("INVITE");
}

BOOST_AUTO_TEST_CASE(both_cancels_of_a_forked_invite_are_their_own)
{
    TransactionScript script{invite_from(udp)};
    script.at(10ms).receive(invite(branch("z9hG4bK-two"))).expect_merged();
    script.at(20ms).receive(cancel()).expect_cancel_of_invite();
    script.at(30ms).receive(cancel(branch("z9hG4bK-three"))).expect_cancel_of_nothing();
    script.at(200ms).expect_send(response(100, "INVITE").replace(12, 11, "Trying"));
    script.at(210ms).expect_send(response(100, "INVITE", branch("z9hG4bK-two")).replace(12, 11, "Trying"));
}

BOOST_AUTO_TEST_CASE(when_the_first_has_ended_the_request_is_new)
{
    TransactionScript script{options_from(tcp)};
    script.respond(200).expect_send(response(200, "OPTIONS", tagged())).expect_terminated();
    script.receive(options(branch("z9hG4bK-two"))).expect_fresh("OPTIONS");
}

BOOST_AUTO_TEST_CASE(the_end_of_a_merged_copy_leaves_the_first_in_charge)
{
    TransactionScript script{options_from(tcp)};
    script.receive(options(branch("z9hG4bK-two"))).expect_merged();
    script.respond(482).expect_send(response(482, "OPTIONS", tagged())).expect_terminated();
    script.receive(options(branch("z9hG4bK-three"))).expect_merged();
}

BOOST_AUTO_TEST_SUITE_END()
