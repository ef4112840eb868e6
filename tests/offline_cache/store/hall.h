#pragma once
#include <random>
#include <stdexcept>

#include "kiosk/crypto/certificate.h"
#include "kiosk/domain/application.h"
#include "kiosk/protocol/receipt_code.h"
#include "offline_cache/store/store.h"
#include "offline_cache/store/terminal_identity.h"
#include "tests/support/temporary_folder.h"

namespace linli::tests {

/// A centre's keys, an enrolled terminal, and what a resident hands in.
/// The number is the standard's own worked example, the name made up.
struct Hall {
  crypto::PrivateKey ca_key = crypto::PrivateKey::generate();
  crypto::Certificate ca =
      *crypto::self_signed(ca_key, request("测试 CA", crypto::CertificateUse::authority));
  crypto::SigningKey centre = crypto::SigningKey::generate();
  crypto::PrivateKey sealing_key = crypto::PrivateKey::generate();
  crypto::Certificate sealing =
      *crypto::self_signed(sealing_key, request("sealing", crypto::CertificateUse::sealing));
  crypto::PrivateKey recovery_key = crypto::PrivateKey::generate();
  crypto::Certificate recovery =
      *crypto::self_signed(recovery_key, request("recovery", crypto::CertificateUse::sealing));
  offline_cache::TerminalIdentity terminal = identity_of("0417");
  base::FakeClock clock{*base::parse_rfc3339("2026-11-22T09:41:00+08:00")};

  static crypto::CertificateRequest request(const char* name, crypto::CertificateUse use) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return {name, {}, {}, use, now - std::chrono::hours{1}, now + std::chrono::hours{1}};
  }

  offline_cache::TerminalIdentity identity_of(const std::string& number) const {
    const crypto::PrivateKey key = crypto::PrivateKey::generate();
    const auto receipt_key = crypto::SigningKey::generate();
    return {
        .terminal = number,
        .tls_key = key.to_pem(),
        .certificate = crypto::issue(ca_key, ca, crypto::make_signing_request(key, number),
                                     request(number.c_str(), crypto::CertificateUse::tls_client))
                           ->to_pem(),
        .ca_certificate = ca.to_pem(),
        .receipt_key = receipt_key,
        .centre_key = centre.public_key(),
        .sealing_certificates = {sealing, recovery},
        .voucher =
            centre.sign(bytes_of(protocol::voucher_statement(number, receipt_key.public_key()))),
        .public_page = "https://hall.example/r"};
  }

  static domain::IdCard card(const char* number = "11010519491231002X") {
    return {.name = "王秀芳",
            .sex = domain::Sex::female,
            .ethnicity = 1,
            .birth_date = std::chrono::year{1949} / 12 / 31,
            .address = "邻里市幸福路一百零一号院三单元二零二室",
            .number = *domain::IdentityNumber::parse(number),
            .issuer = "邻里市公安局",
            .valid_from = std::chrono::year{2016} / 1 / 1,
            .valid_to = {},
            .newest_address = {},
            .photo = {}};
  }

  domain::Application application() const {
    domain::Application application{
        base::make_uuid_v7(clock.now()), "temporary_relief", 1, card(), {}, clock.now(), "LS"};
    application.answers["reason"] = domain::Choice{"sudden_illness"};
    application.answers["phone"] = domain::Digits{"13912345678"};
    application.answers["spent"] = domain::Money{1234500};
    application.answers["household"] =
        domain::Household{{"李小明", *domain::IdentityNumber::parse("440524188001010014"),
                           domain::Relation::child, true}};
    application.answers["signature"] =
        domain::Signature{{{0.1F, 0.2F}, {0.5F, 0.5F}}, {{0.9F, 0.1F}}};
    return application;
  }
};

/// A matter of five parts, four of which are too large to ride inside the commit.
inline domain::Application with_large_parts(domain::Application application) {
  std::mt19937 random(20261122);
  const auto any = [&random] { return static_cast<float>(random() % 1000) / 1000; };
  for (const char* field : {"authorisation", "plan", "photo", "proof"}) {
    domain::Stroke stroke(20'000);
    for (auto& point : stroke) point = {any(), any()};
    application.answers[field] = domain::Signature{std::move(stroke)};
  }
  return application;
}

/// A hall's store in a folder of its own.
struct StoreInFolder {
  TemporaryFolder folder;
  Hall hall;
  std::unique_ptr<offline_cache::Store> store;

  explicit StoreInFolder(
      const std::filesystem::path& parent = std::filesystem::temp_directory_path())
      : folder(parent) {
    store = reopened();
  }

  offline_cache::StoreOptions options() const {
    return {.directory = folder.path(),
            .reserve_bytes = 256 * 1024,
            .busy_timeout = std::chrono::milliseconds{20}};
  }
  std::unique_ptr<offline_cache::Store> reopened() {
    store.reset();
    auto opened = offline_cache::Store::open(options(), hall.clock);
    return opened ? std::move(*opened) : nullptr;
  }
  /// Another hand in the database, with the store's own key.
  void tamper(const std::string& sql) {
    store.reset();
    auto database = database::Database::open(folder / "store.db",
                                             {.key = *offline_cache::store_key(folder.path(), {})});
    if (!database || !database->execute(sql)) throw std::runtime_error("tampering failed");
  }
  /// Why it does not open.
  std::optional<offline_cache::StoreHealth> refusal() {
    store.reset();
    const auto opened = offline_cache::Store::open(options(), hall.clock);
    return opened ? std::nullopt : std::optional(opened.error());
  }
  domain::Receipt submit() { return submit(hall.application()); }
  domain::Receipt submit(domain::Application application) {
    return store->submit(application, hall.terminal).value();
  }
  /// A matter without a deadline.
  domain::Receipt submit_unhurried() {
    auto application = hall.application();
    application.service = "old_age_allowance";
    return submit(std::move(application));
  }
};

}  // namespace linli::tests
