#pragma once

#include "tls_engine.hpp"

#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace tls {

/// One step of a handshake, apart from its flow: an engine with what it is to be fed, and then the engine with what
/// came of it. Done outside the monitor, by any thread, because an engine touches no socket.
struct HandshakeStep {
    std::unique_ptr<Engine> engine;
    std::string_view ciphertext;
    std::span<char> room; ///< for what comes behind the last flight
    std::string_view plaintext{};
    std::string kept_ciphertext{}, kept_room{};

    /// For another thread: the room to work in is the loop thread's.
    void keep()
    {
        kept_ciphertext = ciphertext;
        kept_room.resize(Engine::room_for(ciphertext.size()));
        ciphertext = kept_ciphertext;
        room = kept_room;
    }

    /// Out of memory: the engine is lost, and its flow with it.
    void run() noexcept
    try {
        plaintext = {room.data(), engine->feed(ciphertext, room)};
    } catch (const std::exception&) {
        engine.reset();
    }
};

} // namespace tls
