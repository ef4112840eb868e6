#include "offline_cache/store/personal_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

/// In the order of how a matter may have ended: not at all, changed, cancelled.
constexpr std::array<std::string_view, 3> kEndings{"open", "changed", "cancelled"};

std::size_t ending_of(const Matter& matter) {
  if (!matter.ended) return 0;
  return *matter.ended == domain::OrderChange::How::change ? 1 : 2;
}

std::optional<int> number_from(std::string_view text) {
  int number = 0;
  const char* const behind = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), behind, number);
  return error == std::errc{} && end == behind ? std::optional(number) : std::nullopt;
}

/// Moves past the seven lines of a matter, also of one that can't be read: then empty.
std::optional<Matter> take_matter(std::string_view& text) {
  Matter matter;
  const auto item = base::Uuid::parse(take_line(text));
  matter.receipt_number = take_line(text);
  matter.service = take_line(text);
  const auto version = number_from(take_line(text));
  const auto submitted_at = base::parse_rfc3339(take_line(text));
  const auto* const ending = std::ranges::find(kEndings, take_line(text));
  auto answers = protocol::answers_from_json(take_line(text));
  if (!item || !version || !submitted_at || ending == kEndings.end() || !answers) {
    return std::nullopt;
  }
  matter.item = *item;
  matter.service_version = *version;
  matter.submitted_at = *submitted_at;
  matter.answers = *std::move(answers);
  if (ending - kEndings.begin() == 1) matter.ended = domain::OrderChange::How::change;
  if (ending - kEndings.begin() == 2) matter.ended = domain::OrderChange::How::cancel;
  return matter;
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

Bytes seal_matters(const PersonalCipher& cipher, const std::vector<Matter>& matters) {
  Wiped<std::string> text{std::string()};
  for (const Matter& matter : matters) {
    const Wiped answers{protocol::to_json(matter.answers)};
    text.value += fmt::format("{}\n{}\n{}\n{}\n{}\n{}\n{}\n", matter.item.text(),
                              matter.receipt_number, matter.service, matter.service_version,
                              base::format_rfc3339(matter.submitted_at),
                              kEndings.at(ending_of(matter)), answers.value);
  }
  return cipher.encrypt(kMattersRecord, bytes_of(text.value));
}

std::optional<std::vector<Matter>> open_matters(const PersonalCipher& cipher, ByteView sealed) {
  auto plain = cipher.decrypt(kMattersRecord, sealed);
  if (!plain) return std::nullopt;
  const Wiped held{std::move(*plain)};
  std::string_view text = text_of(held.value);
  std::vector<Matter> matters;
  while (!text.empty() && matters.size() < kMostMatters) {
    if (auto matter = take_matter(text)) matters.push_back(*std::move(matter));
  }
  return matters;
}

}  // namespace linli::offline_cache
