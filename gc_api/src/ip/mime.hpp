#pragma once

#include "params/parm_builder.hpp"
#include "params/parm_reader.hpp"
#include "sip/call.hpp"
#include "sip/message/message.hpp"

#include <memory>
#include <string>
#include <vector>

// The body of a message as programs give and get it: IPSET_MIME / IPPARM_MIME_PART, each a block of type, octets and
// headers.
namespace gc {

/// Joins the MIME parts among these parameters, if any; several become a multipart/mixed body. Empty, or what is wrong.
/// The octets that they point to are copied.
[[nodiscard]] std::string read_mime(const std::vector<Parm>& parms, sip::RawBody& out);

/// Adds the body of a received message as one part; the block and its memory then hang together by finish_with().
class MimeWriter {
public:
    void write(const sip::Message& message, ParmBuilder& block);
    /// The memory of an event that keeps the parts as well.
    [[nodiscard]] EventMemory keep(EventMemory memory) const;

private:
    std::vector<std::shared_ptr<void>> owners_;
};

} // namespace gc
