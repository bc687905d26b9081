#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Bodies as the owner gives them, for any message.
namespace sip {

/// What the owner takes a description of his own for; it is an error when it is not that one's turn (RFC 3264 §4).
enum class SdpRole : std::uint8_t { whichever, offer, answer };

/// A body, or a session description that the owner wrote (3PCC).
struct RawBody { std::string content_type, text; SdpRole role = SdpRole::whichever; };

/// One part of a body (RFC 2046 §5.1): any octets, and more header lines of the part, "Content-Disposition:
/// signal;handling=optional" (RFC 5621 §8.3; without it the receiver must understand the part) and its like.
struct BodyPart {
    std::string content_type;         ///< "type/subtype", with parameters
    std::vector<std::string> headers; ///< "Name: value"; Content-Type is not one of them
    std::string content;
};
using BodyParts = std::vector<BodyPart>;

/// Empty, or which part cannot be sent and why.
[[nodiscard]] std::string check_parts(const BodyParts& parts);

/// Adds parts to a body, which may be empty. What is one part without headers is the body itself; else it becomes
/// multipart/mixed, what was there first, between boundaries that occur in none of the parts.
void add_parts(RawBody& body, const BodyParts& parts);

} // namespace sip
