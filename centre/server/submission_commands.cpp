#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "centre/server/administration_commands.h"
#include "centre/server/command_line.h"
#include "centre/server/ended_orders.h"
#include "centre/server/opened_item.h"
#include "centre/server/signatories.h"
#include "kiosk/base/day.h"
#include "kiosk/base/file.h"
#include "kiosk/crypto/envelope.h"
#include "kiosk/protocol/packing.h"

namespace linli::centre {
namespace {

/// More than one answer over the control socket can carry in good time.
constexpr std::size_t kMostListed = 10'000;
constexpr const char* kRating = "rating";

/// Empty for what has no applicant, or does not open with today's key.
std::string applicant_name(const Json& content) {
  const auto applicant = content.find("applicant");
  return applicant != content.end() && applicant->is_object() ? text_argument(*applicant, "name")
                                                              : std::string{};
}

Json opened_content(const Administration& centre, const StoredItem& item) {
  const auto manifest = open_manifest(centre.keys(), item.sealed_manifest);
  return manifest ? Json::parse(manifest->content, nullptr, false) : Json::object();
}

Json item_json(const StoredItem& item, const Json& content) {
  const protocol::ChainLink& link = item.acceptance.link;
  const base::ClockInterval created{item.created_earliest, item.created_latest};
  return {{"receipt_number", item.receipt_number},
          {"item", link.item.text()},
          {"service", item.service},
          {"terminal", link.terminal},
          {"incarnation", link.incarnation.text()},
          {"sequence", link.sequence},
          {"urgent", item.urgent},
          {"stage", protocol::name_of(item.stage)},
          {"note", item.note},
          {"stage_at", base::format_rfc3339(item.stage_at)},
          {"submitted_at", base::format_rfc3339(created.middle())},
          {"accepted_at", base::format_rfc3339(item.acceptance.accepted_at)},
          {"applicant", applicant_name(content)},
          {"adds_to", item.adds_to ? item.adds_to->receipt_number : ""},
          {"supplement", Json::parse(protocol::to_json(item.supplement))}};
}

Json signatories_json(const std::vector<Signatory>& signatories) {
  Json list = Json::array();
  for (const Signatory& person : signatories) {
    Json& shown = list.emplace_back(Json{{"name", person.name},
                                         {"number", person.number},
                                         {"guardian", person.guardian},
                                         {"signed", person.has_signed},
                                         {"receipt_number", person.receipt_number}});
    if (person.guardian_to_confirm.empty()) continue;
    shown["guardian_to_confirm"] = person.guardian_to_confirm;
  }
  return list;
}

void append_counted(std::vector<std::string>& waits, int count, std::string_view one,
                    std::string_view several) {
  if (count > 0) waits.push_back(fmt::format("{} {}", count, count == 1 ? one : several));
}

/// What staff still wait for: "supplement, 2 signatures"; empty: nothing.
std::string waits_for(const StoredItem& item, const std::vector<Signatory>& people,
                      const std::optional<OrderToEnd>& order) {
  std::vector<std::string> waits;
  if (item.stage == domain::Stage::supplement_needed) waits.emplace_back("supplement");
  const int to_confirm = guardians_to_confirm(people);
  append_counted(waits, signatures_missing(people) - to_confirm, "signature", "signatures");
  append_counted(waits, to_confirm, "guardian to confirm", "guardians to confirm");
  if (order && order->is_left_to_staff) {
    waits.push_back(fmt::format("order {} not ended", order->receipt_number));
  }
  return fmt::format("{}", fmt::join(waits, ", "));
}

/// Who has to sign, which order it ends, and what is waited for.
Expected<void, std::string> add_what_is_open(Administration& centre, const StoredItem& item,
                                             const Json& content, Json& shown) {
  const auto people =
      signatories_of(centre.ledger(), centre.keys(), item.acceptance.link.item, content);
  if (!people) return unexpected(describe(people.error()));
  const auto order = order_to_end(centre.ledger(), item, content.dump());
  if (!order) return unexpected(describe(order.error()));
  shown["waits_for"] = waits_for(item, *people, *order);
  if (!people->empty()) shown["signatories"] = signatories_json(*people);
  if (*order) {
    shown["order"] = ((*order)->cancels ? "cancels " : "changes ") + (*order)->receipt_number;
  }
  return {};
}

Expected<void, std::string> add_additions(Administration& centre, const StoredItem& item,
                                          Json& shown) {
  const auto additions = centre.ledger().additions_to(item.acceptance.link.item);
  if (!additions) return unexpected(describe(additions.error()));
  Json& list = shown["additions"] = Json::array();
  for (const StoredItem& one : *additions) {
    list.push_back({{"receipt_number", one.receipt_number},
                    {"item", one.acceptance.link.item.text()},
                    {"what", protocol::name_of(one.adds_to->what)},
                    {"accepted_at", base::format_rfc3339(one.acceptance.accepted_at)}});
  }
  return {};
}

/// "bank_card=卡号少一位": a field, and why.
Expected<domain::Supplement, std::string> supplement_from(const Json& arguments) {
  domain::Supplement supplement;
  const auto needs = arguments.find("needs");
  if (needs != arguments.end()) {
    for (const Json& need : *needs) {
      const std::string text = need.is_string() ? need.get<std::string>() : "";
      const std::size_t equals = text.find('=');
      const bool named = equals != 0 && !text.empty();
      if (!named || text.size() > protocol::kMaxNoteBytes) {
        return unexpected("what is needed must be named: FIELD or FIELD=WHY");
      }
      supplement.missing.push_back(
          {text.substr(0, equals), equals == text.npos ? "" : text.substr(equals + 1)});
    }
  }
  const std::string until = text_argument(arguments, "until");
  if (until.empty()) return supplement;
  supplement.until = base::day_from(until);
  if (!supplement.until) return unexpected("until must be a date, as 2026-12-10");
  return supplement;
}

/// Whether a terminal can read what it will be told: it bounds every text, and the whole.
bool can_be_told(const StoredItem& item, const StageEvent& event) {
  const auto told =
      protocol::stage_report_from_json(protocol::to_json(domain::StageReport{item.receipt_number,
                                                                             item.service,
                                                                             item.created_latest,
                                                                             event.stage,
                                                                             event.note,
                                                                             {},
                                                                             event.supplement}));
  return told && told->note == event.note && told->supplement == event.supplement;
}

/// That staff still have something to do for.
bool is_emergency(const StoredItem& item) { return item.urgent && !domain::is_over(item.stage); }

/// What a person calls a submission: the number on the receipt, or the item's id.
/// A rating carries the number of the receipt it rates, so it never answers to it.
Expected<StoredItem, std::string> find_submission(Administration& centre,
                                                  const std::string& receipt) {
  std::vector<StoredItem> found;
  if (const auto id = base::Uuid::parse(receipt)) {
    auto item = centre.ledger().item(*id);
    if (!item) return unexpected(describe(item.error()));
    if (*item) found.push_back(**item);
  } else {
    auto items = centre.ledger().items_with_receipt(receipt);
    if (!items) return unexpected(describe(items.error()));
    std::erase_if(*items, [](const StoredItem& item) { return item.service == kRating; });
    found = *std::move(items);
  }
  if (found.empty()) return unexpected("the centre has no submission " + receipt);
  if (found.size() > 1) {
    return unexpected("several submissions carry this number: name one by its item id");
  }
  return std::move(found.front());
}

/// The content of a part; empty if it does not open.
std::optional<Bytes> open_part(const Keys& keys, const Part& part,
                               const protocol::Manifest& manifest) {
  auto plain = crypto::open_sealed(part.sealed, keys.sealing_key, keys.sealing);
  if (!plain) return std::nullopt;
  if (!manifest.packed.contains(part.number)) return *std::move(plain);
  return protocol::unpack(*plain, protocol::kMaxPartBytes);
}

/// Opens the attachments into `directory`, named by part: names on a disk are
/// nobody's.
Expected<void, std::string> save_parts(Administration& centre, const protocol::Manifest& manifest,
                                       const std::filesystem::path& directory) {
  const auto parts = centre.ledger().parts_of(manifest.item);
  if (!parts) return unexpected(describe(parts.error()));
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return unexpected(directory.string() + ": " + error.message());
  for (const Part& part : *parts) {
    const auto path = directory / ("part-" + std::to_string(part.number));
    const auto plain = open_part(centre.keys(), part, manifest);
    if (!plain) return unexpected(path.string() + ": the part does not open");
    if (const auto failed = base::write_file_durably(path, text_of(*plain))) {
      return unexpected(path.string() + ": " + failed.message());
    }
  }
  return {};
}

Json parts_json(const protocol::Manifest& manifest) {
  Json list = Json::array();
  for (const auto& part : manifest.parts) {
    list.push_back({{"part", part.number},
                    {"answers_field", part.field},
                    {"content_type", part.content_type},
                    {"sealed_bytes", part.size}});
  }
  return list;
}

}  // namespace

CommandResult list_submissions(Administration& centre, const Json&) {
  auto items = centre.ledger().items(kMostListed);
  if (!items) return unexpected(describe(items.error()));
  std::ranges::stable_partition(*items, is_emergency);
  Json list = Json::array();
  for (const StoredItem& item : *items) {
    const Json content = opened_content(centre, item);
    Json& shown = list.emplace_back(item_json(item, content));
    if (auto done = add_what_is_open(centre, item, content, shown); !done) {
      return unexpected(done.error());
    }
  }
  return list;
}

CommandResult show_submission(Administration& centre, const Json& arguments) {
  const auto item = find_submission(centre, text_argument(arguments, "receipt"));
  if (!item) return unexpected(item.error());
  if (item->expired_at) return unexpected("its content was deleted after the retention time");
  const auto manifest = open_manifest(centre.keys(), item->sealed_manifest);
  if (!manifest) return unexpected("it does not open with the centre's present key");
  const auto directory = text_argument(arguments, "save");
  if (!directory.empty()) {
    const auto saved = save_parts(centre, *manifest, directory);
    if (!saved) return unexpected(saved.error());
  }
  const Json content = Json::parse(manifest->content, nullptr, false);
  Json shown = item_json(*item, content);
  shown["content"] = content;
  shown["attachments"] = parts_json(*manifest);
  auto done = add_what_is_open(centre, *item, content, shown);
  if (done) done = add_additions(centre, *item, shown);
  if (!done) return unexpected(done.error());
  return shown;
}

CommandResult set_stage(Administration& centre, const Json& arguments) {
  const auto name = text_argument(arguments, "stage");
  if (!is_set_by_staff(name)) return unexpected(std::string("staff set ") + kStagesSetByStaff);
  const auto stage = protocol::stage_from(name);
  const auto supplement = supplement_from(arguments);
  if (!supplement) return unexpected(supplement.error());
  if (*supplement != domain::Supplement{} && *stage != domain::Stage::supplement_needed) {
    return unexpected("only the stage supplement_needed asks for fields");
  }
  const auto item = find_submission(centre, text_argument(arguments, "receipt"));
  if (!item) return unexpected(item.error());
  const StageEvent event{*stage, text_argument(arguments, "note"), *supplement};
  if (!can_be_told(*item, event)) {
    return unexpected(
        "the note and the fields that are needed can't be shown at a terminal: a note or a reason "
        "has at most 2000 bytes, a field 64, of fields there are at most 50, and in all 64 KiB, "
        "without control characters");
  }
  const auto done = centre.ledger().record_stage(item->acceptance.link.item, event, centre.now());
  if (!done) return unexpected(describe(done.error()));
  return Json{{"receipt_number", item->receipt_number}, {"stage", protocol::name_of(*stage)}};
}

}  // namespace linli::centre
