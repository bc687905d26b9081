#pragma once

#include <map>
#include <optional>

namespace gc {

/// What the system says of a network interface.
struct LinkFact {
    unsigned index = 0; ///< of the interface
    bool running = false;
    bool loopback = false;
};

/// Whether a board has a network: that of its interface, or, for a board with all addresses, any but the loopback. A
/// board that has never had one is not said to have lost it.
class LinkState {
public:
    /// The interface of the board's address; nullopt: all addresses.
    explicit LinkState(std::optional<unsigned> interface) : interface_{interface} {}

    /// True when the network is there now, false when it is gone; nullopt when nothing has changed.
    [[nodiscard]] std::optional<bool> take(const LinkFact& fact);
    [[nodiscard]] bool up() const { return up_; }

private:
    [[nodiscard]] bool counts(const LinkFact& fact) const
    {
        return interface_ ? fact.index == *interface_ : !fact.loopback;
    }

    std::optional<unsigned> interface_;
    std::map<unsigned, bool> running_; ///< interfaces that count
    bool seen_running_ = false;
    bool up_ = true;
};

} // namespace gc
