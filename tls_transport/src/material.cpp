#include "material.hpp"

#include "key_store.hpp"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace tls {

namespace {

constexpr std::size_t largest_file = 16U << 20; // a bundle of all public authorities takes a quarter of a megabyte

/// The bytes of a file or of memory, wiped at the end since they may be a key.
class Bytes {
public:
    explicit Bytes(const Source& source) : bytes_{source.material.pem}
    {
        if (bytes_.empty())
            read_file(source);
    }
    Bytes(const Bytes&) = delete;
    Bytes& operator=(const Bytes&) = delete;
    ~Bytes() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

    [[nodiscard]] BioPtr reader() const
    {
        return BioPtr{BIO_new_mem_buf(bytes_.data(), static_cast<int>(bytes_.size()))};
    }
    [[nodiscard]] bool contains(std::string_view text) const
    {
        return std::string_view{bytes_}.find(text) != std::string_view::npos;
    }
    [[nodiscard]] const std::string& text() const { return bytes_; }

private:
    void read_file(const Source& source)
    {
        const int descriptor = ::open(source.material.location.c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
            refuse(source, std::strerror(errno));
        const int error = read_all(descriptor);
        ::close(descriptor);
        if (error != 0)
            refuse(source, std::strerror(error));
        if (bytes_.empty())
            refuse(source, "the file is empty");
    }

    int read_all(int descriptor)
    {
        struct stat status {};
        if (::fstat(descriptor, &status) != 0)
            return errno;
        if (!S_ISREG(status.st_mode))
            return S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
        if (static_cast<std::size_t>(status.st_size) > largest_file)
            return EFBIG;
        bytes_.resize(static_cast<std::size_t>(status.st_size));
        for (std::size_t done = 0; done < bytes_.size();) {
            const ssize_t got = ::read(descriptor, bytes_.data() + done, bytes_.size() - done);
            if (got < 0)
                return errno;
            if (got == 0)
                bytes_.resize(done);
            done += static_cast<std::size_t>(got);
        }
        return 0;
    }

    std::string bytes_;
};

/// True when reading stopped because there is no further PEM block, not because of a damaged one.
bool at_end_of_pem()
{
    const unsigned long code = ERR_peek_last_error();
    return ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE;
}

/// \param decode reads one that is not in PEM: authorities publish their lists in DER
template <typename Pointer, typename Read, typename Decode>
std::vector<Pointer> load_all(const Source& source, const char* what, Read read, Decode decode)
{
    const Bytes bytes{source};
    const BioPtr reader = bytes.reader();
    std::vector<Pointer> found;
    ERR_clear_error();
    if (!bytes.contains("-----BEGIN"))
        if (Pointer item{decode(bytes.reader().get())}) {
            found.push_back(std::move(item));
            return found;
        }
    ERR_clear_error();
    while (Pointer item{read(reader.get())})
        found.push_back(std::move(item));
    if (!at_end_of_pem())
        refuse(source, std::string{what} + " " + std::to_string(found.size() + 1) +
                           " cannot be read, the file is damaged or truncated: " + openssl_reason());
    ERR_clear_error();
    if (found.empty())
        refuse(source, std::string{"no "} + what + " found");
    return found;
}

int give_password(char* buffer, int size, int, void* argument)
{
    const auto& password = *static_cast<const std::string*>(argument);
    if (password.size() > static_cast<std::size_t>(size))
        return -1;
    std::memcpy(buffer, password.data(), password.size());
    return static_cast<int>(password.size());
}

/// Finds the first private key block, so that a damaged frame is not taken for a wrong password.
bool has_whole_key_block(BIO* reader)
{
    char* name = nullptr;
    char* header = nullptr;
    unsigned char* data = nullptr;
    long size = 0;
    bool found = false;
    while (!found && PEM_read_bio(reader, &name, &header, &data, &size) == 1) {
        found = std::string_view{name}.find("PRIVATE KEY") != std::string_view::npos;
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_clear_free(data, static_cast<std::size_t>(size));
    }
    return found;
}

} // namespace

void refuse(const Source& source, std::string reason)
{
    ERR_clear_error();
    throw ConfigFailure{{source.field, source.material.location, std::move(reason)}};
}

void refuse_setting(std::string field, std::string reason)
{
    ERR_clear_error();
    throw ConfigFailure{{std::move(field), {}, std::move(reason)}};
}

std::vector<Source> numbered(std::string_view field, const std::vector<Material>& materials)
{
    std::vector<Source> sources;
    for (const Material& material : materials)
        sources.push_back({std::string{field} + '[' + std::to_string(sources.size()) + ']', material});
    return sources;
}

std::string openssl_reason()
{
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char* reason = code != 0 ? ERR_reason_error_string(code) : nullptr;
    return reason != nullptr ? reason : "unknown error " + std::to_string(code);
}

std::vector<CertificatePtr> load_certificates(const Source& source)
{
    if (in_store(source.material))
        return load_certificates_from_store(source);
    return load_all<CertificatePtr>(
        source, "certificate", [](BIO* in) { return PEM_read_bio_X509(in, nullptr, nullptr, nullptr); },
        [](BIO* in) { return d2i_X509_bio(in, nullptr); });
}

std::vector<CrlPtr> load_crls(const Source& source)
{
    return load_all<CrlPtr>(
        source, "revocation list", [](BIO* in) { return PEM_read_bio_X509_CRL(in, nullptr, nullptr, nullptr); },
        [](BIO* in) { return d2i_X509_CRL_bio(in, nullptr); });
}

KeyPtr load_private_key(const Source& source, const std::string& password)
{
    if (in_store(source.material))
        return load_key_from_store(source, password);
    const Bytes bytes{source};
    if (!has_whole_key_block(bytes.reader().get()))
        refuse(source,
               bytes.contains("PRIVATE KEY-----") ? "private key is damaged or truncated" : "no private key found");
    const bool encrypted = bytes.contains("ENCRYPTED");
    if (encrypted && password.empty())
        refuse(source, "private key is encrypted and no password is given");

    ERR_clear_error();
    std::string secret = password;
    KeyPtr key{PEM_read_bio_PrivateKey(bytes.reader().get(), nullptr, give_password, &secret)};
    OPENSSL_cleanse(secret.data(), secret.size());
    if (!key)
        refuse(source, encrypted ? "wrong password" : "private key cannot be decoded: " + openssl_reason());
    ERR_clear_error();
    return key;
}

KeyPtr load_dh_parameters(const Source& source)
{
    const Bytes bytes{source};
    ERR_clear_error();
    KeyPtr parameters{PEM_read_bio_Parameters(bytes.reader().get(), nullptr)};
    if (!parameters || !EVP_PKEY_is_a(parameters.get(), "DH"))
        refuse(source, "no Diffie-Hellman parameters found");
    ERR_clear_error();
    return parameters;
}

std::string load_bytes(const Source& source) { return Bytes{source}.text(); }

} // namespace tls
