#include "source_scan.hpp"

#include <cctype>
#include <utility>

namespace {

bool starts_name(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_'; }
bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

class Scanner {
public:
    Scanner(std::string_view text, const std::function<void(const Mention&)>& tell) : text_{text}, tell_{tell} {}

    void run()
    {
        while (at_ < text_.size())
            step();
    }

private:
    [[nodiscard]] char look(std::size_t ahead = 0) const
    {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void advance(std::size_t count = 1)
    {
        for (; count > 0 && at_ < text_.size(); --count)
            line_ += text_[at_++] == '\n';
    }

    void step()
    {
        const char c = look();
        if (c == '/' && look(1) == '*')
            skip_past("*/");
        else if (c == '/' && look(1) == '/')
            skip_past("\n");
        else if (c == '"' || c == '\'')
            skip_literal(c);
        else if (c == '#')
            directive();
        else if (starts_name(c))
            name();
        else if (std::isdigit(static_cast<unsigned char>(c)))
            number();
        else
            punctuation(c);
    }

    void skip_past(std::string_view end)
    {
        const std::size_t found = text_.find(end, at_ + 1);
        advance((found == std::string_view::npos ? text_.size() : found + end.size()) - at_);
    }

    void skip_literal(char quote)
    {
        advance();
        while (at_ < text_.size() && look() != quote && look() != '\n') // a lost quote costs one line
            advance(look() == '\\' ? 2 : 1);
        advance();
    }

    void number()
    {
        while (in_name(look()) || look() == '.')
            advance();
        behind_member_ = false;
    }

    /// The word of a directive is no name of the program's; what #define defines is told as such.
    void directive()
    {
        advance();
        while (look() == ' ' || look() == '\t')
            advance();
        const std::string_view word = take_name();
        if (word == "include")
            skip_past("\n");
        defining_ = word == "define";
    }

    std::string_view take_name()
    {
        const std::size_t begin = at_;
        while (in_name(look()))
            ++at_;
        return text_.substr(begin, at_ - begin);
    }

    void name()
    {
        const int line = line_;
        const std::string_view found = take_name();
        if (!behind_member_)
            tell_({found, line, std::exchange(defining_, false) || has_body()});
        behind_member_ = false;
    }

    /// A name with parentheses and a body behind it, where functions are defined: outside of all others.
    [[nodiscard]] bool has_body() const
    {
        std::size_t at = at_;
        const auto skip_space = [&] {
            while (at < text_.size() && std::isspace(static_cast<unsigned char>(text_[at])))
                ++at;
        };
        skip_space();
        if (depth_ > 0 || at >= text_.size() || text_[at] != '(')
            return false;
        int open = 0;
        for (; at < text_.size(); ++at) {
            open += text_[at] == '(';
            open -= text_[at] == ')';
            if (open == 0)
                break;
        }
        ++at;
        skip_space();
        return at < text_.size() && text_[at] == '{';
    }

    void punctuation(char c)
    {
        if (c == '{')
            ++depth_;
        else if (c == '}' && depth_ > 0)
            --depth_;
        if (c == '.' || (c == '-' && look(1) == '>')) {
            advance(c == '.' ? 1 : 2);
            behind_member_ = true;
            return;
        }
        if (!std::isspace(static_cast<unsigned char>(c)))
            behind_member_ = false;
        advance();
    }

    const std::string_view text_;
    const std::function<void(const Mention&)>& tell_;
    std::size_t at_ = 0;
    int line_ = 1;
    int depth_ = 0;
    bool defining_ = false;
    bool behind_member_ = false;
};

} // namespace

void scan_source(std::string_view text, const std::function<void(const Mention&)>& tell) { Scanner{text, tell}.run(); }
