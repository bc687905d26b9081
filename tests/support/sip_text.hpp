#pragma once

#include <string>
#include <string_view>
#include <vector>

/// SIP as text, for peers that a test speaks for.
namespace test {

/// The value of the first header line of that name in a message.
[[nodiscard]] std::string header(std::string_view message, std::string_view name);
/// All its values, in order.
[[nodiscard]] std::vector<std::string> headers(std::string_view message, std::string_view name);
[[nodiscard]] int status_of(std::string_view message); ///< 0: no response

/// What a test's own response to `request` needs: Via, From, To with the tag, Call-ID, CSeq; then `more` lines and the
/// body.
[[nodiscard]] std::string response_to(std::string_view request, int status, std::string_view to_tag,
                                      std::string_view more = {}, std::string_view body = {});

/// A description with one audio line, as a peer at 192.0.2.9 would write it.
[[nodiscard]] std::string sdp_text(std::string_view attributes = "a=sendrecv\r\n");
inline constexpr std::string_view sdp_content = "Content-Type: application/sdp\r\n";

} // namespace test
