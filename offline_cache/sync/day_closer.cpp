#include "offline_cache/sync/day_closer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "kiosk/base/log.h"
#include "offline_cache/sync/centre_answer.h"

namespace linli::offline_cache {
namespace {

using protocol::DayClose;
using protocol::DayCloseDifference;

CloseError close_error(CentreTrouble trouble) {
  switch (trouble) {
    case CentreTrouble::unreachable:
      return CloseError::unreachable;
    case CentreTrouble::not_trusted:
      return CloseError::not_trusted;
    case CentreTrouble::misbehaving:
    case CentreTrouble::refused:
      return CloseError::misbehaving;
  }
  return CloseError::misbehaving;
}

/// What a centre that was asked for this range can say of it.
bool speaks_of(const DayClose& close, const DayCloseDifference& difference) {
  const auto named = [&close](std::uint64_t sequence) { return names(close, sequence); };
  const auto& differs = difference.differs_from;
  const bool says_something =
      !difference.missing.empty() || !difference.unknown.empty() || differs.has_value();
  return says_something && std::ranges::all_of(difference.missing, named) &&
         difference.there <= count_of(close) &&
         (!differs || (*differs >= close.first_sequence && *differs <= close.last_sequence));
}

/// A repair mends at most a thousand items; more than this many in a row mend nothing.
constexpr int kMostComparisons = 20;

}  // namespace

Expected<Reconciliation, CloseError> DayCloser::close(SyncLine& line, const std::stop_token& stop) {
  auto books = settled_books(line, stop);
  if (!books) return unexpected(books.error());
  if (books->empty()) return nothing_open();
  Reconciliation total{.result = Reconciliation::Result::agreed,
                       .day = base::hall_time(clock_.now()).date};
  while (true) {
    if (auto done = settle_all(line, *books, total, stop); !done) return unexpected(done.error());
    const bool more = std::ranges::any_of(*books, &OpenBooks::more);
    if (!more || total.result == Reconciliation::Result::disputed) break;
    books = settled_books(line, stop);
    if (!books) return unexpected(books.error());
  }
  total.compared_at = clock_.now();
  bool kept = false;
  gate_([&](Store& store) { kept = store.keep_reconciliation(total); });
  if (!kept) return unexpected(CloseError::store_failed);
  return total;
}

DayCloser::Result<void> DayCloser::settle_all(SyncLine& line, const std::vector<OpenBooks>& books,
                                              Reconciliation& total, const std::stop_token& stop) {
  for (const OpenBooks& open : books) {
    if (auto done = settle(line, open.close, total, stop); !done) return done;
  }
  return {};
}

DayCloser::Result<std::vector<OpenBooks>> DayCloser::settled_books(SyncLine& line,
                                                                   const std::stop_token& stop) {
  std::optional<QueueCounts> counts;
  gate_([&](Store& store) { counts = store.counts(); });
  if (!counts) return unexpected(CloseError::store_failed);
  SyncReport report;
  if (counts->waiting > 0) report = line.engine.sync_once(stop);
  std::optional<std::vector<OpenBooks>> books;
  gate_([&](Store& store) { books = store.open_books(); });
  if (!books) return unexpected(CloseError::store_failed);
  const bool settled = std::ranges::all_of(*books, [](const auto& b) { return b.unsettled == 0; });
  if (settled) return std::move(*books);
  const bool no_line =
      report.trouble == CentreTrouble::unreachable || report.trouble == CentreTrouble::not_trusted;
  return unexpected(no_line ? close_error(*report.trouble) : CloseError::waiting);
}

DayCloser::Result<void> DayCloser::settle(SyncLine& line, DayClose close, Reconciliation& total,
                                          const std::stop_token& stop) {
  std::vector<std::uint64_t> missing_before;
  for (int comparison = 1;; ++comparison) {
    close.day = total.day;
    const auto difference = compare(line, close, stop);
    if (!difference) return unexpected(difference.error());
    const bool stuck = comparison == kMostComparisons ||
                       (*difference && comparison > 1 && (*difference)->missing == missing_before);
    if (!*difference || stuck) return add(close, *difference, total);
    missing_before = (*difference)->missing;
    const auto repaired = repair(line, close, **difference, stop);
    if (!repaired) return unexpected(repaired.error());
    if (!*repaired) return add(close, *difference, total);
    // What was repaired waits to be sent, or is no longer left out.
    const auto books = settled_books(line, stop);
    if (!books) return unexpected(books.error());
    const auto same = std::ranges::find(
        *books, close.incarnation, [](const OpenBooks& open) { return open.close.incarnation; });
    if (same == books->end()) return {};
    close = same->close;
  }
}

DayCloser::Result<std::optional<DayCloseDifference>> DayCloser::compare(
    SyncLine& line, const DayClose& close, const std::stop_token& stop) {
  auto answer = ask(line, {close, {}}, stop);
  if (!answer) return unexpected(answer.error());
  const auto* told = std::get_if<DayCloseDifference>(&*answer);
  if (told != nullptr && told->differs_from) {
    std::optional<std::vector<protocol::ChainMark>> marks;
    gate_([&](Store& store) { marks = store.chain_marks(close); });
    if (!marks) return unexpected(CloseError::store_failed);
    answer = ask(line, {close, std::move(*marks)}, stop);
    if (!answer) return unexpected(answer.error());
    told = std::get_if<DayCloseDifference>(&*answer);
  }
  if (told != nullptr && !speaks_of(close, *told)) return unexpected(CloseError::misbehaving);
  if (told != nullptr) return std::optional(*told);
  const auto& agreed = std::get<protocol::AgreedDayClose>(*answer);
  if (!protocol::proves(agreed, close, line.centre)) return unexpected(CloseError::misbehaving);
  bool stored = false;
  gate_([&](Store& store) { stored = store.close_books(agreed); });
  if (!stored) return unexpected(CloseError::store_failed);
  return std::optional<DayCloseDifference>();
}

DayCloser::Result<protocol::DayCloseAnswer> DayCloser::ask(SyncLine& line,
                                                           const protocol::DayCloseRequest& request,
                                                           const std::stop_token& stop) {
  const auto answer = line.transport.send({.method = HttpMethod::post,
                                           .path = "/v1/day-closes",
                                           .content_type = "application/json",
                                           .body = protocol::to_json(request),
                                           .headers = {}},
                                          stop);
  if (!answer) return unexpected(close_error(answer.error()));
  if (const auto trouble = trouble_of(*answer)) return unexpected(close_error(*trouble));
  auto said = protocol::day_close_answer_from_json(answer->body);
  if (!said) return unexpected(CloseError::misbehaving);
  return std::move(*said);
}

DayCloser::Result<bool> DayCloser::repair(SyncLine& line, const DayClose& close,
                                          const DayCloseDifference& difference,
                                          const std::stop_token& stop) {
  bool repaired = false;
  if (!difference.missing.empty()) {
    std::optional<std::size_t> sent;
    gate_([&](Store& store) { sent = store.send_again(close.incarnation, difference.missing); });
    if (!sent) return unexpected(CloseError::store_failed);
    log(base::LogLevel::warning, "day close: {} items are sent again", *sent);
    repaired = *sent > 0;
  }
  for (const protocol::HeldItem& held : difference.unknown) {
    std::optional<protocol::ChainLink> link;
    const auto item = item_here(held.item);
    if (!item) return unexpected(item.error());
    if (!*item || (*item)->state == ItemState::accepted) continue;
    gate_([&](Store& store) { link = store.chain_link(held.item); });
    if (!link) return unexpected(CloseError::store_failed);
    const auto fetched = fetch_acceptance(line, *link, stop);
    if (!fetched) return fetched;
    repaired = repaired || *fetched;
  }
  return repaired;
}

DayCloser::Result<bool> DayCloser::fetch_acceptance(SyncLine& line, const protocol::ChainLink& link,
                                                    const std::stop_token& stop) {
  const auto answer =
      line.transport.send({.method = HttpMethod::get,
                           .path = fmt::format("/v1/submissions/{}/acceptance", link.item.text())},
                          stop);
  if (!answer) return unexpected(close_error(answer.error()));
  const AnswerKind kind = kind_of(*answer);
  if (kind == AnswerKind::problem) return false;
  const auto acceptance =
      kind == AnswerKind::success ? protocol::acceptance_from_json(answer->body) : std::nullopt;
  if (!acceptance || !protocol::proves(*acceptance, acceptance->link, line.centre)) {
    return unexpected(CloseError::misbehaving);
  }
  if (!protocol::proves(*acceptance, link, line.centre)) return false;
  bool stored = false;
  gate_([&](Store& store) { stored = store.acknowledge(*acceptance); });
  if (!stored) return unexpected(CloseError::store_failed);
  return true;
}

DayCloser::Result<void> DayCloser::add(const DayClose& close,
                                       const std::optional<DayCloseDifference>& difference,
                                       Reconciliation& total) {
  total.here += static_cast<int>(count_of(close));
  total.there += static_cast<int>(difference ? difference->there : count_of(close));
  total.check_code = protocol::check_code_of(close.chain_head);
  if (!difference) return {};
  total.result = Reconciliation::Result::disputed;
  return add_names(close, *difference, total);
}

DayCloser::Result<void> DayCloser::add_names(const DayClose& close,
                                             const DayCloseDifference& difference,
                                             Reconciliation& total) {
  const bool told = gate_([&](Store& store) {
    const auto receipt = [&](std::uint64_t sequence) {
      return store.receipt_at(close.incarnation, sequence).value_or(std::to_string(sequence));
    };
    std::ranges::transform(difference.missing, std::back_inserter(total.missing_there), receipt);
    if (difference.differs_from) total.differs.push_back(receipt(*difference.differs_from));
  });
  if (!told) return unexpected(CloseError::store_failed);
  for (const protocol::HeldItem& held : difference.unknown) {
    const auto item = item_here(held.item);
    if (!item) return unexpected(item.error());
    if (*item) {
      total.differs.push_back((*item)->receipt_number);
    } else {
      total.unknown_here.push_back(held.item.text());
    }
  }
  return {};
}

DayCloser::Result<std::optional<QueueItem>> DayCloser::item_here(const base::Uuid& item) {
  std::optional<QueueItem> found;
  if (!gate_([&](Store& store) { found = store.find(item); })) {
    return unexpected(CloseError::store_failed);
  }
  return found;
}

DayCloser::Result<Reconciliation> DayCloser::nothing_open() {
  std::optional<Reconciliation> last;
  if (!gate_([&](Store& store) { last = store.last_reconciliation(); })) {
    return unexpected(CloseError::store_failed);
  }
  if (last && last->result == Reconciliation::Result::agreed) return std::move(*last);
  const base::WallTime now = clock_.now();
  return Reconciliation{.result = Reconciliation::Result::agreed,
                        .day = base::hall_time(now).date,
                        .check_code = protocol::check_code_of({}),
                        .compared_at = now};
}

}  // namespace linli::offline_cache
