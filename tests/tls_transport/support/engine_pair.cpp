#include "tls_transport/support/engine_pair.hpp"

#include "tls_transport/support/loopback.hpp"

#include <algorithm>
#include <stdexcept>

namespace tls::test {

std::string feed(Engine& engine, std::string_view ciphertext)
{
    std::string plaintext(Engine::room_for(ciphertext.size()), '\0');
    plaintext.resize(engine.feed(ciphertext, plaintext));
    return plaintext;
}

std::string take(Engine& engine)
{
    std::string output{engine.output()};
    engine.output_taken(output.size());
    return output;
}

std::string feed_in_pieces(Engine& engine, std::string_view ciphertext, std::size_t piece)
{
    std::string plaintext;
    for (; !ciphertext.empty(); ciphertext.remove_prefix(std::min(piece, ciphertext.size())))
        plaintext += feed(engine, ciphertext.substr(0, piece));
    return plaintext;
}

void exchange(Engine& a, Engine& b, std::size_t piece)
{
    while (!a.output().empty() || !b.output().empty()) {
        feed_in_pieces(b, take(a), piece);
        feed_in_pieces(a, take(b), piece);
    }
}

void exchange(Engine& engine, RawPeer& peer)
{
    for (int round = 0; round < 10; ++round) {
        peer.feed(take(engine));
        feed(engine, peer.take_output());
    }
}

void EnginePair::make(const std::string& server_name)
{
    client = std::make_unique<Engine>(context_of(client_config), Role::client, server_name);
    server = std::make_unique<Engine>(context_of(server_config), Role::server);
    client->start();
}

void EnginePair::attempt(const std::string& server_name)
{
    make(server_name);
    exchange(*client, *server);
}

void EnginePair::connect(std::size_t piece)
{
    make();
    exchange(*client, *server, piece);
    for (const Engine* engine : {client.get(), server.get()})
        if (engine->state() != Engine::State::established)
            throw std::runtime_error{"not connected: " + engine->failure().reason};
}

} // namespace tls::test
