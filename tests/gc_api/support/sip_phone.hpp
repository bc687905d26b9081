#pragma once

#include "gc_api/support/udp_peer.hpp"

#include <string>

namespace gc::test {

/// The other side of one call, over UDP: says what the test tells it to, and for the rest does what RFC 3261 asks of a
/// telephone, unless it is deaf.
class SipPhone {
public:
    explicit SipPhone(std::string board); ///< the board's URI

    [[nodiscard]] std::string uri() const { return "sip:phone@" + peer_.address(); }

    // As the caller
    void invite();
    void invite_again(); ///< one call more; the first when there is none
    void acknowledge();  ///< the 200 that came last
    void cancel();
    // As the called
    void await_invite();
    void respond(int status); ///< to the INVITE
    // As either
    void bye();
    void ask_for_change();                 ///< re-INVITE; acknowledge() acknowledges its 200
    void refer(const std::string& target); ///< REFER
    void tell_of_transfer(int status);     ///< NOTIFY about the board's REFER, the last one
    void respond_to_request(int status);   ///< to the board's re-INVITE or REFER that came last
    [[nodiscard]] const std::string& asked() const { return request_; } ///< that request; empty: none has come

    /// Hears what has come, and returns when the board has heard all that was said.
    void settle();

    bool deaf = false; ///< answers no request, and acknowledges nothing by itself

private:
    void hear(const std::string& message);
    void hear_request(const std::string& message);
    void hear_response(const std::string& message);
    void say(const std::string& message) { peer_.send(board_, message); }
    [[nodiscard]] std::string within_dialog(std::string_view method, int cseq, std::string_view body = {},
                                            std::string_view more = {}) const;

    UdpPeer peer_;
    const std::string board_;
    std::string call_id_;
    std::string invite_;    ///< the board's
    std::string request_;   ///< the board's, in the dialog, which waits for what the test says
    std::string board_tag_; ///< of the dialog, when we called
    int last_cseq_ = 1;
    int invite_cseq_ = 1; ///< of our INVITE or re-INVITE
    bool calls_ = false;
    bool answered_ = false; ///< the board's INVITE has its final response
    unsigned settled_ = 0;
};

} // namespace gc::test
