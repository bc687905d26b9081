#pragma once

#include "tls_engine.hpp"
#include "tls_transport/support/raw_peer.hpp"
#include "tls_transport/support/test_sites.hpp"

#include <memory>
#include <string>
#include <string_view>

/// Engines that talk to each other, or to OpenSSL's own machine, without a socket.
namespace tls::test {

std::string feed(Engine& engine, std::string_view ciphertext);
std::string take(Engine& engine);

/// Feeds in pieces of at most `piece` bytes and gives what they decrypt to.
std::string feed_in_pieces(Engine& engine, std::string_view ciphertext, std::size_t piece);

void exchange(Engine& a, Engine& b, std::size_t piece = 1U << 20);
void exchange(Engine& engine, RawPeer& peer);

/// A client and a server that trust and know each other, for tests that change one thing.
struct EnginePair {
    Sites sites;
    Config server_config = sites.showing("sip.example.com");
    Config client_config = sites.trusting();
    std::unique_ptr<Engine> client;
    std::unique_ptr<Engine> server;

    void make(const std::string& server_name = "sip.example.com");
    /// As far as both can get.
    void attempt(const std::string& server_name = "sip.example.com");
    /// Both must get there.
    void connect(std::size_t piece = 1U << 20);
};

} // namespace tls::test
