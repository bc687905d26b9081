#include "runtime/device_name.hpp"

#include "runtime/logging.hpp"

#include <cctype>
#include <charconv>
#include <optional>

namespace gc {
namespace {

constexpr std::size_t longest_name = 256;
constexpr unsigned largest_number = 99'999;

bool equal_without_case(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::tolower(static_cast<unsigned char>(a[i])) != std::tolower(static_cast<unsigned char>(b[i])))
            return false;
    return true;
}

/// One field of the name, with its place in it.
struct Field {
    std::string_view text; ///< without the ':'
    std::size_t offset;    ///< of its first character in the name
};

class Parser {
public:
    explicit Parser(std::string_view name) : name_{name} {}

    std::variant<DeviceName, DeviceNameError> run()
    {
        if (name_.empty())
            return DeviceNameError{"device name is empty"};
        if (name_.size() > longest_name)
            return DeviceNameError{"device name is longer than " + std::to_string(longest_name) + " characters"};
        if (name_.front() != ':')
            return fail(0, "expected ':' before the first field");
        for (std::size_t begin = 1; begin <= name_.size() && error_.empty();) {
            const std::size_t end = std::min(name_.find(':', begin), name_.size());
            take({name_.substr(begin, end - begin), begin});
            begin = end + 1;
        }
        if (error_.empty())
            check_together();
        if (!error_.empty())
            return DeviceNameError{std::move(error_)};
        return std::move(result_);
    }

private:
    DeviceNameError fail(std::size_t offset, std::string_view what)
    {
        error_ = "device name \"" + printable(name_) + "\", character " + std::to_string(offset + 1) + ": ";
        error_ += what;
        return {error_};
    }

    void take(Field field)
    {
        if (field.text.size() < 2 || field.text[1] != '_') {
            fail(field.offset, "expected a field P_, N_, M_ or V_");
            return;
        }
        const Field value{field.text.substr(2), field.offset + 2};
        switch (std::toupper(static_cast<unsigned char>(field.text[0]))) {
        case 'P': return once(protocol_, field) ? take_protocol(value) : void();
        case 'N': return once(network_, field) ? take_network(value) : void();
        case 'M': return once(media_, field) ? take_resource(value, "ipm", result_.media) : void();
        case 'V': return once(voice_, field) ? take_resource(value, "dxxx", result_.voice) : void();
        default: fail(field.offset, "unknown field letter; expected P_, N_, M_ or V_");
        }
    }

    bool once(bool& seen, Field field)
    {
        if (seen)
            fail(field.offset, "field " + printable(field.text.substr(0, 2)) + " occurs twice");
        seen = true;
        return error_.empty();
    }

    void take_protocol(Field value)
    {
        if (equal_without_case(value.text, "SIP"))
            result_.protocol = LineProtocol::sip;
        else if (equal_without_case(value.text, "IP"))
            result_.protocol = LineProtocol::ip;
        else if (equal_without_case(value.text, "H323"))
            result_.protocol = LineProtocol::h323;
        else
            fail(value.offset, "field P_: protocol \"" + printable(value.text) + "\" is not SIP, H323 or IP");
    }

    void take_network(Field value)
    {
        if (value.text.substr(0, 3) != "ipt") {
            fail(value.offset, "field N_: expected iptBxTy or iptBx, IP is the only technology here");
            return;
        }
        const auto numbers = take_numbers({value.text.substr(3), value.offset + 3}, 'T', "field N_");
        if (!numbers)
            return;
        result_.board = numbers->board;
        result_.channel = numbers->channel.value_or(0);
        result_.kind = numbers->channel ? DeviceName::Kind::line : DeviceName::Kind::board;
    }

    void take_resource(Field value, std::string_view prefix, std::string& out)
    {
        const bool is_media = prefix == "ipm";
        const std::string field = is_media ? "field M_" : "field V_";
        if (value.text.substr(0, prefix.size()) != prefix) {
            fail(value.offset, field + ": expected " + std::string{prefix} + "BxCy");
            return;
        }
        const Field rest{value.text.substr(prefix.size()), value.offset + prefix.size()};
        const auto numbers = take_numbers(rest, 'C', field);
        if (!numbers)
            return;
        if (!numbers->channel && !is_media) {
            fail(value.offset + value.text.size(), field + ": expected C and a channel number");
            return;
        }
        media_is_board_ = is_media ? !numbers->channel : media_is_board_;
        media_board_ = is_media ? numbers->board : media_board_;
        out = value.text;
    }

    struct Numbers {
        unsigned board = 0;
        std::optional<unsigned> channel;
    };

    /// "Bx" or "BxTy" (with T for lines, C for channels).
    std::optional<Numbers> take_numbers(Field field, char channel_letter, const std::string& where)
    {
        Numbers numbers;
        const auto board = take_number(field, 'B', where);
        if (!board)
            return std::nullopt;
        numbers.board = *board;
        if (field.text.empty())
            return numbers;
        numbers.channel = take_number(field, channel_letter, where);
        if (!numbers.channel)
            return std::nullopt;
        if (!field.text.empty()) {
            fail(field.offset, where + ": unexpected characters after the channel number");
            return std::nullopt;
        }
        return numbers;
    }

    std::optional<unsigned> take_number(Field& field, char letter, const std::string& where)
    {
        if (field.text.empty() || field.text.front() != letter) {
            fail(field.offset, where + ": expected '" + std::string(1, letter) + "' and a number");
            return std::nullopt;
        }
        unsigned number = 0;
        const char* const begin = field.text.data() + 1;
        const char* const end = field.text.data() + field.text.size();
        const auto [rest, status] = std::from_chars(begin, end, number);
        if (status != std::errc{} || number == 0 || number > largest_number) {
            fail(field.offset + 1, where + ": expected a number from 1 to " + std::to_string(largest_number));
            return std::nullopt;
        }
        const auto taken = static_cast<std::size_t>(rest - field.text.data());
        field = {field.text.substr(taken), field.offset + taken};
        return number;
    }

    void check_together()
    {
        if (!network_ && !media_) {
            fail(name_.size(), "field N_ (or M_ for a media board) is missing");
            return;
        }
        if (!network_) {
            if (!media_is_board_ || voice_) {
                fail(name_.size(), "field N_ is missing: without it only a media board, M_ipmBx, can be opened");
                return;
            }
            result_.kind = DeviceName::Kind::media_board;
            result_.board = media_board_;
            return;
        }
        if (!protocol_)
            fail(name_.size(), "field P_ is missing: an ipt device needs P_SIP, P_H323 or P_IP");
        else if (result_.kind == DeviceName::Kind::board && (media_ || voice_))
            fail(name_.size(), "a virtual board, N_iptBx, takes no M_ or V_ field");
        else if (media_is_board_)
            fail(name_.size(), "field M_: expected C and a channel number");
    }

    std::string_view name_;
    DeviceName result_;
    std::string error_;
    bool protocol_ = false, network_ = false, media_ = false, voice_ = false;
    bool media_is_board_ = false;
    unsigned media_board_ = 0;
};

} // namespace

std::variant<DeviceName, DeviceNameError> parse_device_name(std::string_view name) { return Parser{name}.run(); }

} // namespace gc
