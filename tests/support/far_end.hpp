#pragma once

#include "support/raw_peer.hpp"

#include <deque>
#include <functional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace test {

/// The other end of one call of `near`, which the test speaks for, by one transport.
struct FarEnd {
    FarEnd(VirtualNetwork& in, const Host& other, TransportKind by) : network{in}, near{other}, kind{by} {}

    VirtualNetwork& network;
    const Host& near;
    const TransportKind kind;
    RawPeer peer{network, "peer", "192.0.2.9"};
    std::string invite; ///< near's, when it has called
    std::string tag = "t";
    std::deque<std::pair<TimePoint, std::string>> late; ///< requests that are answered at that time

    [[nodiscard]] std::string uri() const;

    /// Keeps the INVITE that has come from near.
    void take_invite();
    /// Calls near; false when nothing came back.
    [[nodiscard]] bool call();
    /// Acknowledges the 200 that has come; call() comes before.
    void acknowledge();

    void say(const std::string& text);
    void answer(const std::string& request, int status);

private:
    [[nodiscard]] std::string parameter() const { return kind == TransportKind::tcp ? ";transport=tcp" : ""; }
    [[nodiscard]] std::string request(std::string_view method, std::string_view more, std::string_view body) const;
};

/// What a far end does from some moment on, with each message that comes and each second.
struct Behaviour {
    const char* name;
    std::function<void(FarEnd&, const std::string& came)> hears;
    std::function<void(FarEnd&)> each_second;
    friend std::ostream& operator<<(std::ostream& out, const Behaviour& one) { return out << one.name; }
};

/// Whatever may happen to one who wants to end a call.
[[nodiscard]] const std::vector<Behaviour>& behaviours();

/// Lets the far end do its worst until `over`, at most for `limit`; how long that took.
[[nodiscard]] Duration suffer(FarEnd& far, const Behaviour& behaviour, const std::function<bool()>& over,
                              Duration limit);

} // namespace test
