#pragma once

#include "tls_engine.hpp"
#include "tls_transport/support/raw_socket.hpp"

/// An engine as one end of a real connection, step by step.
namespace tls::test {

/// Sends what the engine has to say.
void speak(Engine& engine, const RawSocket& socket);

/// Waits for what the peer says, or for its end, and tells the engine.
void hear(Engine& engine, const RawSocket& socket);

/// A client's handshake, up to Finished.
void shake_hands(Engine& engine, const RawSocket& socket);

} // namespace tls::test
