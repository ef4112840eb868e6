#include "offline_cache/store/terminal_identity.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "kiosk/base/file.h"
#include "kiosk/protocol/chain.h"

namespace linli::offline_cache {
namespace {

using Json = nlohmann::json;
using crypto::Certificate;

constexpr std::size_t kMostFileBytes = 64 * 1024;
constexpr std::size_t kMostSealingCertificates = 4;

std::filesystem::path identity_folder(const std::filesystem::path& directory) {
  return directory / "identity";
}

std::string content_of(const std::filesystem::path& file) {
  return base::read_file(file, kMostFileBytes).value_or("");
}

std::string text_at(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

template <class Array>
bool read_array(const Json& json, const char* name, Array& into) {
  const auto bytes = crypto::from_base64url(text_at(json, name));
  if (!bytes || bytes->size() != into.size()) return false;
  std::ranges::copy(*bytes, into.begin());
  return true;
}

std::optional<std::vector<Certificate>> read_certificates(const Json& json) {
  const auto found = json.find("sealing_certificates");
  if (found == json.end() || !found->is_array() || found->empty() ||
      found->size() > kMostSealingCertificates) {
    return std::nullopt;
  }
  std::vector<Certificate> certificates;
  for (const Json& pem : *found) {
    auto certificate =
        Certificate::from_pem(pem.is_string() ? pem.get<std::string>() : std::string());
    if (!certificate) return std::nullopt;
    certificates.push_back(std::move(*certificate));
  }
  return certificates;
}

bool whole(const TerminalIdentity& identity) {
  return protocol::is_terminal_number(identity.terminal) && !identity.public_page.empty() &&
         crypto::PrivateKey::from_pem(identity.tls_key) &&
         Certificate::from_pem(identity.certificate) &&
         Certificate::from_pem(identity.ca_certificate) &&
         crypto::verify(identity.centre_key,
                        bytes_of(protocol::voucher_statement(identity.terminal,
                                                             identity.receipt_key.public_key())),
                        identity.voucher);
}

std::string centre_json(const TerminalIdentity& identity) {
  Json certificates = Json::array();
  for (const auto& certificate : identity.sealing_certificates) {
    certificates.push_back(certificate.to_pem());
  }
  return Json{{"terminal", identity.terminal},
              {"centre_key", crypto::to_base64url(identity.centre_key)},
              {"sealing_certificates", std::move(certificates)},
              {"receipt_voucher", crypto::to_base64url(identity.voucher)},
              {"public_page", identity.public_page}}
      .dump(2);
}

}  // namespace

Expected<TerminalIdentity, IdentityError> load_identity(const std::filesystem::path& directory) {
  const auto folder = identity_folder(directory);
  const auto centre = base::read_file(folder / "centre.json", kMostFileBytes);
  if (!centre) {
    const bool absent = centre.error() == std::errc::no_such_file_or_directory;
    return unexpected(absent ? IdentityError::absent : IdentityError::damaged);
  }
  const Json json = Json::parse(*centre, nullptr, false);
  auto receipt_key = crypto::SigningKey::from_pem(content_of(folder / "receipt_key.pem"));
  if (!json.is_object() || !receipt_key) return unexpected(IdentityError::damaged);
  auto certificates = read_certificates(json);
  if (!certificates) return unexpected(IdentityError::damaged);
  TerminalIdentity identity{.terminal = text_at(json, "terminal"),
                            .tls_key = content_of(folder / "tls_key.pem"),
                            .certificate = content_of(folder / "certificate.pem"),
                            .ca_certificate = content_of(folder / "ca.pem"),
                            .receipt_key = std::move(*receipt_key),
                            .sealing_certificates = std::move(*certificates),
                            .public_page = text_at(json, "public_page")};
  if (!read_array(json, "centre_key", identity.centre_key) ||
      !read_array(json, "receipt_voucher", identity.voucher) || !whole(identity)) {
    return unexpected(IdentityError::damaged);
  }
  return identity;
}

std::error_code save_identity(const std::filesystem::path& directory,
                              const TerminalIdentity& identity) {
  const auto folder = identity_folder(directory);
  for (const auto& made : {directory, folder}) {
    if (const auto error = make_private_directory(made)) return error;
  }
  const std::pair<const char*, std::string> files[] = {
      {"tls_key.pem", identity.tls_key},
      {"certificate.pem", identity.certificate},
      {"ca.pem", identity.ca_certificate},
      {"receipt_key.pem", identity.receipt_key.to_pem()},
      {"centre.json", centre_json(identity)}};
  for (const auto& [name, content] : files) {
    if (const auto error = base::write_file_durably(folder / name, content)) return error;
  }
  return {};
}

std::error_code make_private_directory(const std::filesystem::path& directory) {
  std::error_code error;
  if (std::filesystem::create_directories(directory, error)) {
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
  }
  return error;
}

}  // namespace linli::offline_cache
