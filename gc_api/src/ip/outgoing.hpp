#pragma once

#include "gc_types.h"
#include "ip/capabilities.hpp"
#include "sip/body.hpp"
#include "sip/call.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gc {

/// What a program set for the messages of a call: by gc_SetUserInfo for the next call, for all calls, or in a
/// gc_MakeCall block.
///
/// Holds copies; merge() lays a stronger set over a weaker one: make-call block over GC_SINGLECALL over GC_ALLCALLS.
class Outgoing {
public:
    /// Takes one element of a parameter block that is one of ip/parameters.hpp. Empty when it was taken or has no
    /// effect; else what is wrong with it. `value` is as the program stored it, a trailing NUL included.
    [[nodiscard]] std::string take(unsigned short set_id, unsigned short parm_id, std::string_view value);

    void merge(const Outgoing& stronger);
    void merge(const MediaWishes& stronger) { media_.merge(stronger); }

    /// Fills everything but `to`, `media`, `no_answer` and `user`.
    void apply_to(sip::MakeCall& command) const;
    /// What a message within a call may name.
    enum class Contact : std::uint8_t { none, named }; ///< none: BYE, CANCEL, INFO, MESSAGE have no Contact
    /// The header lines for a message within a call: without those that the call itself decides (From, To, Route).
    [[nodiscard]] sip::HeaderLines lines_within_call(Contact contact) const;

    /// The body of one message.
    [[nodiscard]] const sip::BodyParts& parts() const { return parts_; }
    /// And that of the answer to the BYE of a call.
    [[nodiscard]] const sip::BodyParts& bye_answer() const { return bye_answer_; }

    [[nodiscard]] const MediaWishes& media() const { return media_; }
    [[nodiscard]] const std::string& phone_list() const { return phone_list_; }
    [[nodiscard]] bool slow_start() const { return slow_start_.value_or(false); }
    /// IP_PROTOCOL_* bits; 0 when the program named none.
    [[nodiscard]] unsigned protocols() const { return protocols_; }
    /// The call whose peer has asked for the call that is made; 0: none. Of the make-call block alone.
    [[nodiscard]] CRN primary_call() const { return primary_call_; }
    [[nodiscard]] bool has_request_uri() const { return !request_uri_.empty(); }
    /// IPSET_SDP.
    [[nodiscard]] bool has_description() const { return !description_.text.empty(); }
    [[nodiscard]] const sip::RawBody& description_body() const { return description_; }
    [[nodiscard]] sip::MediaChoice description() const
    {
        return has_description() ? sip::MediaChoice{description_} : sip::MediaChoice{sip::NoMedia{}};
    }

private:
    struct Line {
        std::string name; ///< long form, lower case
        std::string text; ///< "Name: value"
    };
    /// A header made of two parameters of the old kind.
    struct Address {
        std::string uri, display;
        [[nodiscard]] bool given() const { return !uri.empty(); }
    };

    [[nodiscard]] std::string take_call_info(unsigned short parm_id, std::string_view value);
    [[nodiscard]] std::string take_tls(unsigned short parm_id, std::string_view value);
    [[nodiscard]] std::string take_header_parameter(unsigned short parm_id, std::string_view value);
    [[nodiscard]] std::string take_line(std::string_view line);
    void set_line(std::string_view name, std::string_view value);
    void add_address(sip::HeaderLines& lines, std::string_view header, const Address& address) const;
    [[nodiscard]] bool has_line(std::string_view lower_case_name) const;

    [[nodiscard]] std::string take_part(unsigned short set_id, unsigned short parm_id, std::string_view value);

    std::vector<Line> lines_; ///< repeated names are kept in order
    sip::BodyParts parts_;
    sip::BodyParts bye_answer_;
    Address from_, to_, contact_;
    std::string request_uri_;
    std::string call_id_;
    std::string phone_list_;
    std::string peer_name_; ///< whom the certificate shall name
    MediaWishes media_;
    sip::RawBody description_; ///< the program's own
    std::optional<bool> slow_start_;
    unsigned protocols_ = 0;
    CRN primary_call_ = 0;
};

} // namespace gc
