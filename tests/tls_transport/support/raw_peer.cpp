#include "tls_transport/support/raw_peer.hpp"

namespace tls::test {

RawPeer::RawPeer(const SSL_METHOD* method, const std::function<void(SSL_CTX*)>& adjust) : context_{SSL_CTX_new(method)}
{
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_NONE, nullptr);
    adjust(context_.get());
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_bio(ssl(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    BIO_set_mem_eof_return(SSL_get_rbio(ssl()), -1);
    if (SSL_is_server(ssl()) != 0)
        SSL_set_accept_state(ssl());
    else
        SSL_set_connect_state(ssl());
}

void RawPeer::feed(std::string_view ciphertext)
{
    BIO_write(SSL_get_rbio(ssl()), ciphertext.data(), static_cast<int>(ciphertext.size()));
    if (SSL_is_init_finished(ssl()) == 0)
        handshake();
}

std::string RawPeer::take_output()
{
    std::string output(static_cast<std::size_t>(BIO_pending(SSL_get_wbio(ssl()))), '\0');
    BIO_read(SSL_get_wbio(ssl()), output.data(), static_cast<int>(output.size()));
    return output;
}

std::string RawPeer::read()
{
    std::string plaintext(16384, '\0');
    const int size = SSL_read(ssl(), plaintext.data(), static_cast<int>(plaintext.size()));
    plaintext.resize(static_cast<std::size_t>(size > 0 ? size : 0));
    return plaintext;
}

} // namespace tls::test
