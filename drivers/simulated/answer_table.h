#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "drivers/samv/status.h"
#include "drivers/simulated/simulated_card.h"

namespace linli::drivers::simulated {

/// How far the module has come with the card in its field.
enum class Field { empty, card, found, selected };

/// The state of a SAM-V module; what answers are made of.
struct ModuleState {
  Field field = Field::empty;
  Card card;
  bool was_read = false;     // most modules refuse to find such a card again …
  bool finds_again = false;  // … and some do not
};

/// An answer as the module means it, before any fault of the wire.
struct Reply {
  samv::Status status{};
  Bytes data{};
};

/// A command the module knows.
struct AnswerRow {
  std::string_view name;  // for faults: find, select, read, …
  std::uint8_t command;
  std::uint8_t parameter;
  std::chrono::milliseconds thinking;  // of a real module
  Reply (*answer)(ModuleState& state);
};

/// Empty for a command the module does not know.
const AnswerRow* answer_row(ByteView payload);

bool is_command_name(std::string_view name);
std::string command_names();

}  // namespace linli::drivers::simulated
