#include "sip/message/headers.hpp"

#include "message/chars.hpp"
#include "message/octets.hpp"

#include <algorithm>
#include <array>

namespace sip {
namespace {

struct HeaderName {
    std::string_view name;
    char compact = '\0';
};

/// In the order of HeaderId.
constexpr std::array header_names{
    HeaderName{"Accept"},
    HeaderName{"Accept-Contact", 'a'},
    HeaderName{"Accept-Encoding"},
    HeaderName{"Accept-Language"},
    HeaderName{"Alert-Info"},
    HeaderName{"Allow"},
    HeaderName{"Allow-Events", 'u'},
    HeaderName{"Also"},
    HeaderName{"Authentication-Info"},
    HeaderName{"Authorization"},
    HeaderName{"Call-ID", 'i'},
    HeaderName{"Call-Info"},
    HeaderName{"Contact", 'm'},
    HeaderName{"Content-Disposition"},
    HeaderName{"Content-Encoding", 'e'},
    HeaderName{"Content-Language"},
    HeaderName{"Content-Length", 'l'},
    HeaderName{"Content-Type", 'c'},
    HeaderName{"CSeq"},
    HeaderName{"Date"},
    HeaderName{"Diversion"},
    HeaderName{"Error-Info"},
    HeaderName{"Event", 'o'},
    HeaderName{"Expires"},
    HeaderName{"From", 'f'},
    HeaderName{"History-Info"},
    HeaderName{"Identity", 'y'},
    HeaderName{"Identity-Info", 'n'},
    HeaderName{"In-Reply-To"},
    HeaderName{"Max-Forwards"},
    HeaderName{"MIME-Version"},
    HeaderName{"Min-Expires"},
    HeaderName{"Min-SE"},
    HeaderName{"Organization"},
    HeaderName{"P-Asserted-Identity"},
    HeaderName{"P-Preferred-Identity"},
    HeaderName{"Path"},
    HeaderName{"Priority"},
    HeaderName{"Privacy"},
    HeaderName{"Proxy-Authenticate"},
    HeaderName{"Proxy-Authorization"},
    HeaderName{"Proxy-Require"},
    HeaderName{"RAck"},
    HeaderName{"Reason"},
    HeaderName{"Record-Route"},
    HeaderName{"Recv-Info"},
    HeaderName{"Info-Package"},
    HeaderName{"Refer-To", 'r'},
    HeaderName{"Referred-By", 'b'},
    HeaderName{"Refer-Sub"},
    HeaderName{"Reject-Contact", 'j'},
    HeaderName{"Replaces"},
    HeaderName{"Reply-To"},
    HeaderName{"Request-Disposition", 'd'},
    HeaderName{"Require"},
    HeaderName{"Retry-After"},
    HeaderName{"Route"},
    HeaderName{"RSeq"},
    HeaderName{"Server"},
    HeaderName{"Service-Route"},
    HeaderName{"Session-Expires", 'x'},
    HeaderName{"SIP-ETag"},
    HeaderName{"SIP-If-Match"},
    HeaderName{"Subject", 's'},
    HeaderName{"Subscription-State"},
    HeaderName{"Supported", 'k'},
    HeaderName{"Target-Dialog"},
    HeaderName{"Timestamp"},
    HeaderName{"To", 't'},
    HeaderName{"Unsupported"},
    HeaderName{"User-Agent"},
    HeaderName{"User-to-User"},
    HeaderName{"Via", 'v'},
    HeaderName{"Warning"},
    HeaderName{"WWW-Authenticate"},
};
static_assert(header_names.size() == static_cast<std::size_t>(HeaderId::other));

constexpr std::uint8_t unknown = static_cast<std::uint8_t>(HeaderId::other);

/// Length and three letters tell all known names apart; compiling fails when a new name collides.
constexpr std::size_t slot_of(std::string_view name)
{
    const auto letter = [name](std::size_t i) { return static_cast<unsigned>(name[i]) | 0x20U; };
    const std::size_t size = name.size();
    return (size * 25 + letter(0) * 114 + letter(size / 2) * 37 + letter(size - 1) * 88) % 256;
}

/// The name stands in its slot: what is looked up is there with one access to memory.
struct Slot {
    std::array<char, 22> name{};
    std::uint8_t size = 0; ///< of the name; 0: nobody's slot
    HeaderId id = HeaderId::other;

    [[nodiscard]] std::string_view text() const { return {name.data(), size}; }
};

constexpr auto slots = [] {
    std::array<Slot, 256> table{};
    for (std::size_t id = 0; id < header_names.size(); ++id) {
        const std::string_view name = header_names[id].name;
        Slot& slot = table[slot_of(name)];
        if (slot.size != 0 || name.size() > slot.name.size())
            throw "two header names fall into one slot, or one is too long: choose other factors, or a larger slot";
        std::copy(name.begin(), name.end(), slot.name.begin());
        slot.size = static_cast<std::uint8_t>(name.size());
        slot.id = static_cast<HeaderId>(id);
    }
    return table;
}();

constexpr auto compact_forms = [] {
    std::array<std::uint8_t, 32> table{};
    table.fill(unknown);
    for (std::size_t id = 0; id < header_names.size(); ++id)
        if (header_names[id].compact != '\0')
            table[header_names[id].compact & 31] = static_cast<std::uint8_t>(id);
    return table;
}();

bool is_letter(char c) { return chars::lower(c) >= 'a' && chars::lower(c) <= 'z'; }

/// As it is usually written, or in another case.
bool same_name(std::string_view known, std::string_view name)
{
    return same_octets(known, name) || iequals(known, name);
}

} // namespace

HeaderId header_of(std::string_view name) noexcept
{
    if (name.size() == 1 && is_letter(name[0]))
        return static_cast<HeaderId>(compact_forms[name[0] & 31]); // RFC 3261 §7.3.3
    if (name.empty())
        return HeaderId::other;
    const Slot& slot = slots[slot_of(name)];
    return same_name(slot.text(), name) ? slot.id : HeaderId::other;
}

std::string_view name_of(HeaderId id) noexcept
{
    return id < HeaderId::other ? header_names[static_cast<std::size_t>(id)].name : std::string_view{};
}

} // namespace sip
