#include "centre/server/authorise_recovery.h"

#include <fmt/format.h>

#include "centre/server/administration_line.h"
#include "kiosk/base/file.h"
#include "kiosk/crypto/envelope.h"
#include "kiosk/crypto/wipe.h"
#include "kiosk/protocol/recovery.h"

namespace linli::centre {
namespace {

using crypto::Certificate;

constexpr std::size_t kMostPemBytes = 64 * 1024;

template <class T>
using Result = Expected<T, std::string>;

Result<crypto::PrivateKey> key_in(const std::filesystem::path& file) {
  auto pem = base::read_file(file, kMostPemBytes);
  if (!pem) return unexpected(file.string() + ": " + pem.error().message());
  const crypto::Wiped guarded{*std::move(pem)};
  return crypto::PrivateKey::from_pem(guarded.value).map_error([&](const auto& error) {
    return file.string() + ": " + error.what;
  });
}

/// The store's key as the dead terminal sealed it, sealed for who asked.
Result<Bytes> seal_again(const Json& request, const std::string& terminal,
                         const crypto::PrivateKey& key) {
  const auto sealed = crypto::from_base64url(text_argument(request, "sealed_key"));
  const auto recovery = Certificate::from_pem(text_argument(request, "recovery_certificate"));
  const auto asker = Certificate::from_pem(text_argument(request, "certificate"));
  if (!sealed || !recovery || !asker) return unexpected(std::string("the request is damaged"));
  auto opened = crypto::open_sealed(*sealed, key, *recovery);
  if (!opened) {
    return unexpected(std::string("the key does not open: another recovery key, or no store's"));
  }
  const crypto::Wiped plain{*std::move(opened)};
  auto store_key = protocol::store_key_from(text_of(plain.value), terminal);
  if (!store_key) {
    return unexpected("what was sent is not the key of terminal " + terminal + "'s store");
  }
  crypto::wipe(*store_key);
  return crypto::seal(plain.value, {&*asker, 1}).map_error([](const auto& error) {
    return error.what;
  });
}

Result<Json> authorise(AdministrationLine& line, const std::string& terminal, const std::string& by,
                       const std::filesystem::path& recovery_key) {
  Json command{{"command", "recovery-request"}, {"terminal", terminal}, {"by", by}};
  const auto request = line.ask(command.dump());
  if (!request) return unexpected(request.error());
  const auto key = key_in(recovery_key);
  if (!key) return unexpected(key.error());
  const auto answer = seal_again(*request, terminal, *key);
  if (!answer) return unexpected(answer.error());
  command["command"] = "recovery-authorise";
  command["sealed_key"] = text_argument(*request, "sealed_key");
  command["certificate"] = text_argument(*request, "certificate");
  command["answer"] = crypto::to_base64url(*answer);
  return line.ask(command.dump());
}

}  // namespace

int authorise_recovery_with_key(const std::filesystem::path& data, const std::string& terminal,
                                const std::string& by, const std::filesystem::path& recovery_key) {
  AdministrationLine line(data);
  const auto done = authorise(line, terminal, by, recovery_key);
  if (!done) {
    fmt::print(stderr, "linli-centre: {}\n", done.error());
    return 1;
  }
  fmt::print("terminal {} may recover terminal {} until {}; terminal {} is shut out\n", by,
             terminal, text_argument(*done, "expires_at"), terminal);
  return 0;
}

}  // namespace linli::centre
