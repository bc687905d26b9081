#pragma once

#include <string>

namespace gc::test {

/// What the boards of the next gc_Start send and receive, read from the library's own trace.
class Ladder {
public:
    Ladder(); ///< before gc_Start
    ~Ladder();
    Ladder(const Ladder&) = delete;
    Ladder& operator=(const Ladder&) = delete;

    /// "TLS open, TLS > INVITE, TLS < 200 (INVITE), TLS > ACK, TLS close" so far, of one board.
    [[nodiscard]] std::string of(unsigned board) const;
    /// The same once `end` is its last part; what there is when that takes more than ten seconds.
    [[nodiscard]] std::string of(unsigned board, const std::string& end) const;

private:
    std::string file_;
};

} // namespace gc::test
