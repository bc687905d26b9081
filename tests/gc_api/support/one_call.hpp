#pragma once

#include "call_control/call_states.hpp"
#include "gc_api/support/program.hpp"
#include "gc_api/support/sip_phone.hpp"

#include <ostream>
#include <string>
#include <vector>

namespace gc::test {

/// A condition that a call can be in.
struct Condition {
    bool inbound;
    CallState state;
    Pending pending = Pending::none;

    friend std::ostream& operator<<(std::ostream& out, const Condition& one)
    {
        out << (one.inbound ? "inbound " : "outbound ") << gc::name_of(one.state);
        return out << (one.pending == Pending::answer ? ", answering"
                       : one.pending == Pending::drop ? ", dropping"
                                                      : "");
    }
};

/// A line, and a telephone on the other side that says what the test wants.
struct OneCall {
    OneCall(Program& with, LINEDEV on) : line{on}, phone{with.uri(on)} {}

    const LINEDEV line;
    SipPhone phone;
    CRN crn = 0;

    /// Brings the call there, with the operations and messages that lead there.
    void reach(const Condition& wanted);
    /// The line is as new, and the wire is quiet.
    void clear();

    /// The events that have come, by type.
    std::vector<long> events();
    /// All that follows from what happened, messages and answers to them.
    std::vector<long> all_events();
    void operate(Operation operation) { WORKS(run(operation)); }
    [[nodiscard]] int cancel_change() const; ///< gc_ReqModifyCall that takes the one before back
    /// Calls the function of that operation, asynchronous.
    [[nodiscard]] int run(Operation operation) const;
    [[nodiscard]] CallState state() const;

private:
    void reach_inbound(const Condition& wanted);
    void reach_outbound(const Condition& wanted);
};

/// Of events, for what a test says of them.
[[nodiscard]] std::string names(const std::vector<long>& types);

} // namespace gc::test
