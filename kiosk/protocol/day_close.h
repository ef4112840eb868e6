#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/crypto/signature.h"
#include "kiosk/protocol/chain.h"

/// POST /v1/day-closes, as in centre/api/openapi.yaml: terminal and centre
/// compare what they hold of a range of the terminal's chain. Parsers bound and
/// check everything and answer empty for what does not fit.
namespace linli::protocol {

/// Of each list that a request or an answer carries.
inline constexpr std::size_t kMostDayCloseNames = 1000;
/// Sequences in one range.
inline constexpr std::uint64_t kMostDayCloseRange = 10'000'000;
inline constexpr std::size_t kMaxDayCloseBytes = 256 * 1024;

/// The terminal's books: it says that the centre holds every item of
/// [first_sequence, last_sequence] but those in `without`.
struct DayClose {
  std::string terminal;
  base::Uuid incarnation;
  std::uint64_t first_sequence = 0;  // from 1
  std::uint64_t last_sequence = 0;
  std::vector<std::uint64_t> without;  // ascending: set aside, or not in the terminal's store
  crypto::Digest chain_head{};         // hash of the link at head_sequence(); zeros for none
  std::chrono::year_month_day day;     // the hall's, on which the range is closed

  bool operator==(const DayClose&) const = default;
};

/// How many items the range names.
std::uint64_t count_of(const DayClose& close);
/// The highest sequence of the range that it names; 0 for none.
std::uint64_t head_sequence(const DayClose& close);

/// True if the range names the item of this sequence.
bool names(const DayClose& close, std::uint64_t sequence);

/// One link of the terminal's chain by its hash.
struct ChainMark {
  std::uint64_t sequence = 0;
  crypto::Digest hash{};
  bool operator==(const ChainMark&) const = default;
};

/// Marks are sent only after the heads differed, so that the centre can name
/// the first sequence that does; ascending, at most kMostDayCloseNames.
struct DayCloseRequest {
  DayClose close;
  std::vector<ChainMark> marks;
};

/// The centre's word that it holds exactly what the terminal named.
struct AgreedDayClose {
  DayClose close;
  base::WallTime agreed_at{};
  crypto::Signature signature{};
};

/// What is signed: the line "linli-day-close-v1", then a line "name: value" each
/// for terminal, incarnation, first_sequence, last_sequence, count, without (the
/// sequences joined by commas), chain_head, day (2026-11-22), agreed_at (RFC
/// 3339), every line ended by LF.
std::string statement_of(const AgreedDayClose& agreed);
AgreedDayClose agree(const DayClose& close, base::WallTime agreed_at,
                     const crypto::SigningKey& centre);
/// True only if the signature holds and it speaks of exactly this close.
bool proves(const AgreedDayClose& agreed, const DayClose& close,
            const crypto::PublicKeyBytes& centre);

/// An item at the centre that the terminal did not name.
struct HeldItem {
  base::Uuid item;
  std::uint64_t sequence = 0;
  bool operator==(const HeldItem&) const = default;
};

/// How the centre's books differ. Lists hold the lowest sequences, at most
/// kMostDayCloseNames each; `more_…` says that there are others.
struct DayCloseDifference {
  std::uint64_t there = 0;             // named items that the centre holds
  std::vector<std::uint64_t> missing;  // named, but not at the centre
  bool more_missing = false;
  std::vector<HeldItem> unknown;  // at the centre, but not named: also past the range's end
  bool more_unknown = false;
  /// The first sequence known to have another hash at the centre; empty: none.
  std::optional<std::uint64_t> differs_from;
};

using DayCloseAnswer = std::variant<AgreedDayClose, DayCloseDifference>;

std::string to_json(const DayCloseRequest& request);
std::optional<DayCloseRequest> day_close_request_from_json(std::string_view text);
std::string to_json(const DayCloseAnswer& answer);
std::optional<DayCloseAnswer> day_close_answer_from_json(std::string_view text);

/// What people compare: the first four bytes of the chain head, 7F3A-91C2.
std::string check_code_of(const crypto::Digest& chain_head);

/// Sequences joined by commas, as the signed statement has them.
std::string sequences_text(const std::vector<std::uint64_t>& sequences);
/// Empty unless the text is that, ascending, and not over kMostDayCloseNames.
std::optional<std::vector<std::uint64_t>> sequences_from(std::string_view text);

}  // namespace linli::protocol
