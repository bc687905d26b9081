#pragma once

#include "tls_engine.hpp"

#include <exception>
#include <memory>
#include <string>

namespace tls {

/// One step of a handshake, apart from its flow: an engine with what it is to be fed, which any thread may do because
/// an engine touches no socket; and then the engine with what came of it.
struct HandshakeStep {
    std::unique_ptr<Engine> engine;
    std::string ciphertext;
    std::string plaintext; ///< what came behind the last flight

    /// Out of memory: the engine is lost, and its flow with it.
    void run() noexcept
    try {
        plaintext.resize(Engine::room_for(ciphertext.size()));
        plaintext.resize(engine->feed(ciphertext, plaintext));
    } catch (const std::exception&) {
        engine.reset();
    }
};

} // namespace tls
