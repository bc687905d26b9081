#pragma once

#include "tls/certificate_check.hpp"

#include <optional>
#include <string>

struct Options {
    tls::Config config;       ///< authorities, lists, own identity, switches
    tls::Presented presented; ///< files to judge
    std::string host;         ///< to dial instead; empty: judge files
    std::string port = "5061";
};

extern const char usage[];

/// Reads the command line; nothing when it makes no sense, `complaint` says why.
std::optional<Options> read_options(int argc, char** argv, std::string& complaint);
