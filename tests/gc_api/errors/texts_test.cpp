#include "errors/texts.hpp"

#include "gcerr.h"
#include "gcip_err.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <regex>
#include <string>

namespace {

/// The constants that a public header defines by a number, read from its text: a new one without a text is found here.
std::map<std::string, long> constants(const std::string& header, const std::string& prefix)
{
    std::ifstream file{std::string{TRUNKCALL_HEADERS} + "/" + header};
    const std::regex define{"#define (" + prefix + R"(\w+)\s+(0x[0-9a-f]+|[0-9]+)\b.*)"};
    std::map<std::string, long> found;
    std::smatch match;
    for (std::string line; std::getline(file, line);)
        if (std::regex_match(line, match, define))
            found[match[1]] = std::stol(match[2], nullptr, 0);
    return found;
}

template <class Text>
void check_texts(const std::string& header, const std::string& prefix, std::size_t at_least, Text text_of)
{
    const auto all = constants(header, prefix);
    BOOST_TEST(all.size() >= at_least);
    for (const auto& [name, value] : all) {
        const std::string text = text_of(value);
        BOOST_TEST(!text.empty(), name);
        if (!name.ends_with("Min") && !name.ends_with("Max"))
            BOOST_TEST(text.find("unknown value") == std::string::npos, name << ": " << text);
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(texts)

BOOST_AUTO_TEST_CASE(every_error_and_result_value_has_one)
{
    check_texts("gcerr.h", "EGC_", 30, gc::gc_text);
    check_texts("gcerr.h", "GCRV_", 80, gc::gc_text);
}

BOOST_AUTO_TEST_CASE(every_ip_error_and_cause_has_one)
{
    check_texts("gcip_err.h", "IPERR_", 15, gc::cc_text);
    check_texts("gcip_err.h", "IPEC_", 80, gc::cc_text);
}

BOOST_AUTO_TEST_CASE(values_of_one_family_differ)
{
    for (const auto& [header, prefix] :
         {std::pair{"gcerr.h", "(?:EGC|GCRV)_"}, std::pair{"gcip_err.h", "IP(?:ERR|EC)_"}}) {
        std::map<long, std::string> seen;
        for (const auto& [name, value] : constants(header, prefix))
            if (!name.ends_with("Min") && !name.ends_with("Max")) {
                const auto [place, first] = seen.emplace(value, name);
                BOOST_TEST(first, name << " equals " << place->second);
            }
    }
}

BOOST_AUTO_TEST_CASE(a_sip_cause_is_5000_and_its_status_code)
{
    for (const auto& [name, value] : constants("gcip_err.h", "IPEC_SIPReasonStatus[0-9]")) {
        const long code = std::stol(name.substr(std::string{"IPEC_SIPReasonStatus"}.size()));
        BOOST_TEST(value == 5000 + code, name);
        BOOST_TEST(std::string{gc::cc_text(value)}.starts_with("SIP " + std::to_string(code) + " "), name);
    }
}

BOOST_AUTO_TEST_CASE(a_status_code_without_a_name_has_the_text_of_its_class)
{
    BOOST_TEST(gc::cc_text(5499) == "SIP 4xx request failure");
    BOOST_TEST(gc::cc_text(5399) == "SIP 3xx redirection");
    for (long value = IPEC_SIPReasonStatusMin; value <= IPEC_SIPReasonStatusMax; ++value)
        BOOST_TEST(std::string{gc::cc_text(value)}.starts_with("SIP " + std::to_string((value - 5000) / 100)), value);
    BOOST_TEST(std::string{gc::cc_text(3017)} == "Q.931 cause, 3000 less"); // user busy
    BOOST_TEST(std::string{gc::cc_text(2001)} == "H.225.0 reason");
    BOOST_TEST(std::string{gc::cc_text(4001)} == "RAS reason");
}

BOOST_AUTO_TEST_CASE(an_unknown_value_has_a_text_that_says_so)
{
    for (const long value : {-1L, 0x7fffL, 1L << 40, 5700L, 5299L}) {
        BOOST_TEST(std::string{gc::gc_text(value)}.find("unknown") != std::string::npos);
        BOOST_TEST(std::string{gc::cc_text(value)}.find("unknown") != std::string::npos);
    }
    BOOST_TEST(gc::library_name(-1) == "unknown library");
    BOOST_TEST(gc::library_name(99) == "unknown library");
    BOOST_TEST(gc::library_name(7) == "GC_H3R_LIB");
}

BOOST_AUTO_TEST_SUITE_END()
