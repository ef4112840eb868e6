#include "centre/server/signatories.h"

#include <algorithm>

#include "centre/server/opened_item.h"
#include "kiosk/domain/identity_number.h"

namespace linli::centre {
namespace {

using Json = nlohmann::json;

const Json& member_of(const Json& json, const char* name) {
  static const Json nothing;
  const auto found = json.is_object() ? json.find(name) : json.end();
  return found != json.end() ? *found : nothing;
}

std::string text_of(const Json& json, const char* name) {
  const Json& text = member_of(json, name);
  return text.is_string() ? text.get<std::string>() : std::string();
}

std::vector<Signatory> named_in(const Json& content) {
  std::vector<Signatory> all;
  const Json& answers = member_of(content, "answers");
  if (!answers.is_object()) return all;
  for (const Json& answer : answers) {
    if (text_of(answer, "type") != "authorisations") continue;
    for (const Json& person : member_of(answer, "people")) {
      all.push_back({text_of(person, "name"), text_of(person, "number"),
                     text_of(person, "guardian"), "", member_of(person, "signed") == true, ""});
    }
  }
  return all;
}

/// Of a signature that came later: for whom, by whom, and when.
struct Later {
  std::string number;
  std::string guardian;  // empty: by themselves
  std::chrono::year_month_day day;
};

/// Empty for an item that holds no signature.
std::optional<Later> later_signature(const protocol::Manifest& manifest, base::WallTime at) {
  const auto is_signature = [](const protocol::PartDigest& part) {
    return part.field == domain::kLaterSignature;
  };
  if (std::ranges::none_of(manifest.parts, is_signature)) return std::nullopt;
  const Json content = Json::parse(manifest.content, nullptr, false);
  const std::string signer = text_of(member_of(content, "applicant"), "number");
  const std::string ward =
      text_of(member_of(member_of(content, "answers"), domain::kLaterWard), "text");
  const auto day = base::hall_time(at).date;
  return ward.empty() || ward == signer ? Later{signer, "", day} : Later{ward, signer, day};
}

bool is_adult(const std::string& number, std::chrono::year_month_day day) {
  constexpr int kAdult = 18;  // Civil Code, article 17
  const auto identity = domain::IdentityNumber::parse(number);
  return identity && domain::age_on(identity->birth_date(), day) >= kAdult;
}

/// Without staff: whom the application names, or, for somebody who does not sign alone, an adult of
/// those who sign it.
bool may_sign_for(const Signatory& ward, const Later& later,
                  const std::vector<Signatory>& signatories) {
  if (later.guardian == ward.guardian) return true;
  const bool signs_alone = ward.guardian.empty() && is_adult(ward.number, later.day);
  const bool signs_too =
      std::ranges::find(signatories, later.guardian, &Signatory::number) != signatories.end();
  return !signs_alone && signs_too && is_adult(later.guardian, later.day);
}

void take(std::vector<Signatory>& signatories, const Later& later, const std::string& receipt) {
  for (Signatory& person : signatories) {
    if (person.has_signed || person.number != later.number) continue;
    if (!later.guardian.empty() && !may_sign_for(person, later, signatories)) {
      person.guardian_to_confirm = later.guardian;
      continue;
    }
    person.has_signed = true;
    person.guardian_to_confirm.clear();
    if (!later.guardian.empty()) person.guardian = later.guardian;
    person.receipt_number = receipt;
  }
}

}  // namespace

LedgerResult<std::vector<Signatory>> signatories_of(Ledger& ledger, const Keys& keys,
                                                    const base::Uuid& application,
                                                    const Json& content) {
  auto signatories = named_in(content);
  if (signatures_missing(signatories) == 0) return signatories;
  const auto additions = ledger.additions_to(application);
  if (!additions) return unexpected(additions.error());
  for (const StoredItem& item : *additions) {
    if (item.adds_to->what != domain::Addition::authorisation) continue;
    const auto manifest = open_manifest(keys, item.sealed_manifest);
    const auto later = manifest ? later_signature(*manifest, item.created_latest) : std::nullopt;
    if (later) take(signatories, *later, item.receipt_number);
  }
  return signatories;
}

int signatures_missing(const std::vector<Signatory>& signatories) {
  return static_cast<int>(std::ranges::count(signatories, false, &Signatory::has_signed));
}

int guardians_to_confirm(const std::vector<Signatory>& signatories) {
  return static_cast<int>(std::ranges::count_if(
      signatories, [](const Signatory& person) { return !person.guardian_to_confirm.empty(); }));
}

}  // namespace linli::centre
