#include "offline_cache/sync/send_item.h"

#include <fmt/format.h>

#include <algorithm>

#include "offline_cache/store/item_problem.h"
#include "offline_cache/sync/centre_answer.h"

namespace linli::offline_cache {
namespace {

constexpr int kGone = 410;       // a tombstone, with the acceptance of the item
constexpr int kMostCommits = 3;  // in one attempt, each after parts that were missing

SendOutcome no_contact(CentreTrouble trouble) {
  switch (trouble) {
    case CentreTrouble::unreachable:
      return {SendResult::link_down, "the centre is out of reach", trouble, {}, {}};
    case CentreTrouble::not_trusted:
      return {SendResult::link_down, "the centre's certificate is not trusted", trouble, {}, {}};
    case CentreTrouble::misbehaving:
    case CentreTrouble::refused:
      return {SendResult::bad_answer, "the centre gave no whole answer", trouble, {}, {}};
  }
  return {SendResult::link_down, "", trouble, {}, {}};
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
  std::erase_if(missing, [&](int number) {
    return std::ranges::find(commit.parts, number, &protocol::PartDigest::number) ==
           commit.parts.end();
  });
  return missing;
}

}  // namespace

SendOutcome ItemSender::send(const LeasedItem& item, const std::stop_token& stop) {
  const protocol::Commit& commit = item.commit;
  std::vector<int> to_send = item.unsent_parts;
  for (int round = 0; round < kMostCommits; ++round) {
    if (auto failed = send_parts(commit.link.item, to_send, stop)) return std::move(*failed);
    const auto answer = transport_.send(commit_request(commit), stop);
    if (!answer) return no_contact(answer.error());
    to_send = missing_parts(*answer, commit);
    if (to_send.empty()) return judge_commit(*answer, commit.link);
    const bool noted = gate_([&](Store& store) { store.parts_missing(commit.link.item, to_send); });
    if (!noted) return {SendResult::store, "the store is closed", {}, {}, {}};
  }
  return {SendResult::bad_answer,
          "the centre keeps missing parts that it was sent",
          CentreTrouble::misbehaving,
          {},
          {}};
}

std::optional<SendOutcome> ItemSender::send_parts(const base::Uuid& item,
                                                  const std::vector<int>& numbers,
                                                  const std::stop_token& stop) {
  for (const int number : numbers) {
    if (auto failed = send_part(item, number, stop)) return failed;
  }
  return std::nullopt;
}

std::optional<SendOutcome> ItemSender::send_part(const base::Uuid& item, int number,
                                                 const std::stop_token& stop) {
  std::optional<Bytes> sealed;
  gate_([&](Store& store) { sealed = store.part(item, number); });
  if (!sealed) return SendOutcome{SendResult::store, "a part can't be read", {}, {}, {}};
  const auto answer = transport_.send(part_request(item, number, *sealed), stop);
  if (!answer) return no_contact(answer.error());
  if (kind_of(*answer) != AnswerKind::success) return judge_failure(*answer);
  bool noted = false;
  gate_([&](Store& store) { noted = store.part_sent(item, number); });
  if (!noted) return SendOutcome{SendResult::store, "the store failed", {}, {}, {}};
  return std::nullopt;
}

SendOutcome ItemSender::judge_commit(const CentreAnswer& answer,
                                     const protocol::ChainLink& link) const {
  // Only the signature counts, never the status: a captive portal can say 200.
  const bool may_prove = kind_of(answer) == AnswerKind::success || answer.status == kGone;
  const auto acceptance = may_prove ? protocol::acceptance_from_json(answer.body) : std::nullopt;
  if (acceptance && protocol::proves(*acceptance, link, centre_)) {
    return {SendResult::accepted, "", {}, {}, acceptance};
  }
  if (may_prove) {
    return {SendResult::bad_answer,
            "the centre's acceptance does not prove anything",
            CentreTrouble::misbehaving,
            {},
            {}};
  }
  return judge_failure(answer);
}

SendOutcome ItemSender::judge_failure(const CentreAnswer& answer) const {
  const auto after = retry_after(answer, longest_retry_after_);
  const auto problem = protocol::problem_from_json(answer.body);
  const std::string type = problem ? problem->type : "no problem details";
  switch (kind_of(answer)) {
    case AnswerKind::problem:
      return {SendResult::hopeless,
              fmt::format("{}: {} ({})", item_problem::kRefused, answer.status, type),
              CentreTrouble::refused,
              after,
              {}};
    case AnswerKind::later:
      return {SendResult::later,
              fmt::format("the centre asks to wait: {} ({})", answer.status, type),
              CentreTrouble::misbehaving,
              after,
              {}};
    case AnswerKind::success:
    case AnswerKind::nonsense:
      return {SendResult::bad_answer,
              fmt::format("the centre answered {} without sense", answer.status),
              CentreTrouble::misbehaving,
              after,
              {}};
  }
  return {};
}

}  // namespace linli::offline_cache
