#include "kiosk/crypto/sealer.h"

#include "kiosk/crypto/der_writer.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/object_identifiers.h"
#include "kiosk/crypto/openssl_handles.h"
#include "kiosk/crypto/wipe.h"

namespace linli::crypto {
namespace {

using Key = std::array<std::uint8_t, 32>;
using WrappedKey = std::array<std::uint8_t, 40>;  // RFC 3394: eight bytes more

constexpr std::size_t kNonceBytes = 12;  // NIST SP 800-38D section 8.2.1
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kMaterialBytes = 32;
constexpr std::array<std::uint8_t, 3> kVersion0 = {der::kInteger, 1, 0};
constexpr std::array<std::uint8_t, 3> kVersion3 = {der::kInteger, 1, 3};

Bytes object(ByteView identifier) { return der::element(der::kObject, {identifier}); }

/// IssuerAndSerialNumber (RFC 5652 section 10.2.4).
Bytes name_of(const Certificate& certificate) {
  const X509* x509 = certificate.impl().handle.get();
  unsigned char* issuer = nullptr;
  unsigned char* serial = nullptr;
  const int issuer_size = i2d_X509_NAME(X509_get_issuer_name(x509), &issuer);
  const int serial_size = i2d_ASN1_INTEGER(X509_get0_serialNumber(x509), &serial);
  must(issuer_size > 0 && serial_size > 0);
  Bytes name = der::element(der::kSequence, {{issuer, static_cast<std::size_t>(issuer_size)},
                                             {serial, static_cast<std::size_t>(serial_size)}});
  OPENSSL_free(issuer);
  OPENSSL_free(serial);
  return name;
}

/// OriginatorPublicKey (RFC 5753 section 3.1.1); the curve is the recipient's own.
Bytes originator_of(EVP_PKEY* key) {
  unsigned char* point = nullptr;
  const std::size_t size = EVP_PKEY_get1_encoded_public_key(key, &point);
  must(size > 0);
  const std::array<std::uint8_t, 1> no_unused_bits = {0};
  const Bytes algorithm = der::element(der::kSequence, {object(oid::kEcPublicKey)});
  const Bytes bits = der::element(der::kBits, {no_unused_bits, {point, size}});
  OPENSSL_free(point);
  return der::element(der::context(0), {der::element(der::context(1), {algorithm, bits})});
}

bool agree(EVP_PKEY* own, const Certificate& certificate, Key& secret) {
  const PkeyContextHandle context(EVP_PKEY_CTX_new(own, nullptr));
  std::size_t size = secret.size();
  // The point was found to be on the curve when the certificate was read, and
  // every such point of P-256 is good (cofactor 1): no need to look again.
  return context && EVP_PKEY_derive_init(context.get()) == 1 &&
         EVP_PKEY_derive_set_peer_ex(context.get(),
                                     X509_get0_pubkey(certificate.impl().handle.get()), 0) == 1 &&
         EVP_PKEY_derive(context.get(), secret.data(), &size) == 1 && size == secret.size();
}

/// The wrapping key (SEC 1 section 3.6.1; one block is enough) from a secret and
/// ECC-CMS-SharedInfo (RFC 5753 section 7.2).
Digest wrapping_key(const Key& secret, ByteView material) {
  const std::array<std::uint8_t, 4> counter = {0, 0, 0, 1};
  const std::array<std::uint8_t, 4> key_bits = {0, 0, 1, 0};
  const Bytes wrap = der::element(der::kSequence, {object(oid::kAes256Wrap)});
  const Bytes info =
      der::element(der::kSequence,
                   {wrap, der::element(der::context(0), {der::element(der::kOctets, {material})}),
                    der::element(der::context(2), {der::element(der::kOctets, {key_bits})})});
  Wiped<Bytes> hashed;
  hashed.value.reserve(secret.size() + counter.size() + info.size());
  for (const ByteView part : {ByteView(secret), ByteView(counter), ByteView(info)}) {
    der::add(hashed.value, part);
  }
  return sha256(hashed.value);
}

WrappedKey wrap(const Digest& wrapping, const Key& key) {
  WrappedKey wrapped{};
  int size = 0;
  const CipherContextHandle context(EVP_CIPHER_CTX_new());
  must(context != nullptr);
  EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  must(EVP_EncryptInit_ex2(context.get(), EVP_aes_256_wrap(), wrapping.data(), nullptr, nullptr) ==
           1 &&
       EVP_EncryptUpdate(context.get(), wrapped.data(), &size, key.data(),
                         static_cast<int>(key.size())) == 1 &&
       static_cast<std::size_t>(size) == wrapped.size());
  return wrapped;
}

/// AlgorithmIdentifier of the content's encryption, GCMParameters in it (RFC 5084).
Bytes content_algorithm(ByteView nonce) {
  const std::array<std::uint8_t, 3> tag_bytes = {der::kInteger, 1, kTagBytes};
  return der::element(
      der::kSequence,
      {object(oid::kAes256Gcm),
       der::element(der::kSequence, {der::element(der::kOctets, {nonce}), tag_bytes})});
}

/// Adds the encrypted content and then its tag's element.
void add_encrypted(Bytes& out, const Key& key, ByteView nonce, ByteView plain) {
  const CipherContextHandle context(EVP_CIPHER_CTX_new());
  const std::size_t begin = out.size();
  out.resize(begin + plain.size());
  int size = 0;
  must(context &&
       EVP_EncryptInit_ex2(context.get(), EVP_aes_256_gcm(), key.data(), nonce.data(), nullptr) ==
           1 &&
       EVP_EncryptUpdate(context.get(), out.data() + begin, &size, plain.data(),
                         static_cast<int>(plain.size())) == 1);
  std::array<std::uint8_t, kTagBytes> tag{};
  must(EVP_EncryptFinal_ex(context.get(), tag.data(), &size) == 1 && size == 0 &&
       EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes, tag.data()) == 1);
  der::add_header(out, der::kOctets, kTagBytes);
  der::add(out, tag);
}

}  // namespace

