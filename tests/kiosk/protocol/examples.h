#pragma once
#include "kiosk/crypto/signature.h"
#include "kiosk/protocol/acceptance.h"
#include "kiosk/protocol/day_close.h"
#include "kiosk/protocol/messages.h"
#include "kiosk/protocol/receipt_code.h"
#include "kiosk/protocol/submission.h"

/// Fixed keys (the secrets of RFC 8032 section 7.1, tests 1 and 2) and one
/// example of every message, so that golden values can be made by other tools.
namespace linli::protocol::examples {

inline crypto::SigningKey centre_key() {
  return *crypto::SigningKey::from_pem(
      "-----BEGIN PRIVATE KEY-----\n"
      "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
      "-----END PRIVATE KEY-----\n");
}

inline crypto::SigningKey terminal_key() {
  return *crypto::SigningKey::from_pem(
      "-----BEGIN PRIVATE KEY-----\n"
      "MC4CAQAwBQYDK2VwBCIEIEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7\n"
      "-----END PRIVATE KEY-----\n");
}

inline base::WallTime time() { return *base::parse_rfc3339("2026-11-22T09:41:00.000+08:00"); }

inline ChainLink link() {
  return {"0417",
          *base::Uuid::parse("019aa5c0-0000-7000-8000-000000000001"),
          38,
          *base::Uuid::parse("019aa5c0-0000-7000-8000-000000000026"),
          crypto::sha256(bytes_of("sealed")),
          crypto::sha256(bytes_of("previous"))};
}

inline std::vector<PartDigest> parts() {
  return {{1, crypto::sha256(bytes_of("one")), 1234, "image/svg+xml", "signature"},
          {2, crypto::sha256(bytes_of("two")), kMaxPartBytes, "image/svg+xml", "authorisation"}};
}

inline domain::IdentityNumber number() {
  return *domain::IdentityNumber::parse("11010519491231002X");
}

inline domain::Answers answers() {
  return {{"kind", domain::Choice{"urgent"}},
          {"reasons", domain::Choices{{"illness", "fire"}}},
          {"income", domain::Money{74'880}},
          {"phone", domain::Digits{"13800000000"}},
          {"household", domain::Household{{"𫖮", number(), domain::Relation::spouse, true},
                                          {"", number(), domain::Relation::child, false}}},
          {"truth", domain::Consent{true}},
          {"home", domain::Division{"990101001001", "演示省演示市演示区锦绣街道锦绣社区"}},
          {"papers", domain::Photos{}},
          {"signatures",
           domain::Authorisations{{"", number(), {}, {}, false, {{{0, 0}, {0.5F, 0.25F}}}},
                                  {"𫖮", number(), domain::Relation::spouse, number(), true}}},
          {"signature", domain::Signature{{{0, 0}, {0.5F, 0.25F}}, {{1, 1}}, {}}}};
}

inline Manifest manifest() {
  const ChainLink place = link();
  return {place.item,
          place.terminal,
          place.incarnation,
          place.sequence,
          "LS-0417-2611-0038",
          "temporary_relief",
          3,
          R"({"answers":{}})",
          parts(),
          {1}};
}

inline Commit commit() {
  return {link(),
          "LS-0417-2611-0038",
          "temporary_relief",
          time(),
          time() + std::chrono::milliseconds{20},
          Bytes{1, 2, 3, 0, 255},
          parts()};
}

/// A small item whole: its part inside the commit.
inline Commit commit_with_part() {
  const std::string sealed = "sealed signature";
  Commit commit = examples::commit();
  const auto bytes = bytes_of(sealed);
  commit.parts = {{1, crypto::sha256(bytes), sealed.size(), "image/svg+xml", "signature"}};
  commit.inside[1] = Bytes(bytes.begin(), bytes.end());
  return commit;
}

inline domain::BenefitStatus status() {
  using std::chrono::month;
  using std::chrono::year;
  domain::Benefit benefit{
      domain::BenefitKind::disability_living_subsidy,
      domain::BenefitState::review_due,
      {10'000},
      1,
      year{2020} / month{3},
      year{2026} / month{12} / 31,
      {{domain::DutyKind::review, year{2026} / month{12} / 31, "请带残疾人证到窗口复核"}},
      {}};
  benefit.payments.push_back(
      {year{2026} / month{10}, year{2026} / month{10} / 15, {10'000}, "6217"});
  benefit.standard = domain::Money{10'000};
  return {{benefit, domain::Benefit{{}, {}, {62'400}, 1, year{2019} / month{7}, {}, {}, {}}},
          "区民政局",
          time(),
          2};
}

inline DayClose day_close() {
  const ChainLink last = link();
  return {last.terminal,
          last.incarnation,
          1,
          38,
          {5, 7},
          hash_of(last),
          std::chrono::year{2026} / 11 / 22};
}

inline DayCloseDifference day_close_difference() {
  return {34, {3, 4}, true, {{link().item, 39}}, false, 12};
}

}  // namespace linli::protocol::examples
