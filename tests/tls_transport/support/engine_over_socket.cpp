#include "tls_transport/support/engine_over_socket.hpp"

#include "tls_transport/support/engine_pair.hpp"

#include <stdexcept>

namespace tls::test {

void speak(Engine& engine, const RawSocket& socket) { socket.send(take(engine)); }

void hear(Engine& engine, const RawSocket& socket)
{
    const std::string ciphertext = socket.receive();
    feed(engine, ciphertext);
    if (ciphertext.empty())
        engine.end_of_input();
}

void shake_hands(Engine& engine, const RawSocket& socket)
{
    engine.start();
    while (engine.state() == Engine::State::handshaking) {
        speak(engine, socket);
        hear(engine, socket);
    }
    if (engine.state() != Engine::State::established)
        throw std::runtime_error{"no handshake: " + engine.failure().reason};
    speak(engine, socket);
}

} // namespace tls::test
