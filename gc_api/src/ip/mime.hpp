#pragma once

#include "errors/error.hpp"
#include "params/parm_builder.hpp"
#include "params/parm_reader.hpp"
#include "sip/body.hpp"
#include "sip/message/message.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Bodies of messages as programs give and get them: IPSET_MIME / IPPARM_MIME_PART, each a block of type, octets and
// headers.
namespace gc {

/// True for a part of a body, of the message itself or (`set`: IPSET_MIME_200OK_TO_BYE) of the answer to a BYE.
[[nodiscard]] bool is_mime_part(unsigned short set, unsigned short parm);

/// A program gives a body to a board that was started without IP_SIP_MIME_ENABLE.
[[nodiscard]] Error mime_not_enabled();

/// Reads the value of such a parameter, the address of its block, and copies the octets that it points to. Empty, or
/// what is wrong.
[[nodiscard]] std::string read_mime_part(std::string_view value, sip::BodyPart& out);

/// Adds each part of a received body; the block and its memory then hang together by keep().
class MimeWriter {
public:
    /// Session descriptions are the library's where they are those of a call, or OPTIONS ask for them.
    enum class Descriptions : std::uint8_t { hidden, shown };
    void write(const sip::Message& message, ParmBuilder& block, Descriptions descriptions);
    /// The memory of an event that keeps the parts as well.
    [[nodiscard]] EventMemory keep(EventMemory memory) const;

    [[nodiscard]] static Descriptions of_request(const sip::Message& message);

private:
    void write(const sip::ReceivedPart& part, const std::vector<std::string>& headers, ParmBuilder& block);

    std::vector<std::shared_ptr<void>> owners_;
};

} // namespace gc
