#include "support.hpp"

using namespace sip;

BOOST_AUTO_TEST_SUITE(grammar)

BOOST_AUTO_TEST_CASE(letters_compare_without_case_and_other_octets_exactly)
{
    BOOST_TEST(iequals("Via", "vIA"));
    BOOST_TEST(!iequals("Via", "Vi"));
    BOOST_TEST(!iequals("[", "{")); // 0x20 apart, but no letters
    BOOST_TEST(!iequals("@", "`"));
}

BOOST_AUTO_TEST_CASE(numbers_have_only_digits_and_a_bound)
{
    std::uint32_t number = 7;
    BOOST_TEST(parse_uint("0009", 9, number));
    BOOST_TEST(number == 9U);
    BOOST_TEST(parse_uint("4294967295", 0xffffffff, number));
    BOOST_TEST(number == 0xffffffffU);
    for (const char* text : {"", "-1", "+1", " 1", "1 ", "1a", "4294967296", "99999999999999999999999999"})
        BOOST_TEST(!parse_uint(text, 0xffffffff, number), text);
}

BOOST_AUTO_TEST_CASE(parameters_are_found_without_case_and_with_white_space)
{
    const Params params{" ; tag = abc;lr ;\t q=0.5;x=\"a;b\\\"c\";host=[2001:db8::1]"};
    BOOST_TEST(params.value("TAG") == "abc");
    BOOST_TEST(params.has("lr"));
    BOOST_TEST(params.value("lr") == "");
    BOOST_TEST(params.value("q") == "0.5");
    BOOST_TEST(params.value("x") == "a;b\\\"c");
    BOOST_TEST(params.value("host") == "[2001:db8::1]");
    BOOST_TEST(!params.has("b"));
    BOOST_TEST(!params.has("c"));
}

BOOST_AUTO_TEST_CASE(parameters_are_taken_in_order)
{
    std::string_view rest = ";a;b=1;c=";
    Params::Param param;
    std::string seen;
    while (Params::next(rest, param))
        seen.append(param.name).append(param.has_value ? "=" : "").append(param.value).append("|");
    BOOST_TEST(seen == "a|b=1|c=|");
}

BOOST_AUTO_TEST_CASE(list_elements_end_at_commas_outside_quotes_and_brackets)
{
    std::string_view rest = R"( , "a,\"b" <sip:x,y@z;m="q">;p=1 ,,  sip:c , "open, d)";
    std::string_view element;
    std::vector<std::string> seen;
    while (next_element(rest, element))
        seen.emplace_back(element);
    const std::vector<std::string> wanted{R"("a,\"b" <sip:x,y@z;m="q">;p=1)", "sip:c", R"("open, d)"};
    BOOST_TEST(seen == wanted, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(error_text_names_field_and_reason)
{
    BOOST_TEST(to_string(ParseError{"Via", "port is not a number"}) == "Via: port is not a number");
    BOOST_TEST(to_string(ParseError{}) == "");
}

BOOST_AUTO_TEST_CASE(every_header_name_is_known_in_any_case)
{
    for (unsigned i = 0; i < static_cast<unsigned>(HeaderId::other); ++i) {
        const auto id = static_cast<HeaderId>(i);
        std::string name{name_of(id)};
        BOOST_TEST((header_of(name) == id), name);
        for (char& c : name)
            c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        BOOST_TEST((header_of(name) == id), name);
        BOOST_TEST((header_of(name + "x") == HeaderId::other), name);
        name.back() = '-';
        BOOST_TEST((header_of(name) == HeaderId::other), name);
    }
    BOOST_TEST((header_of("") == HeaderId::other));
    BOOST_TEST((header_of("X-Unknown") == HeaderId::other));
}

BOOST_AUTO_TEST_CASE(compact_forms_are_those_of_the_registry)
{
    const std::pair<char, HeaderId> forms[] = {
        {'a', HeaderId::accept_contact},
        {'b', HeaderId::referred_by},
        {'c', HeaderId::content_type},
        {'d', HeaderId::request_disposition},
        {'e', HeaderId::content_encoding},
        {'f', HeaderId::from},
        {'i', HeaderId::call_id},
        {'j', HeaderId::reject_contact},
        {'k', HeaderId::supported},
        {'l', HeaderId::content_length},
        {'m', HeaderId::contact},
        {'n', HeaderId::identity_info},
        {'o', HeaderId::event},
        {'r', HeaderId::refer_to},
        {'s', HeaderId::subject},
        {'t', HeaderId::to},
        {'u', HeaderId::allow_events},
        {'v', HeaderId::via},
        {'x', HeaderId::session_expires},
        {'y', HeaderId::identity},
    };
    for (const auto& [letter, id] : forms) {
        BOOST_TEST((header_of({&letter, 1}) == id), letter);
        const char upper = static_cast<char>(letter - 'a' + 'A');
        BOOST_TEST((header_of({&upper, 1}) == id), upper);
    }
    for (const char letter : {'g', 'h', 'p', 'q', 'w', 'z', '-', '\x16', '6'})
        BOOST_TEST((header_of({&letter, 1}) == HeaderId::other), letter);
}

BOOST_AUTO_TEST_CASE(methods_are_case_sensitive)
{
    for (unsigned i = 0; i < static_cast<unsigned>(Method::other); ++i)
        BOOST_TEST((method_of(name_of(static_cast<Method>(i))) == static_cast<Method>(i)));
    BOOST_TEST((method_of("invite") == Method::other));
    BOOST_TEST((method_of("INVITES") == Method::other));
    BOOST_TEST((method_of("") == Method::other));
}

BOOST_AUTO_TEST_SUITE_END()
