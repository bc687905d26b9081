#pragma once

#include "sip/outside.hpp"
#include "ua/registration_bindings.hpp"
#include "ua/surroundings.hpp"

#include <chrono>
#include <deque>
#include <string>
#include <vector>

namespace sip {

/// One address of record at one registrar (RFC 3261 §10.2): commands are carried out one after the other, under one
/// Call-ID, and what they have bound is refreshed in between.
///
/// registration: commands and the REGISTERs that they become; registration_outcome: responses, failures, what is bound.
class Registration {
public:
    Registration(const Surroundings& around, const Register& first);
    ~Registration();
    Registration(const Registration&) = delete;
    Registration& operator=(const Registration&) = delete;

    void set_handle(RegistrationHandle handle) { handle_ = handle; }
    [[nodiscard]] CommandError command(const Register& command);
    [[nodiscard]] std::optional<std::uint32_t> number_to_repeat() { return ++cseq_; }
    void receive_response(const Message& response, FlowId flow);
    void handle(const RequestEvent& event);
    void handle_expiry();
    void shut_down();
    /// Nothing is bound, and nothing is to be done.
    [[nodiscard]] bool idle() const { return !busy_ && waiting_.empty() && bindings_.empty(); }

private:
    /// One REGISTER.
    struct Work {
        Register::Change change = Register::Change::set;
        bool refreshes = false; ///< of our own accord, what is bound
        std::vector<ContactWish> contacts;
        std::vector<std::string> gone; ///< URIs
        bool everybody = false;
        std::chrono::seconds expires{};
        bool refresh = true;
        HeaderLines headers;
        UserCookie user = 0;
        std::string registrar;
        unsigned redirections = 0;
        unsigned raised = 0; ///< how often Expires was raised to what the registrar asks for
    };

    void start_next();
    [[nodiscard]] bool prepare(Work& work) const; ///< false: there is nothing to send
    void send();
    void write_contacts(RequestDraft& draft) const;

    void succeeded(const Message& response, FlowId flow);
    [[nodiscard]] bool bind(const Message& response);
    [[nodiscard]] const Binding* bound(std::string_view uri) const;
    void unbind(std::string_view uri);
    [[nodiscard]] bool raise_expires(const Message& response);
    [[nodiscard]] bool redirect(const Message& response);
    void failed(RegistrationFailed failure);
    void refresh_failed(RegistrationFailed failure);
    void finish();

    [[nodiscard]] std::vector<RegisteredContact> listed(const Message& response) const;
    [[nodiscard]] std::vector<UserCookie> users_of_refreshed() const;
    void tell(UserCookie user, OutsideEvent event);
    [[nodiscard]] Duration pause(const Message* response);
    void schedule();

    Surroundings around_;
    RegistrationHandle handle_{};
    const std::string registrar_;
    const std::string address_;
    const std::string peer_name_;
    const std::string call_id_;
    const std::uint64_t tag_;
    std::uint32_t cseq_ = 0;
    std::deque<Work> waiting_;
    Work work_; ///< while busy
    bool busy_ = false;
    RequestId request_{};
    std::vector<Binding> bindings_;
    HeaderLines headers_; ///< of the last command that bound something, for its refreshes
    TimerQueue::Ticket timer_ = 0;
    Duration pause_{}; ///< before the last retry; 0: all is well
    FlowUse flow_use_;
};

} // namespace sip