Expected<Sealer, CryptoError> Sealer::make(std::span<const Certificate> recipients) {
  if (recipients.empty()) return unexpected(CryptoError{"no recipient to seal for"});
  const PrivateKey ephemeral = PrivateKey::generate();
  EVP_PKEY* const own = ephemeral.key().handle.get();
  Sealer sealer;
  sealer.originator_ = originator_of(own);
  sealer.recipients_.reserve(recipients.size());  // a secret is never copied elsewhere
  for (const Certificate& certificate : recipients) {
    Recipient& recipient = sealer.recipients_.emplace_back();
    recipient.name = name_of(certificate);
    if (!agree(own, certificate, recipient.secret)) {
      return unexpected(take_error("a recipient's certificate can't be sealed for"));
    }
  }
  return sealer;
}

Sealer::~Sealer() {
  for (Recipient& recipient : recipients_) wipe(recipient.secret);
}

/// KeyAgreeRecipientInfo (RFC 5652 section 6.2.2).
Bytes Sealer::recipient_info(const Key& content_key) const {
  const Bytes material = random_bytes(kMaterialBytes);
  Bytes keys;
  for (const Recipient& recipient : recipients_) {
    Wiped<Digest> wrapping{wrapping_key(recipient.secret, material)};
    const WrappedKey wrapped = wrap(wrapping.value, content_key);
    der::add(keys,
             der::element(der::kSequence, {recipient.name, der::element(der::kOctets, {wrapped})}));
  }
  const Bytes agreement = der::element(
      der::kSequence,
      {object(oid::kEcdhSha256), der::element(der::kSequence, {object(oid::kAes256Wrap)})});
  return der::element(der::context(1),
                      {kVersion3, originator_,
                       der::element(der::context(1), {der::element(der::kOctets, {material})}),
                       agreement, der::element(der::kSequence, {keys})});
}

Bytes Sealer::seal(ByteView plain) const {
  Wiped<Bytes> random{random_bytes(sizeof(Key))};
  Wiped<Key> key;
  std::copy_n(random.value.begin(), key.value.size(), key.value.begin());
  const Bytes nonce = random_bytes(kNonceBytes);

  // The lengths come before what they measure; so a large content is written once, in its place.
  const Bytes type = object(oid::kAuthEnvelopedData);
  const Bytes recipients = der::element(der::kSet, {recipient_info(key.value)});
  const Bytes content_type = object(oid::kData);
  const Bytes algorithm = content_algorithm(nonce);
  const std::size_t content =
      content_type.size() + algorithm.size() + der::element_size(plain.size());
  const std::size_t enveloped = kVersion0.size() + recipients.size() + der::element_size(content) +
                                der::element_size(kTagBytes);
  const std::size_t wrapped = der::element_size(enveloped);
  const std::size_t message = type.size() + der::element_size(wrapped);

  Bytes out;
  out.reserve(der::element_size(message));
  der::add_header(out, der::kSequence, message);
  der::add(out, type);
  der::add_header(out, der::context(0), wrapped);
  der::add_header(out, der::kSequence, enveloped);
  der::add(out, kVersion0);
  der::add(out, recipients);
  der::add_header(out, der::kSequence, content);
  der::add(out, content_type);
  der::add(out, algorithm);
  der::add_header(out, der::plain_context(0), plain.size());
  add_encrypted(out, key.value, nonce, plain);
  return out;
}

}  // namespace linli::crypto
