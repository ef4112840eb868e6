#include "centre/server/keys.h"

#include <arpa/inet.h>

#include "kiosk/base/file.h"

namespace linli::centre {
namespace {

using crypto::Certificate;
using crypto::CertificateUse;
using crypto::CryptoError;
using crypto::PrivateKey;

template <class T>
using Result = Expected<T, std::string>;

constexpr std::size_t kMostPemBytes = 64 * 1024;
constexpr std::chrono::days kCentreDays{20 * 365};
constexpr std::chrono::days kTerminalDays{10 * 365};
/// Clocks of terminals run behind; a certificate must not be too new for them.
constexpr std::chrono::days kBackdated{2};

crypto::CertificateRequest request(std::string name, CertificateUse use, base::WallTime now,
                                   std::chrono::days validity) {
  const auto start = std::chrono::floor<std::chrono::seconds>(now);
  return {std::move(name), {}, {}, use, start - kBackdated, start + validity};
}

/// Reads a PEM file, or makes its content and stores it. T has from_pem and to_pem.
template <class T, class Make>
Result<T> load_or_make(const std::filesystem::path& path, Make make) {
  const auto pem = base::read_file(path, kMostPemBytes);
  if (!pem && pem.error() != std::errc::no_such_file_or_directory) {
    return unexpected(path.string() + ": " + pem.error().message());
  }
  if (pem) {
    return T::from_pem(*pem).map_error(
        [&](const CryptoError& error) { return path.string() + ": " + error.what; });
  }
  Expected<T, CryptoError> made = make();
  if (!made) return unexpected(path.string() + ": " + made.error().what);
  if (const auto error = base::write_file_durably(path, made->to_pem())) {
    return unexpected(path.string() + ": " + error.message());
  }
  return *std::move(made);
}

Result<PrivateKey> load_key(const std::filesystem::path& path) {
  return load_or_make<PrivateKey>(
      path, [] { return Expected<PrivateKey, CryptoError>(PrivateKey::generate()); });
}

Result<Certificate> load_sealing(const std::filesystem::path& path, const char* name,
                                 const PrivateKey& ca_key, const Certificate& ca,
                                 const PrivateKey& key, base::WallTime now) {
  return load_or_make<Certificate>(path, [&] {
    return issue(ca_key, ca, make_signing_request(key, name),
                 request(name, CertificateUse::sealing, now, kCentreDays));
  });
}

/// The recovery key is only needed to make its certificate.
Result<Certificate> load_recovery(const std::filesystem::path& directory, const PrivateKey& ca_key,
                                  const Certificate& ca, base::WallTime now) {
  const auto path = directory / "recovery.pem";
  if (std::filesystem::exists(path)) {
    return load_or_make<Certificate>(path, [] {
      return Expected<Certificate, CryptoError>(unexpected(CryptoError{"the file went away"}));
    });
  }
  const auto key = load_key(directory / "recovery-key.pem");
  if (!key) return unexpected(key.error());
  return load_sealing(path, "linli recovery", ca_key, ca, *key, now);
}

bool is_address(const std::string& name) {
  in6_addr address{};
  return ::inet_pton(AF_INET, name.c_str(), &address) == 1 ||
         ::inet_pton(AF_INET6, name.c_str(), &address) == 1;
}

}  // namespace

Result<Keys> Keys::load_or_create(const std::filesystem::path& directory, base::WallTime now) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (!error) {
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
  }
  if (error) return unexpected(directory.string() + ": " + error.message());
  auto ca_key = load_key(directory / "ca-key.pem");
  if (!ca_key) return unexpected(ca_key.error());
  auto ca = load_or_make<Certificate>(directory / "ca.pem", [&] {
    return self_signed(*ca_key,
                       request("linli centre", CertificateUse::authority, now, kCentreDays));
  });
  if (!ca) return unexpected(ca.error());
  auto signing = load_or_make<crypto::SigningKey>(directory / "signing-key.pem", [] {
    return Expected<crypto::SigningKey, CryptoError>(crypto::SigningKey::generate());
  });
  if (!signing) return unexpected(signing.error());
  auto sealing_key = load_key(directory / "sealing-key.pem");
  if (!sealing_key) return unexpected(sealing_key.error());
  auto sealing =
      load_sealing(directory / "sealing.pem", "linli sealing", *ca_key, *ca, *sealing_key, now);
  if (!sealing) return unexpected(sealing.error());
  auto recovery = load_recovery(directory, *ca_key, *ca, now);
  if (!recovery) return unexpected(recovery.error());
  return Keys{*ca_key, *ca, *signing, *sealing_key, *sealing, *recovery};
}

Result<TlsIdentity> make_tls_identity(const Keys& keys, const std::vector<std::string>& names,
                                      base::WallTime now) {
  const auto key = PrivateKey::generate();
  auto wanted = request("linli centre server", CertificateUse::tls_server, now, kTerminalDays);
  wanted.dns_names = {"localhost"};
  wanted.ip_addresses = {"127.0.0.1", "::1"};
  for (const auto& name : names) {
    (is_address(name) ? wanted.ip_addresses : wanted.dns_names).push_back(name);
  }
  const auto certificate =
      issue(keys.ca_key, keys.ca, make_signing_request(key, wanted.common_name), wanted);
  if (!certificate) return unexpected("TLS certificate: " + certificate.error().what);
  return TlsIdentity{key.to_pem(), certificate->to_pem()};
}

Expected<Certificate, CryptoError> issue_terminal_certificate(const Keys& keys,
                                                              const std::string& terminal,
                                                              std::string_view signing_request,
                                                              base::WallTime now) {
  return issue(keys.ca_key, keys.ca, signing_request,
               request(terminal, CertificateUse::tls_client, now, kTerminalDays));
}

}  // namespace linli::centre
