#include "offline_cache/store/personal_records.h"

#include <algorithm>
#include <charconv>

#include "kiosk/crypto/wipe.h"
#include "kiosk/protocol/messages.h"

namespace linli::offline_cache {
namespace {

using crypto::PersonalCipher;
using crypto::Wiped;

/// The text up to the next line end; moves past it.
std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace

std::string draft_record(const std::string& service) { return "draft:" + service; }

Bytes seal_benefits(const PersonalCipher& cipher, const domain::BenefitStatus& status) {
  const Wiped json{protocol::to_json(status)};
  return cipher.encrypt(kBenefitsRecord, bytes_of(json.value));
}

std::optional<domain::BenefitStatus> open_benefits(const PersonalCipher& cipher, ByteView sealed) {
  auto plain = cipher.decrypt(kBenefitsRecord, sealed);
  if (!plain) return std::nullopt;
  const Wiped held{std::move(*plain)};
  return protocol::benefit_status_from_json(text_of(held.value));
}

// A draft is the version of the service, the open step, and the answers as
// JSON, a line each.
Bytes seal_draft(const PersonalCipher& cipher, const Draft& draft) {
  const Wiped answers{protocol::to_json(draft.answers)};
  const Wiped text{std::to_string(draft.service_version) + '\n' + draft.step + '\n' +
                   answers.value};
  return cipher.encrypt(draft_record(draft.service), bytes_of(text.value));
}

std::optional<Draft> open_draft(const PersonalCipher& cipher, const std::string& service,
                                ByteView sealed) {
  auto plain = cipher.decrypt(draft_record(service), sealed);
  if (!plain) return std::nullopt;
  const Wiped held{std::move(*plain)};
  std::string_view text = text_of(held.value);
  const std::string_view version = take_line(text);
  Draft draft{service, 0, std::string(take_line(text)), {}};
  const auto [end, error] =
      std::from_chars(version.data(), version.data() + version.size(), draft.service_version);
  auto answers = protocol::answers_from_json(text);
  if (error != std::errc{} || end != version.data() + version.size() || !answers) {
    return std::nullopt;
  }
  draft.answers = std::move(*answers);
  return draft;
}

}  // namespace linli::offline_cache
