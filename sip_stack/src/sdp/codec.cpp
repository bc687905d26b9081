#include "codec.hpp"

#include "sip/message/grammar.hpp"

#include <algorithm>
#include <array>

namespace sip::sdp {

namespace {

struct StaticType {
    std::uint8_t payload_type;
    std::uint8_t channels;
    std::uint32_t clock_rate;
    std::string_view name;
};

// RFC 3551 §6, table 4; 13 from RFC 3389.
constexpr std::array static_types{
    StaticType{0, 1, 8000, "PCMU"},   StaticType{3, 1, 8000, "GSM"},    StaticType{4, 1, 8000, "G723"},
    StaticType{5, 1, 8000, "DVI4"},   StaticType{6, 1, 16000, "DVI4"},  StaticType{7, 1, 8000, "LPC"},
    StaticType{8, 1, 8000, "PCMA"},   StaticType{9, 1, 8000, "G722"},   StaticType{10, 2, 44100, "L16"},
    StaticType{11, 1, 44100, "L16"},  StaticType{12, 1, 8000, "QCELP"}, StaticType{13, 1, 8000, "CN"},
    StaticType{14, 1, 90000, "MPA"},  StaticType{15, 1, 8000, "G728"},  StaticType{16, 1, 11025, "DVI4"},
    StaticType{17, 1, 22050, "DVI4"}, StaticType{18, 1, 8000, "G729"},
};

} // namespace

void assign_static_encoding(Codec& codec)
{
    for (const StaticType& type : static_types) {
        if (type.payload_type != codec.payload_type)
            continue;
        codec.name = type.name;
        codec.clock_rate = type.clock_rate;
        codec.channels = type.channels;
        return;
    }
}

bool carries_speech(const Codec& codec)
{
    constexpr std::array<std::string_view, 4> companions{"telephone-event", "CN", "tone", "red"};
    return std::none_of(companions.begin(), companions.end(),
                        [&](std::string_view name) { return iequals(codec.name, name); });
}

bool Codec::is_telephone_event() const { return iequals(name, "telephone-event"); }

bool Codec::same_encoding(const Codec& other) const
{
    return clock_rate == other.clock_rate && channels == other.channels && iequals(name, other.name);
}

} // namespace sip::sdp
