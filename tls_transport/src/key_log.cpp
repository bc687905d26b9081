#include "key_log.hpp"

#include <openssl/crypto.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tls {

KeyLog::~KeyLog() { ::close(descriptor_); }

std::unique_ptr<KeyLog> KeyLog::open(const std::string& file)
{
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    return descriptor < 0 ? nullptr : std::make_unique<KeyLog>(descriptor);
}

void KeyLog::write(std::string_view line) const
{
    std::string whole{line};
    whole += '\n';
    static_cast<void>(::write(descriptor_, whole.data(), whole.size())); // a full disk harms no call
    OPENSSL_cleanse(whole.data(), whole.size());
}

} // namespace tls
