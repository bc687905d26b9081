#include "gc_api/support/sip_phone.hpp"

#include "support/sip_text.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>

namespace gc::test {
namespace {

constexpr const char* our_tag = "phone";

std::string next_call_id()
{
    static std::atomic<unsigned> number{0};
    return "matrix" + std::to_string(++number);
}

void replace(std::string& text, const std::string& what, const std::string& by)
{
    if (const auto at = text.find(what); at != std::string::npos)
        text.replace(at, what.size(), by);
}

std::string tag_in(const std::string& address)
{
    const auto at = address.find("tag=");
    return at == std::string::npos ? std::string{} : address.substr(at + 4);
}

} // namespace

SipPhone::SipPhone(std::string board) : board_{std::move(board)}, call_id_{next_call_id()} {}

void SipPhone::invite()
{
    calls_ = true;
    say(peer_.request("INVITE", board_, call_id_, audio_offer("0 8")));
}

void SipPhone::invite_again()
{
    if (!calls_ && invite_.empty())
        return invite();
    say(peer_.request("INVITE", board_, next_call_id(), audio_offer("0 8")));
}

void SipPhone::acknowledge() { say(within_dialog("ACK", invite_cseq_)); }

void SipPhone::cancel() { say(peer_.request("CANCEL", board_, call_id_)); }

void SipPhone::bye() { say(within_dialog("BYE", ++last_cseq_)); }

void SipPhone::ask_for_change()
{
    invite_cseq_ = ++last_cseq_;
    say(within_dialog("INVITE", invite_cseq_, audio_offer("0 8", "a=sendonly\r\n")));
}

void SipPhone::refer(const std::string& target)
{
    say(within_dialog("REFER", ++last_cseq_, {}, "Refer-To: <" + target + ">\r\n"));
}

void SipPhone::tell_of_transfer(int status)
{
    const std::string body = "SIP/2.0 " + std::to_string(status) + " So\r\n";
    std::string text = within_dialog("NOTIFY", ++last_cseq_, body,
                                     "Event: refer\r\nSubscription-State: terminated;reason=noresource\r\n");
    replace(text, "application/sdp", "message/sipfrag;version=2.0");
    say(text);
}

void SipPhone::respond_to_request(int status)
{
    BOOST_TEST_REQUIRE(!asked().empty());
    const std::string contact = "Contact: <" + uri() + ">\r\n";
    if (request_.starts_with("INVITE") && status / 100 == 2)
        say(::test::response_to(request_, status, "", contact + std::string{::test::sdp_content}, audio_offer("0")));
    else
        say(::test::response_to(request_, status, "", contact));
    if (status >= 200)
        request_.clear();
}

/// Of the board's call, the other way round.
std::string SipPhone::within_dialog(std::string_view method, int cseq, std::string_view body,
                                    std::string_view more) const
{
    const bool called = !invite_.empty();
    std::string text =
        peer_.request(method, board_, called ? ::test::header(invite_, "Call-ID") : call_id_, body, more);
    if (cseq != 1)
        replace(text, "branch=z9hG4bK", "branch=z9hG4bK" + std::to_string(cseq));
    replace(text, "CSeq: 1 ", "CSeq: " + std::to_string(cseq) + ' ');
    if (called) {
        replace(text, "From: <sip:peer@" + peer_.address() + ">;tag=p", "From: <" + uri() + ">;tag=" + our_tag);
        replace(text, "To: <" + board_ + '>', "To: " + ::test::header(invite_, "From"));
    } else if (!board_tag_.empty()) {
        replace(text, "To: <" + board_ + '>', "To: <" + board_ + ">;tag=" + board_tag_);
    }
    return text;
}

void SipPhone::await_invite()
{
    while (invite_.empty()) {
        const std::string message = peer_.receive();
        BOOST_TEST_REQUIRE(!message.empty());
        hear(message);
    }
}

void SipPhone::respond(int status)
{
    if (invite_.empty())
        return;
    answered_ = answered_ || status >= 200;
    const std::string contact = "Contact: <" + uri() + ">\r\n";
    if (status / 100 == 2)
        say(::test::response_to(invite_, status, our_tag, contact + std::string{::test::sdp_content},
                                audio_offer("0")));
    else
        say(::test::response_to(invite_, status, status == 100 ? "" : our_tag, status < 200 ? contact : std::string{}));
}

void SipPhone::hear(const std::string& message)
{
    if (message.starts_with("SIP/2.0 "))
        hear_response(message);
    else
        hear_request(message);
}

void SipPhone::hear_request(const std::string& message)
{
    const bool in_dialog = ::test::header(message, "To").find("tag=") != std::string::npos;
    if (message.starts_with("INVITE") && !in_dialog) {
        if (invite_.empty())
            invite_ = message;
        return;
    }
    if (message.starts_with("INVITE") || message.starts_with("REFER")) {
        request_ = message;
        return;
    }
    if (message.starts_with("ACK") || deaf)
        return;
    say(::test::response_to(message, 200, ""));
    if (!message.starts_with("CANCEL"))
        return;
    if (in_dialog && !asked().empty())
        respond_to_request(487);
    else if (!answered_)
        respond(487);
}

void SipPhone::hear_response(const std::string& message)
{
    const int status = ::test::status_of(message);
    const std::string& call_id = invite_.empty() ? call_id_ : ::test::header(invite_, "Call-ID");
    if (::test::header(message, "CSeq") != std::to_string(invite_cseq_) + " INVITE" ||
        ::test::header(message, "Call-ID") != call_id)
        return;
    if (const std::string tag = tag_in(::test::header(message, "To")); !tag.empty())
        board_tag_ = tag;
    if (status < 300 || deaf)
        return;
    std::string text = within_dialog("ACK", invite_cseq_); // of the transaction: its branch
    replace(text, call_id + "ACK", call_id + "INVITE");
    say(text);
}

void SipPhone::settle()
{
    const std::string question = call_id_ + "settled" + std::to_string(++settled_);
    say(peer_.request("OPTIONS", board_, question));
    for (std::string message = peer_.receive(); ::test::header(message, "Call-ID") != question;
         message = peer_.receive()) {
        BOOST_TEST_REQUIRE(!message.empty());
        hear(message);
    }
}

} // namespace gc::test
