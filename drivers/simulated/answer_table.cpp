#include "drivers/simulated/answer_table.h"

#include <algorithm>
#include <array>

namespace linli::drivers::simulated {
namespace {

using namespace std::chrono_literals;
using samv::Status;

Reply done(ModuleState&) { return {Status::done}; }

Reply reset(ModuleState& state) {
  if (state.field != Field::empty) state.field = Field::card;
  return {Status::done};
}

/// The id of the project's vectors: 05.03-20250613-000000001-123456789.
Reply sam_id(ModuleState&) {
  return {Status::done,
          {0x05, 0x00, 0x03, 0x00, 0xF5, 0xFF, 0x34, 0x01, 0x01, 0x00, 0x00, 0x00, 0x15, 0xCD, 0x5B,
           0x07}};
}

Reply find(ModuleState& state) {
  if (state.field == Field::empty || (state.was_read && !state.finds_again)) {
    return {Status::no_card};
  }
  state.field = Field::found;
  return {Status::card_found, Bytes(4)};
}

Reply select(ModuleState& state) {
  if (state.field != Field::found && state.field != Field::selected) {
    return {Status::selecting_failed};
  }
  state.field = Field::selected;
  return {Status::done, Bytes(8)};
}

/// Some clients read straight after find, and modules let them.
bool may_read(const ModuleState& state) {
  return state.field == Field::found || state.field == Field::selected;
}

Reply read(ModuleState& state) {
  if (!may_read(state)) return {Status::reading_failed};
  state.was_read = true;
  return {Status::done, read_answer(state.card)};
}

Reply read_with_fingerprint(ModuleState& state) {
  Reply reply = read(state);
  constexpr std::ptrdiff_t kFingerprintLength = 4;  // behind the lengths of text and photo
  if (reply.status == Status::done)
    reply.data.insert(reply.data.begin() + kFingerprintLength, 2, 0);
  return reply;
}

Reply newest_address(ModuleState& state) {
  if (!may_read(state)) return {Status::reading_failed};
  if (state.card.newest_address.empty()) return {Status::item_empty};
  return {Status::done, newest_address_answer(state.card)};
}

constexpr std::array<AnswerRow, 15> kAnswerTable{{
    {"reset", 0x10, 0xFF, 500ms, reset},
    {"status", 0x11, 0xFF, 20ms, done},
    {"sam_id", 0x12, 0xFF, 50ms, sam_id},
    {"find", 0x20, 0x01, 300ms, find},
    {"select", 0x20, 0x02, 300ms, select},
    {"read", 0x30, 0x01, 1500ms, read},
    {"read", 0x30, 0x10, 1500ms, read_with_fingerprint},
    {"address", 0x30, 0x02, 300ms, newest_address},
    {"address", 0x30, 0x03, 300ms, newest_address},
    {"baud", 0x60, 0x00, 0ms, done},
    {"baud", 0x60, 0x01, 0ms, done},
    {"baud", 0x60, 0x02, 0ms, done},
    {"baud", 0x60, 0x03, 0ms, done},
    {"baud", 0x60, 0x04, 0ms, done},
    {"rf_frame", 0x61, 0xFF, 0ms, done},
}};

}  // namespace

const AnswerRow* answer_row(ByteView payload) {
  if (payload.size() < 2) return nullptr;
  const auto* row = std::ranges::find_if(kAnswerTable, [&](const AnswerRow& r) {
    return r.command == payload[0] && r.parameter == payload[1];
  });
  return row == kAnswerTable.end() ? nullptr : row;
}

bool is_command_name(std::string_view name) {
  return std::ranges::find(kAnswerTable, name, &AnswerRow::name) != kAnswerTable.end();
}

std::string command_names() {
  std::string names;
  std::string_view last;
  for (const AnswerRow& row : kAnswerTable) {
    if (row.name == last) continue;
    names += (names.empty() ? "" : ", ") + std::string(row.name);
    last = row.name;
  }
  return names;
}

}  // namespace linli::drivers::simulated
