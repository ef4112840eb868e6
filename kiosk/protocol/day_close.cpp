#include "kiosk/protocol/day_close.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "kiosk/base/day.h"

namespace linli::protocol {

std::uint64_t count_of(const DayClose& close) {
  return close.last_sequence - close.first_sequence + 1 - close.without.size();
}

std::uint64_t head_sequence(const DayClose& close) {
  std::uint64_t head = close.last_sequence;
  for (auto gap = close.without.rbegin(); gap != close.without.rend() && *gap == head; ++gap) {
    --head;
  }
  return head >= close.first_sequence ? head : 0;
}

bool names(const DayClose& close, std::uint64_t sequence) {
  return sequence >= close.first_sequence && sequence <= close.last_sequence &&
         !std::ranges::binary_search(close.without, sequence);
}

std::string statement_of(const AgreedDayClose& agreed) {
  const DayClose& close = agreed.close;
  return fmt::format(
      "linli-day-close-v1\n"
      "terminal: {}\n"
      "incarnation: {}\n"
      "first_sequence: {}\n"
      "last_sequence: {}\n"
      "count: {}\n"
      "without: {}\n"
      "chain_head: {}\n"
      "day: {}\n"
      "agreed_at: {}\n",
      close.terminal, close.incarnation.text(), close.first_sequence, close.last_sequence,
      count_of(close), sequences_text(close.without), crypto::to_hex(close.chain_head),
      base::day_text(close.day), base::format_rfc3339(agreed.agreed_at));
}

AgreedDayClose agree(const DayClose& close, base::WallTime agreed_at,
                     const crypto::SigningKey& centre) {
  AgreedDayClose agreed{close, agreed_at, {}};
  agreed.signature = centre.sign(bytes_of(statement_of(agreed)));
  return agreed;
}

bool proves(const AgreedDayClose& agreed, const DayClose& close,
            const crypto::PublicKeyBytes& centre) {
  return agreed.close == close &&
         crypto::verify(centre, bytes_of(statement_of(agreed)), agreed.signature);
}

std::string check_code_of(const crypto::Digest& head) {
  return fmt::format("{:02X}{:02X}-{:02X}{:02X}", head[0], head[1], head[2], head[3]);
}

std::string sequences_text(const std::vector<std::uint64_t>& sequences) {
  return fmt::format("{}", fmt::join(sequences, ","));
}

std::optional<std::vector<std::uint64_t>> sequences_from(std::string_view text) {
  std::vector<std::uint64_t> sequences;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    std::uint64_t sequence = 0;
    const auto [next, error] = std::from_chars(at, end, sequence);
    const bool follows = sequences.empty() ? sequence > 0 : sequence > sequences.back();
    if (error != std::errc{} || !follows || sequences.size() == kMostDayCloseNames) {
      return std::nullopt;
    }
    sequences.push_back(sequence);
    at = next;
    if (at == end) break;
    if (*at != ',' || ++at == end) return std::nullopt;
  }
  return sequences;
}

}  // namespace linli::protocol
