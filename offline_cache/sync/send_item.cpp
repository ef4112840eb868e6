#include "offline_cache/sync/send_item.h"

#include <fmt/format.h>

#include <algorithm>

#include "offline_cache/store/item_problem.h"
#include "offline_cache/sync/centre_answer.h"

namespace linli::offline_cache {
namespace {

constexpr int kGone = 410;       // a tombstone, with the acceptance of the item
constexpr int kMostCommits = 3;  // in one attempt, each after parts that were missing

SendOutcome misbehaviour(std::string problem) {
  return {.result = SendResult::bad_answer,
          .problem = std::move(problem),
          .trouble = CentreTrouble::misbehaving};
}

SendOutcome no_contact(CentreTrouble trouble) {
  switch (trouble) {
    case CentreTrouble::unreachable:
      return {.result = SendResult::link_down,
              .problem = "the centre is out of reach",
              .trouble = trouble};
    case CentreTrouble::not_trusted:
      return {.result = SendResult::link_down,
              .problem = "the centre's certificate is not trusted",
              .trouble = trouble};
    case CentreTrouble::misbehaving:
    case CentreTrouble::refused:
      return misbehaviour("the centre gave no whole answer");
  }
  return {.result = SendResult::link_down, .trouble = trouble};
}

std::vector<protocol::PartDigest>::const_iterator part_digest(const protocol::Commit& commit,
                                                              int number) {
  return std::ranges::find(commit.parts, number, &protocol::PartDigest::number);
}

std::string path_of(const base::Uuid& item) { return "/v1/submissions/" + item.text(); }

CentreRequest part_request(const base::Uuid& item, int number, const Bytes& sealed) {
  return {.method = HttpMethod::put,
          .path = fmt::format("{}/parts/{}", path_of(item), number),
          .content_type = "application/octet-stream",
          .body = std::string(text_of(sealed)),
          // RFC 9530 section 2
          .headers = {{"Content-Digest",
                       fmt::format("sha-256=:{}:", crypto::to_base64(crypto::sha256(sealed)))}}};
}

CentreRequest commit_request(const protocol::Commit& commit) {
  return {.method = HttpMethod::put,
          .path = path_of(commit.link.item),
          .content_type = "application/json",
          .body = protocol::to_json(commit),
          .headers = {}};
}

/// The parts that the centre says it misses, of those that the item has.
std::vector<int> missing_parts(const CentreAnswer& answer, const protocol::Commit& commit) {
  if (kind_of(answer) != AnswerKind::problem) return {};
  const auto problem = protocol::problem_from_json(answer.body);
  std::vector<int> missing = problem ? problem->missing_parts : std::vector<int>{};
  std::erase_if(missing,
                [&](int number) { return part_digest(commit, number) == commit.parts.end(); });
  return missing;
}

}  // namespace

ItemSender::ItemSender(LeasedItem item, const crypto::PublicKeyBytes& centre,
                       std::chrono::milliseconds longest_retry_after)
    : item_(std::move(item)), centre_(centre), longest_retry_after_(longest_retry_after) {}

std::optional<int> ItemSender::part_to_send() const {
  const auto size_of = [this](int number) { return part_digest(item_.commit, number)->size; };
  const std::vector<int>& unsent = item_.unsent_parts;
  std::size_t bytes = item_.commit.sealed_manifest.size();
  for (const int number : unsent) bytes += size_of(number);
  if (unsent.empty() || (inside_ && bytes <= protocol::kMaxInsideBytes)) return std::nullopt;
  return *std::ranges::max_element(unsent, {}, size_of);
}

std::optional<CentreRequest> ItemSender::next(Store& store) {
  if (const auto number = part_to_send()) {
    const auto sealed = store.part(id(), *number);
    return sealed ? std::optional(part_request(id(), *number, *sealed)) : std::nullopt;
  }
  protocol::Commit& commit = item_.commit;
  for (const int number : item_.unsent_parts) {
    auto sealed = store.part(id(), number);
    if (!sealed) return std::nullopt;
    commit.inside.insert_or_assign(number, std::move(*sealed));
  }
  auto request = commit_request(commit);
  commit.inside.clear();
  return request;
}

SendOutcome ItemSender::judge(const CentreTransport::Contact& answer) {
  if (!answer) return no_contact(answer.error());
  const auto part = part_to_send();
  if (!part) return judge_commit(*answer);
  if (kind_of(*answer) != AnswerKind::success) return judge_failure(*answer);
  std::erase(item_.unsent_parts, *part);
  return {.result = SendResult::part_arrived, .parts = {*part}};
}

SendOutcome ItemSender::judge_commit(const CentreAnswer& answer) {
  if (auto missing = missing_parts(answer, item_.commit); !missing.empty()) {
    if (++commits_ == kMostCommits) {
      return misbehaviour("the centre keeps missing parts that it was sent");
    }
    inside_ = false;
    item_.unsent_parts = missing;
    return {.result = SendResult::parts_missing, .parts = std::move(missing)};
  }
  // Only the signature counts, never the status: a captive portal can say 200.
  const bool may_prove = kind_of(answer) == AnswerKind::success || answer.status == kGone;
  if (!may_prove) return judge_failure(answer);
  auto acceptance = protocol::acceptance_from_json(answer.body);
  if (acceptance && protocol::proves(*acceptance, item_.commit.link, centre_)) {
    return {.result = SendResult::accepted, .acceptance = std::move(acceptance)};
  }
  return misbehaviour("the centre's acceptance does not prove anything");
}

SendOutcome ItemSender::judge_failure(const CentreAnswer& answer) const {
  const auto after = retry_after(answer, longest_retry_after_);
  const auto problem = protocol::problem_from_json(answer.body);
  const std::string type = problem ? problem->type : "no problem details";
  switch (kind_of(answer)) {
    case AnswerKind::problem:
      return {.result = SendResult::hopeless,
              .problem = fmt::format("{}: {} ({})", item_problem::kRefused, answer.status, type),
              .trouble = CentreTrouble::refused,
              .retry_after = after};
    case AnswerKind::later:
      return {.result = SendResult::later,
              .problem = fmt::format("the centre asks to wait: {} ({})", answer.status, type),
              .trouble = CentreTrouble::misbehaving,
              .retry_after = after};
    case AnswerKind::success:
    case AnswerKind::nonsense:
      return {.result = SendResult::bad_answer,
              .problem = fmt::format("the centre answered {} without sense", answer.status),
              .trouble = CentreTrouble::misbehaving,
              .retry_after = after};
  }
  return {};
}

}  // namespace linli::offline_cache
