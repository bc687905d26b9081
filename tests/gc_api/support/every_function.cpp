#include "gc_api/support/every_function.hpp"

#include "cnflib.h"
#include "dcblib.h"
#include "devmgmt.h"
#include "dtilib.h"
#include "dxxxlib.h"
#include "eclib.h"
#include "faxlib.h"
#include "gcip.h"
#include "gcisdn.h"
#include "ipmlib.h"
#include "mmlib.h"
#include "msilib.h"
#include "sctools.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace gc::test {
namespace {

enum Status { supported, stub };

bool left_out(std::string_view name)
{
    return name == "gc_Start" || name == "gc_Stop"; // a test of its own stops and starts
}

/// The names in "long dev, long (*handler)(void*)".
std::vector<std::string> names_in(std::string_view parameters)
{
    const auto is_name = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    std::vector<std::string> names;
    while (!parameters.empty()) {
        std::size_t end = 0;
        for (int depth = 0; end < parameters.size() && (depth > 0 || parameters[end] != ','); ++end)
            depth += parameters[end] == '(' ? 1 : parameters[end] == ')' ? -1 : 0;
        std::string_view one = parameters.substr(0, end);
        if (const auto star = one.find("(*"); star != std::string_view::npos)
            one = one.substr(star + 2, one.find(')') - star - 2);
        const auto before = std::find_if_not(one.rbegin(), one.rend(), is_name);
        names.emplace_back(before.base(), one.end());
        parameters.remove_prefix(std::min(end + 1, parameters.size()));
    }
    return names;
}

/// Under which names arguments are made: any number may be a descriptor of somebody else, any path a file.
std::vector<std::string> names_for(std::string_view function, std::string_view parameters)
{
    std::vector<std::string> names = names_in(parameters);
    if (function.starts_with("dx_file"))
        for (std::string& name : names)
            name = name == "handle" ? "fd" : name == "filep" ? "filename" : name;
    return names;
}

template <class Result, class Call>
long number_of(Call call)
{
    if constexpr (std::is_integral_v<Result>)
        return static_cast<long>(call());
    else
        return static_cast<void>(call()), 0;
}

/// In braces, so that they are made in order.
template <class... Parameters, std::size_t... Places>
std::tuple<Parameters...> make_all(Arguments& arguments, const std::vector<std::string>& names,
                                   std::index_sequence<Places...>)
{
    return std::tuple<Parameters...>{arguments.make<Parameters>(names[Places])...};
}

template <class Result, class... Parameters>
void add(EveryFunction& all, const char* name, Result (*function)(Parameters...), const char* parameters, Status status)
{
    if (left_out(name))
        return;
    auto call = [function, names = names_for(name, parameters)](Arguments& arguments) {
        const auto values = make_all<Parameters...>(arguments, names, std::index_sequence_for<Parameters...>{});
        const long result = number_of<Result>([&] { return std::apply(function, values); });
        arguments.used();
        return result;
    };
    const std::string_view text{name}; // the helpers for blocks return what they find, or why not
    const bool of_gc = text.starts_with("gc_") && !text.starts_with("gc_util_") && std::is_same_v<Result, int>;
    const bool may_wait = std::string_view{parameters}.find("mode") != std::string_view::npos;
    (status == stub ? all.stubs : all.supported).push_back({name, of_gc, may_wait, std::move(call)});
}

/// Those that take any number of arguments: a file that was opened is closed again.
template <class Result, class... Parameters>
void add(EveryFunction& all, const char* name, Result (*function)(Parameters..., ...), const char* parameters,
         Status status)
{
    if (name != std::string_view{"dx_fileopen"})
        throw std::logic_error{std::string{name} + " takes any number of arguments: say with which to call it"};
    auto call = [function, names = names_for(name, parameters)](Arguments& arguments) {
        const auto values = make_all<Parameters...>(arguments, names, std::index_sequence_for<Parameters...>{});
        constexpr int permission = 0600;
        const Result opened = std::apply([&](auto... given) { return function(given..., permission); }, values);
        arguments.used();
        return static_cast<long>(opened >= 0 ? dx_fileclose(opened) : opened);
    };
    (status == stub ? all.stubs : all.supported).push_back({name, false, false, std::move(call)});
}

} // namespace

const EveryFunction& every_function()
{
    static const EveryFunction functions = [] {
        EveryFunction all;
#include "every_function.inc"
        return all;
    }();
    return functions;
}

} // namespace gc::test
