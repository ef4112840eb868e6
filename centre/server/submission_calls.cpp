#include <charconv>

#include "centre/server/calls.h"
#include "centre/server/opened_item.h"
#include "centre/server/signatories.h"
#include "centre/server/take_submission.h"

namespace linli::centre {
namespace {

std::optional<int> part_number(std::string_view text) {
  int number = 0;
  const char* end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  const bool fits =
      error == std::errc{} && at == end && number >= 1 && number <= protocol::kMaxParts;
  return fits ? std::optional(number) : std::nullopt;
}

/// RFC 9530 section 2, the one algorithm we ask for.
std::string content_digest(const crypto::Digest& digest) {
  return "sha-256=:" + crypto::to_base64(digest) + ":";
}

struct Answering {
  Answer operator()(const Accepted& accepted) const {
    const int status = accepted.expired ? 410 : accepted.repeated ? 200 : 201;
    return {status, protocol::to_json(accepted.acceptance)};
  }
  Answer operator()(const PartsMissing& missing) const {
    return refuse(ProblemKind::parts_missing, missing.numbers);
  }
  Answer operator()(ProblemKind kind) const { return refuse(kind); }
};

/// What the item is about: of an addition the application, as soon as that is here.
LedgerResult<StoredItem> matter_of(Api& api, const StoredItem& item) {
  if (!item.adds_to) return item;
  auto application = api.ledger().item(item.adds_to->item);
  if (!application) return unexpected(application.error());
  return *application ? **std::move(application) : item;
}

/// Under the item's own number, where its matter stands.
domain::StageReport report_of(const StoredItem& item, const StoredItem& matter) {
  const base::ClockInterval created{item.created_earliest, item.created_latest};
  return {item.receipt_number, item.service,    created.middle(), matter.stage,
          matter.note,         matter.stage_at, matter.supplement};
}

/// Only how many: who they are is nothing for whoever found a receipt. Empty where nobody can say,
/// because the content is gone or does not open with today's key.
LedgerResult<std::optional<int>> missing_signatures(Api& api, const StoredItem& item) {
  if (item.adds_to) return std::optional(0);
  if (item.expired_at) return std::optional<int>();
  const auto manifest = open_manifest(api.keys(), item.sealed_manifest);
  if (!manifest) return std::optional<int>();
  const auto content = nlohmann::json::parse(manifest->content, nullptr, false);
  const auto people = signatories_of(api.ledger(), api.keys(), item.acceptance.link.item, content);
  if (!people) return unexpected(people.error());
  return std::optional(signatures_missing(*people));
}

}  // namespace

Answer put_part(Api& api, const Request& request) {
  const auto item = base::Uuid::parse(request.path.at(0));
  const auto number = part_number(request.path.at(1));
  if (!item || !number || request.body.empty()) return refuse(ProblemKind::malformed);
  const ByteView sealed = bytes_of(request.body);
  const auto digest = crypto::sha256(sealed);
  if (!request.content_digest.empty() && request.content_digest != content_digest(digest)) {
    return refuse(ProblemKind::digest_mismatch);
  }
  const auto kind = take_part(api.ledger(), request.peer->common_name, *item, *number, sealed);
  return kind ? refuse(*kind) : Answer{};
}

Answer commit_submission(Api& api, const Request& request) {
  const auto id = base::Uuid::parse(request.path.at(0));
  const auto commit = protocol::commit_from_json(request.body);
  if (!id || !commit || commit->link.item != *id) return refuse(ProblemKind::malformed);
  if (commit->link.terminal != request.peer->common_name) {
    return refuse(ProblemKind::other_terminal);
  }
  return std::visit(Answering{}, take_commit(api.ledger(), api.keys(), api.now(), *commit));
}

Answer show_stage(Api& api, const Request& request) {
  const auto id = base::Uuid::parse(request.path.at(0));
  if (!id) return refuse(ProblemKind::malformed);
  const auto item = api.ledger().item(*id);
  if (!item) return refuse(problem_of(item.error().fault));
  if (!*item) return refuse(ProblemKind::unknown_submission);
  const auto matter = matter_of(api, **item);
  if (!matter) return refuse(problem_of(matter.error().fault));
  domain::StageReport report = report_of(**item, *matter);
  const auto missing = missing_signatures(api, *matter);
  if (!missing) return refuse(problem_of(missing.error().fault));
  report.signatures_missing = *missing;
  return {200, protocol::to_json(report)};
}

Answer show_acceptance(Api& api, const Request& request) {
  const auto id = base::Uuid::parse(request.path.at(0));
  if (!id) return refuse(ProblemKind::malformed);
  const auto item = api.ledger().item(*id);
  if (!item) return refuse(problem_of(item.error().fault));
  if (!*item) return refuse(ProblemKind::unknown_submission);
  return {200, protocol::to_json((*item)->acceptance)};
}

}  // namespace linli::centre
