#pragma once

#include "message/field_reader.hpp"
#include "sip/message/message.hpp"

namespace sip {

/// Fills one Message from its bytes, once through. The first fault is kept and reading goes on, so that what can be
/// understood of a faulty request is there for its answer.
class MessageParser {
public:
    MessageParser(Message& message, const ParserLimits& limits);
    ParseError run();

private:
    void start_line(std::string_view line);
    void request_line(std::string_view line);
    void status_line(std::string_view line);
    void request_uri(std::string_view text);

    void fields();
    void index(const RawField& raw);
    void read(HeaderId id, std::string_view value, bool first);
    void via(std::string_view value, bool first);
    void party(HeaderId id, std::string_view value, NameAddr& out, std::string_view& tag);
    void contact(std::string_view value);
    void number(HeaderId id, std::string_view value, std::uint32_t max, std::optional<std::uint32_t>& out);
    void expires(std::string_view value);

    void check_required();
    void check_method();
    void take_body();
    std::string_view unfolded(std::string_view value);

    void fail(const ParseError& error);
    void fail(HeaderId id, const ParseError& error) { fail({name_of(id).data(), error.reason, error.status}); }

    Message& out_;
    const ParserLimits& limits_;
    FieldReader reader_;
    ParseError first_error_;
    std::optional<std::uint32_t> content_length_;
    bool head_complete_ = false;
};

} // namespace sip
