#pragma once

#include "support/test_random.hpp"
#include "support/virtual_network.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace test {

[[nodiscard]] sip::sdp::LocalMedia audio(const sip::IpAddress& address, std::uint16_t port);
[[nodiscard]] sip::EndpointConfig all_transports();

/// An endpoint with a program on top: it writes down what it is told, and answers by itself when asked to.
class UserAgentHost final : public Host, private sip::Tracer {
public:
    UserAgentHost(VirtualNetwork& network, std::string name, std::string_view ip,
                  sip::EndpointConfig config = all_transports());

    // Programs
    bool rings = true;   ///< answers an INVITE with 180
    bool answers = true; ///< and then with 200
    int answers_changes = 0; ///< to a re-INVITE that is handed up: 200, a failure, or 0: the test does

    sip::CallHandle call(const std::string& to, sip::MediaChoice media);
    sip::CallHandle call(const std::string& to) { return call(to, audio(ip(), 4000)); }
    sip::CommandError make(const sip::MakeCall& command, sip::CallHandle& call);
    sip::CommandError command(sip::CallHandle call, const sip::CallCommand& command);
    sip::CommandError enroll(const sip::Register& command);
    sip::CommandError send_outside(const sip::SendOutside& command);
    sip::CommandError answer_outside(const sip::AnswerOutside& answer); ///< the request that came up last
    void hang_up(sip::CallHandle call) { (void)command(call, sip::HangUp{}); }
    void answer(sip::CallHandle call) { (void)command(call, sip::Answer{{}, audio(ip(), 5000)}); }
    void modify(sip::CallHandle call, sip::sdp::Direction direction);
    void ring(sip::CallHandle call) { (void)command(call, sip::SendProvisional{180, {}, sip::NoMedia{}}); }

    /// "incoming", "trying", "180", "connected", "acknowledged", "modified", "held", "ended remote_bye 0", "released",
    /// "failed INVITE", "modify requested", "modify withdrawn 487", "modify accepted", "modify accepted held",
    /// "modify rejected 488", "modify failed 503", "modify cancelled", "request 1: INFO", "answer 7: 200",
    /// "unanswered 7: 408", "incoming in place of another", "referred", "refer withdrawn", "refer expired",
    /// "connected, ack wanted", "modify accepted, ack wanted", "ack sent",
    /// "refusal acknowledged", "refer accepted", "refer rejected 603", "refer progress 180", "refer ended told 200".
    /// Of registrations, with the cookie: "7 registered sip:bob@x 3600 ours, ...", "7 failed refused 403 later, retrying".
    /// Outside of calls "5 answered 202 MESSAGE", "5 failed OPTIONS timed out", "requested NOTIFY", "expired CALL-ID".
    [[nodiscard]] const std::vector<std::string>& heard() const { return heard_; }
    [[nodiscard]] std::string story() const; ///< heard(), joined by ", "
    [[nodiscard]] std::size_t count(std::string_view what) const;
    void forget() { heard_.clear(); }
    [[nodiscard]] sip::CallHandle last() const { return last_; }              ///< the call of the last notification
    [[nodiscard]] const std::string& last_text() const { return last_text_; } ///< bytes of its message
    [[nodiscard]] const std::string& last_reason() const { return last_reason_; }
    [[nodiscard]] const std::optional<sip::sdp::Negotiated>& last_media() const { return last_media_; }
    [[nodiscard]] const std::string& last_target() const { return last_target_; } ///< of "referred"
    [[nodiscard]] const sip::HeaderLines& last_lines() const { return last_lines_; }
    [[nodiscard]] bool security_seen() const { return security_seen_; }
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
    [[nodiscard]] bool noted(std::string_view part) const;
    /// Every call gets exactly one last word, and it is the last.
    [[nodiscard]] bool all_over_once() const { return begun_ == over_ && !spoke_after_the_end_; }
    [[nodiscard]] std::size_t traced_sent() const { return traced_sent_; }
    [[nodiscard]] std::size_t traced_received() const { return traced_received_; }
    [[nodiscard]] sip::Endpoint& endpoint() { return endpoint_; }

    std::vector<std::string> names; ///< of the certificate; none: name.example.com

    // Host
    [[nodiscard]] bool listens(TransportKind kind, std::uint16_t port) const override;
    [[nodiscard]] std::vector<std::string> certificate_names() const override;
    void handle(sip::FlowEvent event, TimePoint now) override;
    void handle(const sip::Resolved& resolved, TimePoint now) override;
    void expire(TimePoint now) override;
    [[nodiscard]] TimePoint next_expiry() const override { return endpoint_.next_expiry(); }
    std::vector<sip::Action> take_actions() override;

private:
    void hear();
    void hear(const sip::OutsideNotification& notification);
    void hear(const sip::Notification& notification);
    void program(sip::CallHandle call);
    void answer_change(sip::CallHandle call);
    [[nodiscard]] std::string describe(const sip::CallEvent& event);
    void remember(const sip::Message* message, const sip::sdp::Negotiated* media);

    void message(const sip::Trace& trace) override;
    void flow_opened(FlowId, const Address&, const Address&, const sip::Security*) override {}
    void flow_closed(FlowId, sip::FlowError, std::string_view) override {}
    void note(std::string_view line) override { notes_.emplace_back(line); }

    VirtualNetwork& network_;
    TestRandom random_;
    sip::EndpointConfig config_;
    sip::Endpoint endpoint_;
    std::vector<std::string> heard_;
    std::vector<std::string> notes_;
    sip::CallHandle last_{};
    sip::OutsideHandle last_outside_{};
    std::string last_text_;
    std::string last_reason_;
    std::optional<sip::sdp::Negotiated> last_media_;
    std::string last_target_;
    sip::HeaderLines last_lines_;
    bool security_seen_ = false;
    std::set<sip::CallHandle> begun_;
    std::set<sip::CallHandle> over_;
    bool spoke_after_the_end_ = false;
    std::size_t traced_sent_ = 0;
    std::size_t traced_received_ = 0;
};

} // namespace test
