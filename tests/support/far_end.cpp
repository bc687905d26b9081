#include "support/far_end.hpp"

namespace test {
namespace {

constexpr std::string_view from = "<sip:peer@192.0.2.9>;tag=pc1";
constexpr std::string_view call_id = "c1";

bool is_request(const std::string& text) { return !text.starts_with("SIP/2.0") && !text.starts_with("ACK"); }

std::string tag_in(std::string_view address)
{
    const std::size_t at = address.find("tag=");
    return at == std::string_view::npos ? std::string{} : std::string{address.substr(at + 4)};
}

void nothing(FarEnd&, const std::string&) {}
void rest(FarEnd&) {}

std::function<void(FarEnd&, const std::string&)> always(int status)
{
    return [status](FarEnd& far, const std::string& came) {
        if (is_request(came))
            far.answer(came, status);
    };
}

/// Answers the INVITE for ever, and every request, with that provisional response.
Behaviour stalls(const char* name, int status)
{
    return {name, always(status), [status](FarEnd& far) {
                if (!far.invite.empty())
                    far.answer(far.invite, status);
            }};
}

void end_the_call(FarEnd& far, const std::string& came)
{
    if (!came.starts_with("BYE") && !came.starts_with("CANCEL"))
        return;
    const std::string mine = far.invite.empty() ? "pc1" : far.tag; // the caller's, or the called's
    far.say(
        "BYE sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKbye9\r\nMax-Forwards: 70\r\n"
        "From: <sip:peer@192.0.2.9>;tag=" +
        mine + "\r\nTo: <sip:bob@192.0.2.2>;tag=" + tag_in(header(came, "From")) +
        "\r\nCall-ID: " + header(came, "Call-ID") + "\r\nCSeq: 9 BYE\r\nContent-Length: 0\r\n\r\n");
}

void talk_garbage(FarEnd& far, const std::string& came)
{
    far.say("SIP/2.0 2oo OK\r\nVia: " + header(came, "Via") + "\r\n\r\n");
    far.say(std::string(200, '\xff') + "\r\n\r\n");
}

void answer_what_nobody_asked(FarEnd& far, const std::string& came)
{
    std::string wrong = response_to(came, 200, "other");
    if (const auto at = wrong.find("CSeq: "); at != std::string::npos)
        wrong.insert(at + 6, "77");
    far.say(wrong);
}

void answer_later(FarEnd& far, const std::string& came)
{
    if (is_request(came))
        far.late.emplace_back(far.network.now() + 31s, came);
}

void answer_what_is_due(FarEnd& far)
{
    while (!far.late.empty() && far.late.front().first <= far.network.now()) {
        far.answer(far.late.front().second, 200);
        far.late.pop_front();
    }
}

void say_with(FarEnd& far, const std::string& came, int status, std::string_view line)
{
    if (is_request(came))
        far.say(response_to(came, status, far.tag, line));
}

} // namespace

std::string FarEnd::uri() const
{
    return (kind == TransportKind::tls ? "sips:peer@192.0.2.9" : "sip:peer@192.0.2.9") + parameter();
}

void FarEnd::take_invite()
{
    network.run_for(200ms);
    invite = peer.take_one();
}

bool FarEnd::call()
{
    const std::string text =
        request("INVITE", "Contact: <sip:peer@192.0.2.9>\r\n" + std::string{sdp_content}, sdp_text());
    if (kind == TransportKind::udp)
        peer.send(text, {near.ip(), 5060});
    else
        peer.write(
            peer.connect(kind, {near.ip(), static_cast<std::uint16_t>(kind == TransportKind::tls ? 5061 : 5060)}),
            text);
    network.run_for(200ms);
    const std::vector<std::string> came = peer.take();
    if (!came.empty())
        tag = tag_in(header(came.back(), "To"));
    return !came.empty();
}

void FarEnd::acknowledge()
{
    for (const std::string& came : peer.take())
        tag = tag_in(header(came, "To"));
    say(request("ACK", {}, {}));
    network.run_for(50ms);
}

void FarEnd::say(const std::string& text)
{
    if (kind == TransportKind::udp)
        peer.send(text, {near.ip(), 5060});
    else
        peer.write(peer.last_flow(), text);
}

void FarEnd::answer(const std::string& request, int status)
{
    const bool with_body = header(request, "CSeq").find("INVITE") != std::string::npos && status / 100 == 2;
    const std::string contact = "Contact: <sip:peer@192.0.2.9" + parameter() + ">\r\n" + std::string{sdp_content};
    const bool in_dialog = header(request, "To").find("tag=") != std::string::npos;
    say(with_body ? response_to(request, status, tag, contact, sdp_text())
                  : response_to(request, status, in_dialog ? "" : tag));
    network.run_for(50ms);
}

std::string FarEnd::request(std::string_view method, std::string_view more, std::string_view body) const
{
    static constexpr std::string_view names[] = {"UDP", "TCP", "TLS"};
    const std::string m{method};
    std::string text = m + " sip:bob@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/" +
                       std::string{names[static_cast<std::size_t>(kind)]} + " 192.0.2.9:5060;branch=z9hG4bKc11" + m +
                       "\r\nMax-Forwards: 70\r\nFrom: " + std::string{from} + "\r\nTo: <sip:bob@192.0.2.2>";
    if (m != "INVITE")
        text += ";tag=" + tag;
    text += "\r\nCall-ID: " + std::string{call_id} + "\r\nCSeq: 1 " + m + "\r\n" + std::string{more};
    return text + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

const std::vector<Behaviour>& behaviours()
{
    static const std::vector<Behaviour> all = {
        {"is silent", nothing, rest},
        {"answers with 500", always(500), rest},
        {"answers with 481", always(481), rest},
        {"asks who it is", always(407), rest},
        {"asks to come again later",
         [](FarEnd& far, const std::string& came) { say_with(far, came, 503, "Retry-After: 3600\r\n"); }, rest},
        {"sends it elsewhere",
         [](FarEnd& far, const std::string& came) { say_with(far, came, 302, "Contact: <sip:nobody@192.0.2.77>\r\n"); },
         rest},
        stalls("answers 100 for ever", 100),
        stalls("answers 183 for ever", 183),
        {"connects the call after all, and is silent",
         [](FarEnd& far, const std::string& came) {
             if (came.starts_with("CANCEL"))
                 far.answer(far.invite, 200);
         },
         rest},
        {"ends the call itself", end_the_call, rest},
        {"talks garbage", talk_garbage, [](FarEnd& far) { far.say("BYE\r\n\r\n"); }},
        {"answers what nobody asked", answer_what_nobody_asked, rest},
        {"answers at the last moment", answer_later, answer_what_is_due},
        {"loses the connection", [](FarEnd& far, const std::string&) { far.network.cut_streams(far.near); },
         [](FarEnd& far) {
             far.peer.accepts_streams = false;
             far.network.cut_streams(far.near);
         }},
    };
    return all;
}

Duration suffer(FarEnd& far, const Behaviour& behaviour, const std::function<bool()>& over, Duration limit)
{
    const TimePoint begin = far.network.now();
    TimePoint next = begin;
    while (!over() && far.network.now() < begin + limit) {
        for (const std::string& came : far.peer.take())
            behaviour.hears(far, came);
        if (far.network.now() >= next) {
            behaviour.each_second(far);
            next += 1s;
        }
        far.network.run_for(50ms);
    }
    return far.network.now() - begin;
}

} // namespace test
