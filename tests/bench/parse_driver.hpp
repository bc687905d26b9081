#pragma once

#include <cstddef>
#include <string_view>

/// The contract between the parse benchmark's driver and one stack.
///
/// One call takes one complete message from octets to "all that a call server needs, decoded": start line and request
/// URI, top Via and its branch, From and To with URI and tag, Call-ID, CSeq, Contact URI, Max-Forwards, Content-Type
/// and -Length, Expires, parameters of Authorization. It makes the one copy of the message that its stack needs to own,
/// and frees or recycles everything before it returns. A stack that reads on demand must be made to read these.
namespace parse_bench {

/// Name in the first column.
extern const char* const stack_name;

bool start();

/// The sum of the lengths of method or reason, branch, tags, Call-ID, Contact host and nonce, and one: equal for all
/// stacks that understood the message alike. Negative: the message does not parse.
int parse_once(std::string_view message);

} // namespace parse_bench
