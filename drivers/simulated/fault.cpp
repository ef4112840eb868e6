#include "drivers/simulated/fault.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "drivers/simulated/answer_table.h"

namespace linli::drivers::simulated {
namespace {

constexpr std::size_t kLengthLow = 6;  // index of LenL in a frame

void replace_with_garbage(Bytes& frame) {
  std::mt19937 random(static_cast<unsigned>(frame.size()));  // fixed, so that a fault is repeatable
  for (auto& byte : frame) byte = static_cast<std::uint8_t>(random());
}

void leave(Bytes&) {}

struct FaultRow {
  std::string_view name;
  FaultKind kind;
  void (*damage)(Bytes& frame);
};

constexpr std::array<FaultRow, 10> kFaults{{
    {"bad_checksum", FaultKind::bad_checksum, [](Bytes& f) { f.back() ^= 0xFF; }},
    {"garbage", FaultKind::garbage, replace_with_garbage},
    {"silence", FaultKind::silence, [](Bytes& f) { f.clear(); }},
    {"lost_byte", FaultKind::lost_byte,
     [](Bytes& f) { f.erase(f.begin() + static_cast<std::ptrdiff_t>(f.size() / 2)); }},
    {"inserted_byte", FaultKind::inserted_byte, [](Bytes& f) { f.insert(f.begin() + 1, 0x00); }},
    {"half_answer", FaultKind::half_answer, [](Bytes& f) { f.resize(f.size() / 2); }},
    {"wrong_length", FaultKind::wrong_length, [](Bytes& f) { ++f[kLengthLow]; }},
    {"sw3:", FaultKind::status, leave},
    {"slow", FaultKind::slow, leave},
    {"removed_during_read", FaultKind::removed_during_read, leave},
}};

template <class Number>
std::optional<Number> number_in(std::string_view text, int base) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The fault of that name alone.
std::optional<Fault> fault_named(std::string_view name) {
  for (const FaultRow& row : kFaults) {
    if (name == row.name && row.kind != FaultKind::status) return Fault{.kind = row.kind};
    if (row.kind != FaultKind::status || !name.starts_with(row.name)) continue;
    const auto sw3 = number_in<std::uint8_t>(name.substr(row.name.size()), 16);
    if (sw3) return Fault{.kind = row.kind, .sw3 = *sw3};
  }
  return std::nullopt;
}

}  // namespace

Expected<Fault, std::string> parse_fault(std::string_view text) {
  std::istringstream words{std::string(text)};
  std::string word;
  words >> word;
  auto fault = fault_named(word);
  if (!fault) return unexpected(fmt::format("no fault \"{}\"; there are {}", word, fault_names()));
  while (words >> word) {
    const auto count = number_in<int>(word, 10);
    if (count && *count >= 0) {
      fault->count = *count;
    } else if (is_command_name(word)) {
      fault->command = word;
    } else {
      return unexpected(fmt::format("\"{}\" is neither a count nor one of the commands {}", word,
                                    command_names()));
    }
  }
  return std::move(*fault);
}

Expected<std::vector<Fault>, std::string> parse_faults(std::string_view json) {
  const auto document = nlohmann::json::parse(json, nullptr, false);
  if (!document.is_array()) return unexpected(std::string("not a JSON list of texts"));
  std::vector<Fault> faults;
  for (const auto& item : document) {
    if (!item.is_string()) return unexpected(std::string("not a JSON list of texts"));
    auto fault = parse_fault(item.get<std::string>());
    if (!fault) return unexpected(fault.error());
    faults.push_back(std::move(*fault));
  }
  return faults;
}

std::string fault_names() {
  std::string names;
  for (const FaultRow& row : kFaults) {
    names += names.empty() ? "" : ", ";
    names += row.name;
    if (row.kind == FaultKind::status) names += "XX";
  }
  return names;
}

void damage(Bytes& frame, FaultKind kind) {
  const auto* row = std::ranges::find(kFaults, kind, &FaultRow::kind);
  row->damage(frame);
}

}  // namespace linli::drivers::simulated
