#include "sip/sdp.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace sip;
using namespace sip::sdp;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

LocalMedia local_media()
{
    return {*IpAddress::parse("192.0.2.1"),
            40000,
            {{0, "PCMU", 8000, 1, {}}, {8, "PCMA", 8000, 1, {}}, {101, "telephone-event", 8000, 1, "0-15"}},
            Direction::sendrecv,
            20};
}

/// What was read is built into a text that reads as the same again.
void read_build_read(std::string_view text)
{
    Session first, second;
    if (parse(text, first))
        return;
    const std::string once = build(first);
    if (!parse(once, second))
        require(build(second) == once);
}

void answer_it(std::string_view text)
{
    OfferAnswer call{1};
    if (!call.receive_offer(text).empty())
        return;
    Session offer, answer;
    require(!parse(text, offer));
    const std::string ours = call.make_answer(local_media());
    require(call.established() == !ours.empty());
    if (ours.empty())
        return;
    require(!parse(ours, answer));
    require(answer.media.size() == offer.media.size()); // RFC 3264 §6
    require(!call.negotiated()->codecs.empty());
    require(!parse(call.make_offer(local_media()), answer));
    require(answer.media.size() == offer.media.size()); // RFC 3264 §8
}

void take_it_as_an_answer(std::string_view text)
{
    OfferAnswer call{1};
    require(!call.make_offer(local_media()).empty());
    require(call.receive_answer(text).empty() == call.established());
    require(call.state() == OfferAnswer::State::idle);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::vector<char> exact(data, data + size); // nothing readable behind it
    const std::string_view text{exact.data(), exact.size()};
    read_build_read(text);
    answer_it(text);
    take_it_as_an_answer(text);
    return 0;
}
