#include "message/stream_framer.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

using namespace sip;

namespace {

constexpr std::size_t limit = 4096;

struct Outcome {
    std::vector<std::string> messages;
    bool lost = false;
};

/// What comes out when the stream arrives in chunks of that size.
Outcome frame(std::string_view stream, std::size_t chunk_size)
{
    ParserLimits limits;
    limits.message_bytes = limit;
    StreamFramer framer{limits};
    std::vector<StreamFramer::Frame> frames;
    Outcome outcome;
    while (!stream.empty() && !outcome.lost) {
        outcome.lost = static_cast<bool>(framer.push(stream.substr(0, chunk_size), frames));
        stream.remove_prefix(std::min(chunk_size, stream.size()));
    }
    for (const auto& one : frames)
        if (one.kind == StreamFramer::Frame::Kind::message)
            outcome.messages.emplace_back(one.bytes.view());
    if (framer.rejected().size() > limit)
        std::abort();
    return outcome;
}

} // namespace

/// The first octet says how the rest is cut; the cut must not matter, and a framed message must hold its own body
/// exactly.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view stream{reinterpret_cast<const char*>(data + 1), size - 1};
    const Outcome whole = frame(stream, size);
    const Outcome cut = frame(stream, data[0] % 61U + 1U);
    if (whole.messages != cut.messages || whole.lost != cut.lost)
        std::abort();
    for (const std::string& text : whole.messages) {
        Message message;
        const ParseError error = message.parse(Bytes{text});
        if (!error && text.size() != static_cast<std::size_t>(message.body().data() - message.bytes().data()) +
                                         message.body().size())
            std::abort();
    }
    return 0;
}
