#pragma once
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>

#include "drivers/api/id_card_reader.h"
#include "drivers/samv/module.h"

namespace linli::drivers::samv {

/// Why a card that was found could not be read; `trouble` where it was the line.
struct ReadFailure {
  CardReadError error{};
  std::optional<Trouble> trouble{};
  bool module_has_read = false;  // the chip was read, but its content is of no use
};

/// Selects and reads the card that find has just found, with its newest address.
/// A failing chip is tried once more while it can still be found.
Expected<domain::IdCard, ReadFailure> read_found_card(Module& module, const std::stop_token& stop);

/// Whether the card that was read still lies there: 30 03 on the selected card
/// answers 90 or 91 (on old modules 30 02).
Expected<bool, Trouble> selected_card_is_there(Module& module, const std::stop_token& stop);

struct NoCard {};
/// What linlictl says instead of a card.
using OneShotError = std::variant<LineError, CardReadError, NoCard>;

/// One sentence in English for a terminal: what is wrong, and what to do.
std::string describe(const OneShotError& error);

/// Opens the reader, waits at most `timeout` for a card and reads it.
Expected<domain::IdCard, OneShotError> read_one_card(const std::filesystem::path& path, int baud,
                                                     std::chrono::milliseconds timeout,
                                                     const std::stop_token& stop);

struct ReaderReport {
  Status status{};
  std::string sam_id;  // empty if the module does not tell
};

/// Opens the reader and asks for its status and id.
Expected<ReaderReport, OneShotError> inspect_reader(const std::filesystem::path& path, int baud,
                                                    const std::stop_token& stop);

}  // namespace linli::drivers::samv
