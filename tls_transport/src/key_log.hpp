#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace tls {

/// A file of secrets in SSLKEYLOGFILE format: one line each, appended whole, so that several boards and processes may
/// share it.
class KeyLog {
public:
    explicit KeyLog(int descriptor) : descriptor_{descriptor} {}
    ~KeyLog();
    KeyLog(const KeyLog&) = delete;
    KeyLog& operator=(const KeyLog&) = delete;

    /// Opens for appending; a new file is for its owner alone. \return null and errno when it cannot
    [[nodiscard]] static std::unique_ptr<KeyLog> open(const std::string& file);

    void write(std::string_view line) const;

private:
    int descriptor_;
};

} // namespace tls
