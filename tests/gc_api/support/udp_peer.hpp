#pragma once

#include <string>
#include <string_view>

namespace gc::test {

/// A SIP telephone made of one UDP socket on 127.0.0.1: says what the test writes, hears what comes within ten seconds.
class UdpPeer {
public:
    UdpPeer();
    ~UdpPeer();
    UdpPeer(const UdpPeer&) = delete;
    UdpPeer& operator=(const UdpPeer&) = delete;

    /// A complete request to "sip:bob@127.0.0.1:port": the branch is made of Call-ID and method,
    /// that of a CANCEL of its INVITE's.
    [[nodiscard]] std::string request(std::string_view method, const std::string& uri, const std::string& call_id,
                                      std::string_view body = {}, std::string_view more = {}) const;
    void send(const std::string& uri, std::string_view message);
    std::string receive(); ///< empty: nothing came
    /// The first final response that comes: its status; 0: none.
    int final_status();
    [[nodiscard]] std::string address() const; ///< "127.0.0.1:port"

private:
    int socket_;
};

/// A session description with one audio line of these payload types, and what describes them.
[[nodiscard]] std::string audio_offer(std::string_view formats, std::string_view attributes = {});

} // namespace gc::test
