#include "offline_cache/store/day_rows.h"

#include <algorithm>
#include <array>

#include "kiosk/base/day.h"
#include "kiosk/database/query.h"
#include "kiosk/protocol/day_close.h"
#include "offline_cache/store/item_problem.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using database::Database;
using database::Error;
using database::Statement;

constexpr std::array<std::string_view, 4> kReasons = {"handed_in_on_paper", "duplicate",
                                                      "withdrawn", "technical"};
constexpr std::array<std::string_view, 5> kCloseErrors = {"unreachable", "not_trusted",
                                                          "misbehaving", "waiting", "store_failed"};

/// In the order of the enumerators.
template <class Enum, std::size_t kCount>
std::optional<Enum> named(const std::array<std::string_view, kCount>& names,
                          std::string_view name) {
  const auto* const found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

struct TroubleRow {
  std::string_view part;  // of the item's problem
  ItemTrouble trouble;
};
constexpr TroubleRow kTroubles[] = {{item_problem::kContentDamaged, ItemTrouble::damaged},
                                    {item_problem::kPartDamaged, ItemTrouble::damaged},
                                    {item_problem::kLinkDamaged, ItemTrouble::damaged},
                                    {item_problem::kOtherTerminal, ItemTrouble::other_terminal},
                                    {item_problem::kRefused, ItemTrouble::refused}};

Expected<void, Error> add_names(Database& database, Reconciliation& last) {
  const std::pair<std::string_view, std::vector<std::string>*> lists[] = {
      {"missing_there", &last.missing_there},
      {"differs", &last.differs},
      {"unknown_here", &last.unknown_here}};
  for (const auto& [kind, list] : lists) {
    auto names = query::rows(
        database, [](const Statement& row) { return row.text(0); },
        "SELECT name FROM reconciliation_name WHERE kind = ? ORDER BY name", kind);
    if (!names) return unexpected(names.error());
    *list = std::move(*names);
  }
  return {};
}

Reconciliation read_reconciliation(const Statement& row) {
  using Result = Reconciliation::Result;
  return {.result = row.text(0) == "agreed" ? Result::agreed : Result::disputed,
          .day = base::day_from(row.text(1)).value_or(std::chrono::year_month_day{}),
          .here = static_cast<int>(row.integer(2)),
          .there = static_cast<int>(row.integer(3)),
          .check_code = row.text(4),
          .missing_there = {},
          .differs = {},
          .unknown_here = {},
          .compared_at = query::time(row, 5)};
}

}  // namespace

ItemTrouble trouble_of(ItemState state, std::string_view problem, std::string_view named) {
  if (state == ItemState::accepted) {
    if (named == "missing_there") return ItemTrouble::unknown_there;
    return named == "differs" ? ItemTrouble::differs : ItemTrouble::none;
  }
  if (state == ItemState::refused) return ItemTrouble::refused;
  if (state != ItemState::quarantined) return ItemTrouble::none;
  for (const auto& [part, trouble] : kTroubles) {
    if (problem.find(part) != std::string_view::npos) return trouble;
  }
  return ItemTrouble::other;
}

Expected<std::optional<Reconciliation>, Error> find_reconciliation(Database& database) {
  auto found = query::row(database, read_reconciliation,
                          "SELECT result, day, here, there, check_code, compared_at"
                          " FROM reconciliation");
  if (!found || !*found) return found;
  if (const auto named = add_names(database, **found); !named) return unexpected(named.error());
  return found;
}

std::string_view name_of(SetAsideReason reason) {
  return kReasons.at(static_cast<std::size_t>(reason));
}

std::optional<SetAsideReason> set_aside_reason_from(std::string_view name) {
  return named<SetAsideReason>(kReasons, name);
}

std::string_view name_of(CloseError error) {
  return kCloseErrors.at(static_cast<std::size_t>(error));
}

std::optional<CloseError> close_error_from(std::string_view name) {
  return named<CloseError>(kCloseErrors, name);
}

}  // namespace linli::offline_cache
