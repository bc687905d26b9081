#pragma once

#include "support/sip_text.hpp"
#include "support/virtual_network.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace test {

/// A peer that says exactly what the test tells it to, rules or no rules.
class RawPeer final : public Host {
public:
    RawPeer(VirtualNetwork& network, std::string name, std::string_view ip);

    /// Datagrams to `to`, from port 5060.
    void send(std::string_view text, const Address& to);
    /// A stream to `to`; bytes may be given to it at once.
    FlowId connect(TransportKind kind, const Address& to);
    void write(FlowId flow, std::string_view text);
    void close(FlowId flow);

    /// What came since the last call, oldest first; several messages of a stream are one text.
    std::vector<std::string> take();
    [[nodiscard]] std::string take_one(); ///< the first of take(); empty: nothing came
    [[nodiscard]] bool open(FlowId flow) const;
    [[nodiscard]] FlowId last_flow() const { return last_flow_; } ///< by which the last text came

    bool accepts_streams = true;

    /// It is whoever the caller expects.
    [[nodiscard]] std::vector<std::string> certificate_names() const override
    {
        return {name() + ".example.com", ip().to_string()};
    }

    // Host
    [[nodiscard]] bool listens(TransportKind kind, std::uint16_t port) const override;
    void handle(sip::FlowEvent event, TimePoint now) override;
    std::vector<sip::Action> take_actions() override { return std::exchange(actions_, {}); }

private:
    VirtualNetwork& network_;
    std::vector<sip::Action> actions_;
    std::vector<std::pair<FlowId, std::string>> waiting_; ///< for a stream to open
    std::vector<FlowId> open_;
    std::vector<std::string> received_;
    FlowId last_flow_;
    std::uint64_t next_flow_ = 1;
};

/// A file below tests/vectors, octet by octet.
[[nodiscard]] std::string vector_file(const std::string& path);

} // namespace test
