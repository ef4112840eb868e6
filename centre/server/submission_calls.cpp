#include <algorithm>
#include <charconv>

#include "centre/server/calls.h"
#include "centre/server/opened_item.h"
#include "kiosk/base/log.h"

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
  const base::Uuid& item;

  Answer operator()(const Accepted& accepted) const {
    const int status = accepted.expired ? 410 : accepted.repeated ? 200 : 201;
    return {status, protocol::to_json(accepted.acceptance)};
  }
  Answer operator()(const PartsMissing& missing) const {
    return refuse(ProblemKind::parts_missing, missing.numbers);
  }
  Answer operator()(CommitRefusal refusal) const {
    const auto kind = problem_of(refusal);
    base::log(base::LogLevel::warning, "submission {} refused: {}", item,
              base::Public{problem(kind).title});
    return refuse(kind);
  }
};

/// Already accepted items are answered without opening them again: the key may
/// have changed since.
bool known(Ledger& ledger, const base::Uuid& item) {
  const auto stored = ledger.item(item);
  return stored && stored->has_value();
}

bool parts_inside_are_whole(const protocol::Commit& commit) {
  return std::ranges::all_of(commit.parts, [&](const protocol::PartDigest& part) {
    const auto sealed = commit.inside.find(part.number);
    return sealed == commit.inside.end() || crypto::sha256(sealed->second) == part.digest;
  });
}

domain::StageReport report_of(const StoredItem& item) {
  const base::ClockInterval created{item.created_earliest, item.created_latest};
  return {item.receipt_number, item.service, created.middle(),
          item.stage,          item.note,    item.stage_at};
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
  const auto outcome = api.ledger().store_part(
      {*item, *number, request.peer->common_name, digest, Bytes(sealed.begin(), sealed.end())});
  if (!outcome) return refuse(problem_of(outcome.error().fault));
  switch (*outcome) {
    case PartOutcome::stored:
    case PartOutcome::known:
      return {};
    case PartOutcome::digest_differs:
      return refuse(ProblemKind::digest_differs);
    case PartOutcome::too_many:
      return refuse(ProblemKind::too_many_parts);
  }
  return {};
}

Answer commit_submission(Api& api, const Request& request) {
  const auto id = base::Uuid::parse(request.path.at(0));
  const auto commit = protocol::commit_from_json(request.body);
  if (!id || !commit || commit->link.item != *id) return refuse(ProblemKind::malformed);
  if (commit->link.terminal != request.peer->common_name) {
    return refuse(ProblemKind::other_terminal);
  }
  if (!parts_inside_are_whole(*commit)) return refuse(ProblemKind::digest_mismatch);
  if (!known(api.ledger(), *id)) {
    const auto manifest = open_commit(api.keys(), *commit);
    if (!manifest) {
      base::log(base::LogLevel::warning, "submission {} refused: {}", *id,
                base::Public{problem(manifest.error()).title});
      return refuse(manifest.error());
    }
  }
  const auto outcome = api.ledger().commit(*commit, api.now(), api.keys().signing);
  if (!outcome) return refuse(problem_of(outcome.error().fault));
  return std::visit(Answering{*id}, *outcome);
}

Answer show_stage(Api& api, const Request& request) {
  const auto id = base::Uuid::parse(request.path.at(0));
  if (!id) return refuse(ProblemKind::malformed);
  const auto item = api.ledger().item(*id);
  if (!item) return refuse(problem_of(item.error().fault));
  if (!*item) return refuse(ProblemKind::unknown_submission);
  return {200, protocol::to_json(report_of(**item), {})};
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
