#pragma once
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/crypto/certificate.h"

/// Ownership of OpenSSL's objects, for this directory's sources only.
namespace linli::crypto {

template <auto Free>
struct Freeing {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
template <class T, auto Free>
using Handle = std::unique_ptr<T, Freeing<Free>>;

using BioHandle = Handle<BIO, BIO_free_all>;
using PkeyHandle = Handle<EVP_PKEY, EVP_PKEY_free>;
using PkeyContextHandle = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContextHandle = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using CipherContextHandle = Handle<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;
using X509Handle = Handle<X509, X509_free>;

struct PrivateKey::Key {
  PkeyHandle handle;
};
struct Certificate::Impl {
  X509Handle handle;
};

/// Empties OpenSSL's queue of errors of this thread; the newest names the reason.
CryptoError take_error(std::string_view what);

/// A read-only view of `data` as a BIO, which does not own it.
BioHandle bio_over(std::string_view data);
/// The content of a memory BIO.
std::string content_of(BIO* bio);

/// A fault that no input can cause (memory, a broken library): aborts.
void must(bool succeeded);

std::string private_key_to_pem(const EVP_PKEY* key);
/// A key of the given algorithm ("EC", "ED25519"); asks for no pass phrase.
Expected<PkeyHandle, CryptoError> private_key_from_pem(std::string_view pem, const char* algorithm);

}  // namespace linli::crypto
