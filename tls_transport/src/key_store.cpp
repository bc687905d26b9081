#include "key_store.hpp"

#include <openssl/err.h>
#include <openssl/store.h>
#include <openssl/ui.h>

#ifndef OPENSSL_NO_ENGINE
#include <openssl/engine.h>
#endif

#include <algorithm>
#include <cstring>

namespace tls {

namespace {

using StoreContextPtr = OpensslPtr<OSSL_STORE_CTX, OSSL_STORE_close>;
using ItemPtr = OpensslPtr<OSSL_STORE_INFO, OSSL_STORE_INFO_free>;
using DialoguePtr = OpensslPtr<UI_METHOD, UI_destroy_method>;

int give_pin(char* buffer, int size, int, void* argument)
{
    const auto& pin = *static_cast<const std::string*>(argument);
    if (pin.empty() || pin.size() > static_cast<std::size_t>(size))
        return -1; // never asks at the terminal
    std::memcpy(buffer, pin.data(), pin.size());
    return static_cast<int>(pin.size());
}

/// An opened URI; null where no provider knows its scheme.
struct Store {
    DialoguePtr dialogue{UI_UTIL_wrap_read_pem_callback(give_pin, 0)};
    std::string pin;
    StoreContextPtr items;

    Store(const Source& source, const std::string& given_pin) : pin{given_pin}
    {
        ERR_clear_error();
        items.reset(OSSL_STORE_open(source.material.location.c_str(), dialogue.get(), &pin, nullptr, nullptr));
    }
    [[nodiscard]] ItemPtr next()
    {
        while (OSSL_STORE_eof(items.get()) == 0)
            if (ItemPtr item{OSSL_STORE_load(items.get())})
                return item;
            else if (OSSL_STORE_error(items.get()) != 0)
                break;
        return nullptr;
    }
};

#ifndef OPENSSL_NO_ENGINE
// Deprecated in OpenSSL 3, and the only way to a token with Debian 12's packages.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

/// The engine, loaded once for the process and kept: keys hold on to it.
ENGINE* pkcs11_engine()
{
    static ENGINE* const engine = []() -> ENGINE* {
        ENGINE_load_builtin_engines();
        ENGINE* found = ENGINE_by_id("pkcs11");
        if (found == nullptr || ENGINE_init(found) != 1)
            return nullptr;
        ENGINE_ctrl_cmd_string(found, "QUIET", nullptr, 0); // what it has to say is in OpenSSL's queue as well
        return found;
    }();
    return engine;
}

KeyPtr key_of_token(const std::string& uri, std::string& pin)
{
    ENGINE* engine = pkcs11_engine();
    if (engine == nullptr)
        return nullptr;
    if (!pin.empty())
        ENGINE_ctrl_cmd_string(engine, "PIN", pin.c_str(), 0);
    return KeyPtr{ENGINE_load_private_key(engine, uri.c_str(), nullptr, nullptr)};
}

CertificatePtr certificate_of_token(const std::string& uri)
{
    struct {
        const char* uri;
        X509* certificate;
    } request{uri.c_str(), nullptr};
    ENGINE* engine = pkcs11_engine();
    if (engine != nullptr)
        ENGINE_ctrl_cmd(engine, "LOAD_CERT_CTRL", 0, &request, nullptr, 0);
    return CertificatePtr{request.certificate};
}

#pragma GCC diagnostic pop
#else
KeyPtr key_of_token(const std::string&, std::string&) { return nullptr; }
CertificatePtr certificate_of_token(const std::string&) { return nullptr; }
#endif

bool is_token(const Source& source) { return source.material.location.compare(0, 7, "pkcs11:") == 0; }

[[noreturn]] void nothing_found(const Source& source, const char* what)
{
    const bool reasoned = ERR_peek_error() != 0;
    refuse(source, std::string{"the store gives no "} + what + (reasoned ? ": " + openssl_reason() : std::string{}) +
                       (is_token(source) ? "; is a PKCS#11 provider or engine installed, and the PIN right?" : ""));
}

} // namespace

bool in_store(const Material& material)
{
    const std::string& text = material.location;
    const auto of_scheme = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    };
    const auto end = std::find_if_not(text.begin(), text.end(), of_scheme);
    return material.pem.empty() && end != text.end() && *end == ':' && end - text.begin() >= 2;
}

std::vector<CertificatePtr> load_certificates_from_store(const Source& source)
{
    std::vector<CertificatePtr> found;
    Store store{source, {}};
    if (store.items)
        while (const ItemPtr item = store.next())
            if (OSSL_STORE_INFO_get_type(item.get()) == OSSL_STORE_INFO_CERT)
                found.emplace_back(OSSL_STORE_INFO_get1_CERT(item.get()));
    if (found.empty() && is_token(source))
        if (CertificatePtr certificate = certificate_of_token(source.material.location))
            found.push_back(std::move(certificate));
    if (found.empty())
        nothing_found(source, "certificate");
    ERR_clear_error();
    return found;
}

KeyPtr load_key_from_store(const Source& source, const std::string& pin)
{
    KeyPtr key;
    Store store{source, pin};
    if (store.items)
        while (const ItemPtr item = !key ? store.next() : nullptr)
            if (OSSL_STORE_INFO_get_type(item.get()) == OSSL_STORE_INFO_PKEY)
                key.reset(OSSL_STORE_INFO_get1_PKEY(item.get()));
    if (!key && is_token(source))
        key = key_of_token(source.material.location, store.pin);
    OPENSSL_cleanse(store.pin.data(), store.pin.size());
    if (!key)
        nothing_found(source, "private key");
    ERR_clear_error();
    return key;
}

} // namespace tls
