#include "kiosk/crypto/envelope_profile.h"

#include <openssl/asn1.h>
#include <openssl/err.h>

#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/crypto/object_identifiers.h"

namespace linli::crypto {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

struct Kind {
  int tag;
  int tag_class = V_ASN1_UNIVERSAL;
};

/// Takes elements from the front of DER, each of a kind that is known beforehand.
class Elements {
 public:
  explicit Elements(ByteView rest) : rest_(rest) {}

  /// The content of the next element; empty if it is something else.
  std::optional<ByteView> next(Kind kind) {
    const unsigned char* at = rest_.data();
    long size = 0;
    int tag = 0;
    int tag_class = 0;
    const int form = ASN1_get_object(&at, &size, &tag, &tag_class, static_cast<long>(rest_.size()));
    const bool indefinite = (form & 1) != 0;
    if ((form & 0x80) != 0 || indefinite || tag != kind.tag || tag_class != kind.tag_class) {
      ERR_clear_error();
      return std::nullopt;
    }
    const auto header = static_cast<std::size_t>(at - rest_.data());
    const ByteView content = rest_.subspan(header, static_cast<std::size_t>(size));
    rest_ = rest_.subspan(header + content.size());
    return content;
  }

  bool next_is(Kind kind, ByteView content) {
    const auto found = next(kind);
    return found && std::ranges::equal(*found, content);
  }

  bool at_end() const { return rest_.empty(); }

 private:
  ByteView rest_;
};

constexpr Kind kSequence{V_ASN1_SEQUENCE};
constexpr Kind kSet{V_ASN1_SET};
constexpr Kind kInteger{V_ASN1_INTEGER};
constexpr Kind kOctets{V_ASN1_OCTET_STRING};
constexpr Kind kObject{V_ASN1_OBJECT};
constexpr Kind kContext0{0, V_ASN1_CONTEXT_SPECIFIC};

/// GCMParameters (RFC 5084 section 3.2).
bool good_parameters(ByteView content) {
  Elements elements(content);
  const auto nonce = elements.next(kOctets);
  const std::array<std::uint8_t, 1> tag_bytes = {kTagBytes};
  return nonce && nonce->size() == kNonceBytes && elements.next_is(kInteger, tag_bytes) &&
         elements.at_end();
}

bool good_algorithm(ByteView content) {
  Elements elements(content);
  if (!elements.next_is(kObject, oid::kAes256Gcm)) return false;
  const auto parameters = elements.next(kSequence);
  return parameters && good_parameters(*parameters) && elements.at_end();
}

bool good_encrypted_content(ByteView content) {
  Elements elements(content);
  if (!elements.next_is(kObject, oid::kData)) return false;
  const auto algorithm = elements.next(kSequence);
  return algorithm && good_algorithm(*algorithm) && elements.next(kContext0) && elements.at_end();
}

bool good_enveloped_data(ByteView content) {
  Elements elements(content);
  const auto version = elements.next(kInteger);
  const auto recipients = version ? elements.next(kSet) : std::nullopt;
  const auto encrypted = recipients ? elements.next(kSequence) : std::nullopt;
  if (!encrypted || !good_encrypted_content(*encrypted)) return false;
  const auto tag = elements.next(kOctets);
  return tag && tag->size() == kTagBytes && elements.at_end();
}

}  // namespace

bool follows_envelope_profile(ByteView message) {
  Elements outer(message);
  const auto info = outer.next(kSequence);
  if (!info || !outer.at_end()) return false;
  Elements elements(*info);
  if (!elements.next_is(kObject, oid::kAuthEnvelopedData)) return false;
  const auto wrapped = elements.next(kContext0);
  if (!wrapped || !elements.at_end()) return false;
  Elements inner(*wrapped);
  const auto enveloped = inner.next(kSequence);
  return enveloped && inner.at_end() && good_enveloped_data(*enveloped);
}

}  // namespace linli::crypto
