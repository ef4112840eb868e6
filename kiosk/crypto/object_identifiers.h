#pragma once
#include <array>
#include <cstdint>

/// Contents of OBJECT IDENTIFIERs in DER, of the messages that this project seals.
namespace linli::crypto::oid {

inline constexpr std::array<std::uint8_t, 11> kAuthEnvelopedData = {  // 1.2.840.113549.1.9.16.1.23
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17};
inline constexpr std::array<std::uint8_t, 9> kData = {  // 1.2.840.113549.1.7.1
    0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01};
inline constexpr std::array<std::uint8_t, 9> kAes256Gcm = {  // 2.16.840.1.101.3.4.1.46
    0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2e};
inline constexpr std::array<std::uint8_t, 9> kAes256Wrap = {  // 2.16.840.1.101.3.4.1.45
    0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2d};
inline constexpr std::array<std::uint8_t, 7> kEcPublicKey = {  // 1.2.840.10045.2.1
    0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01};
/// dhSinglePass-stdDH-sha256kdf-scheme, RFC 5753 section 7.1.4
inline constexpr std::array<std::uint8_t, 6> kEcdhSha256 = {  // 1.3.132.1.11.1
    0x2b, 0x81, 0x04, 0x01, 0x0b, 0x01};

}  // namespace linli::crypto::oid
