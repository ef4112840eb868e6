#pragma once
#include <optional>
#include <string_view>

#include "kiosk/crypto/digest.h"

namespace linli::crypto {

/// Keeps a record so that only the person's own number finds and opens it:
/// scrypt (RFC 7914, N=2^15, r=8, p=1) over number and the store's salt gives
/// a name to look it up by and an AES-256-GCM key. Takes about 0.1 s: worker
/// threads only. Both halves are wiped with the object.
class PersonalCipher {
 public:
  PersonalCipher(std::string_view number, ByteView salt);
  ~PersonalCipher();
  PersonalCipher(const PersonalCipher&) = delete;
  PersonalCipher& operator=(const PersonalCipher&) = delete;

  /// The name of the record, for the given kind of record ("benefits", "draft:temporary_relief").
  Digest record_name(std::string_view kind) const;
  /// Nonce, ciphertext, tag; `kind` is authenticated with it.
  Bytes encrypt(std::string_view kind, ByteView plain) const;
  /// Empty if it is not this person's or was changed.
  std::optional<Bytes> decrypt(std::string_view kind, ByteView sealed) const;

 private:
  Digest name_key_{};
  Digest cipher_key_{};
};

}  // namespace linli::crypto
