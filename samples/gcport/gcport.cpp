// gcport: what of the API a program uses, and what of that this product does.
#include "api_table.hpp"
#include "source_scan.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr std::string_view usage = R"(usage: gcport [--places] FILE-OR-DIRECTORY...

Reads C and C++ sources and says of every symbol of the Global Call API, and of the libraries beside it, that they use:
  supported  works
  partial    works in part: the line says how
  stub       compiles, links, and fails at run time with the "not supported" error of its library
  unknown    looks like a name of the API, and is none of it nor of the program's own
  --places   every place in the sources, not the first alone
The exit status is 1 when a function is a stub or a name is unknown, else 0; 2 when it cannot be told.
)";

struct Use {
    std::string_view kind;
    std::string_view status;
    std::string_view remark;
    std::vector<std::string> places{};
};

/// What is found in a tree of sources.
class Survey {
public:
    Survey()
    {
        std::map<std::string_view, int> prefixes;
        for (const ApiSymbol& symbol : api_symbols()) {
            known_.emplace(symbol.name, &symbol);
            ++prefixes[prefix_of(symbol.name)];
        }
        for (const auto& [prefix, count] : prefixes)
            if (count >= 8 && prefix.size() >= 3)
                prefixes_.insert(prefix);
    }

    void read(const fs::path& file)
    {
        std::ifstream in{file, std::ios::binary};
        if (!in)
            throw std::runtime_error{"cannot read " + file.string()};
        const std::string text{std::istreambuf_iterator<char>{in}, {}};
        ++files_;
        scan_source(text, [&](const Mention& mention) { note(file, mention); });
    }

    /// Everything that is used, by name; what the program defines itself is none of the API's unknown names.
    [[nodiscard]] std::map<std::string, Use> uses() const
    {
        std::map<std::string, Use> result = uses_;
        std::erase_if(result,
                      [&](const auto& use) { return use.second.status == "unknown" && own_.contains(use.first); });
        return result;
    }

    [[nodiscard]] int files() const { return files_; }

private:
    static std::string_view prefix_of(std::string_view name)
    {
        const std::size_t end = name.find('_');
        return end == std::string_view::npos || end == 0 ? std::string_view{} : name.substr(0, end + 1);
    }

    void note(const fs::path& file, const Mention& mention)
    {
        if (mention.defined)
            own_.emplace(mention.name);
        const auto symbol = known_.find(mention.name);
        if (symbol == known_.end() && !prefixes_.contains(prefix_of(mention.name)))
            return;
        Use use{"name", "unknown", ""};
        if (symbol != known_.end())
            use = {symbol->second->kind, symbol->second->status, symbol->second->remark};
        uses_.try_emplace(std::string{mention.name}, use)
            .first->second.places.push_back(file.string() + ":" + std::to_string(mention.line));
    }

    std::unordered_map<std::string_view, const ApiSymbol*> known_;
    std::set<std::string_view> prefixes_; ///< of families of names
    std::set<std::string> own_;
    std::map<std::string, Use> uses_;
    int files_ = 0;
};

bool is_source(const fs::path& path)
{
    static const std::set<std::string> endings{".c", ".cc", ".cpp", ".cxx", ".C", ".h", ".hh", ".hpp", ".hxx", ".inl"};
    return endings.contains(path.extension().string());
}

void read_all(Survey& survey, const fs::path& path)
{
    if (!fs::is_directory(path)) {
        survey.read(path);
        return;
    }
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{path, fs::directory_options::skip_permission_denied})
        if (entry.is_regular_file() && is_source(entry.path()))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files)
        survey.read(file);
}

void print(const std::string& name, const Use& use, bool all_places)
{
    std::cout << use.status << std::string(11 - use.status.size(), ' ') << name << ' ' << use.places.front();
    if (use.places.size() > 1)
        std::cout << " (" << use.places.size() << " times)";
    if (!use.remark.empty())
        std::cout << ": " << use.remark;
    std::cout << '\n';
    if (all_places)
        for (const std::string& place : use.places)
            std::cout << "             " << place << '\n';
}

int report(const Survey& survey, bool all_places)
{
    constexpr std::array<std::string_view, 4> statuses{"unknown", "stub", "partial", "supported"};
    std::map<std::string_view, std::map<std::string_view, int>> totals; // of a kind, by status
    std::map<std::string_view, int> all;
    const auto uses = survey.uses();
    for (const std::string_view status : statuses)
        for (const auto& [name, use] : uses)
            if (use.status == status) {
                print(name, use, all_places);
                ++totals[use.kind][status];
                ++all[status];
            }
    const auto line = [&](std::string_view what, const std::map<std::string_view, int>& counts) {
        std::cout << what << ':';
        for (const std::string_view status : statuses)
            if (const auto count = counts.find(status); count != counts.end())
                std::cout << ' ' << count->second << ' ' << status;
        std::cout << '\n';
    };
    std::cout << '\n';
    for (const auto& [kind, counts] : totals)
        line(kind, counts);
    line("total in " + std::to_string(survey.files()) + " files", all);
    return totals["function"].contains("stub") || all.contains("unknown") ? 1 : 0;
}

} // namespace

int main(int argc, char** argv)
{
    std::vector<std::string_view> arguments{argv + 1, argv + argc};
    const bool all_places = std::erase(arguments, "--places") > 0;
    if (arguments.empty() || arguments.front().starts_with('-')) {
        std::cerr << usage;
        return 2;
    }
    try {
        Survey survey;
        for (const std::string_view path : arguments)
            read_all(survey, path);
        return report(survey, all_places);
    } catch (const std::exception& fault) {
        std::cerr << "gcport: " << fault.what() << '\n';
        return 2;
    }
}
