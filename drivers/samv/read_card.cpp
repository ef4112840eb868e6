#include "drivers/samv/read_card.h"

#include "drivers/samv/citizen_card.h"
#include "kiosk/base/worker.h"

namespace linli::drivers::samv {
namespace {

constexpr int kReadingsOfACard = 2;
constexpr std::chrono::milliseconds kFindInterval{200};

CardReadError card_error_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::unplugged:
    case Trouble::stopped:
    case Trouble::silent:
      return CardReadError::reader_silent;
    case Trouble::disturbed:
      return CardReadError::line_disturbed;
  }
  return CardReadError::reader_silent;
}

/// The data of a good answer, or why the card cannot be read.
Expected<Bytes, ReadFailure> ask_card(Module& module, const Command& command,
                                      const std::stop_token& stop) {
  auto answer = module.ask(command, stop);
  if (!answer) {
    return unexpected(
        ReadFailure{.error = card_error_of(answer.error()), .trouble = answer.error()});
  }
  if (answer->status != Status::done) {
    return unexpected(ReadFailure{.error = samv::card_error_of(answer->status)});
  }
  return std::move(answer->data);
}

/// 30 03, on old modules 30 02.
Expected<Answer, Trouble> ask_newest_address(Module& module, const std::stop_token& stop) {
  auto answer = module.ask(command::kNewestAddress, stop);
  const bool unknown_command = answer && (answer->status == Status::command_error ||
                                          answer->status == Status::not_permitted);
  if (!unknown_command) return answer;
  return module.ask(command::kNewestAddressOfOldModules, stop);
}

Expected<domain::IdCard, ReadFailure> select_and_read(Module& module, const std::stop_token& stop) {
  const auto selected = ask_card(module, command::kSelect, stop);
  if (!selected) return unexpected(selected.error());
  const auto data = ask_card(module, command::kRead, stop);
  if (!data) return unexpected(data.error());
  auto card = decode_citizen_card(*data);
  if (!card) return unexpected(ReadFailure{.error = card.error(), .module_has_read = true});
  // The card is good without its newest address; only a stop or a dead line ends it here.
  const auto newest = ask_newest_address(module, stop);
  if (newest && newest->status == Status::done) {
    card->newest_address = decode_newest_address(newest->data);
  }
  if (!newest && newest.error() == Trouble::stopped) {
    return unexpected(
        ReadFailure{.error = CardReadError::reader_silent, .trouble = Trouble::stopped});
  }
  return std::move(*card);
}

bool may_lie_badly(const ReadFailure& failure) {
  return !failure.trouble && (failure.error == CardReadError::not_readable ||
                              failure.error == CardReadError::removed_too_early);
}

OneShotError one_shot_error(Trouble trouble) {
  if (trouble == Trouble::unplugged) return LineError::unplugged;
  if (trouble == Trouble::stopped) return LineError::stopped;
  return card_error_of(trouble);
}

std::string_view text_of_error(LineError error) {
  switch (error) {
    case LineError::absent:
      return "there is no such device; is the reader plugged in?";
    case LineError::not_allowed:
      return "this user may not open the device";
    case LineError::busy:
      return "another program uses the device";
    case LineError::not_serial:
      return "the device is not a serial line, or does not take this baud rate";
    case LineError::unplugged:
      return "the reader was unplugged";
    case LineError::timed_out:
      return "the reader does not take commands";
    case LineError::stopped:
      return "stopped";
  }
  return {};
}

std::string_view text_of_error(CardReadError error) {
  switch (error) {
    case CardReadError::removed_too_early:
      return "the card was taken away too early; leave it on the reader";
    case CardReadError::not_readable:
      return "the card cannot be read; lay it flat on the reader and try again";
    case CardReadError::line_disturbed:
      return "the line to the reader is disturbed; check cable and baud rate";
    case CardReadError::reader_silent:
      return "the reader does not answer; check cable and baud rate";
    case CardReadError::unknown_card_type:
      return "this is not a citizen's ID card";
    case CardReadError::invalid_content:
      return "the card's content is not valid";
    case CardReadError::reader_not_allowed:
      return "the reader's security module refuses to work; ask its maker";
  }
  return {};
}

std::string_view text_of_error(NoCard) { return "no card was laid on the reader in time"; }

}  // namespace

Expected<domain::IdCard, ReadFailure> read_found_card(Module& module, const std::stop_token& stop) {
  for (int reading = 1;; ++reading) {
    auto card = select_and_read(module, stop);
    if (card || !may_lie_badly(card.error())) return card;
    const auto found = module.ask(command::kFind, stop);
    if (!found) {
      return unexpected(
          ReadFailure{.error = card_error_of(found.error()), .trouble = found.error()});
    }
    if (found->status != Status::card_found) {
      return unexpected(ReadFailure{.error = CardReadError::removed_too_early});
    }
    if (reading == kReadingsOfACard) {
      return unexpected(ReadFailure{.error = CardReadError::not_readable});
    }
  }
}

Expected<bool, Trouble> selected_card_is_there(Module& module, const std::stop_token& stop) {
  const auto answer = ask_newest_address(module, stop);
  if (!answer) return unexpected(answer.error());
  return answer->status == Status::done || answer->status == Status::item_empty;
}

std::string describe(const OneShotError& error) {
  return std::visit([](const auto& reason) { return std::string(text_of_error(reason)); }, error);
}

Expected<domain::IdCard, OneShotError> read_one_card(const std::filesystem::path& path, int baud,
                                                     std::chrono::milliseconds timeout,
                                                     const std::stop_token& stop) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  auto line = SerialLine::open(path, baud);
  if (!line) return unexpected(OneShotError(line.error()));
  Module module(std::move(*line));
  while (true) {
    const auto found = module.ask(command::kFind, stop);
    if (!found) return unexpected(one_shot_error(found.error()));
    if (found->status == Status::card_found) break;
    if (found->status != Status::no_card && found->status != Status::no_card_yet) {
      return unexpected(OneShotError(samv::card_error_of(found->status)));
    }
    if (std::chrono::steady_clock::now() >= deadline) return unexpected(OneShotError(NoCard{}));
    if (!base::sleep_unless_stopped(stop, kFindInterval)) {
      return unexpected(OneShotError(LineError::stopped));
    }
  }
  auto card = read_found_card(module, stop);
  if (card) return std::move(*card);
  const ReadFailure& failure = card.error();
  return unexpected(failure.trouble ? one_shot_error(*failure.trouble)
                                    : OneShotError(failure.error));
}

Expected<ReaderReport, OneShotError> inspect_reader(const std::filesystem::path& path, int baud,
                                                    const std::stop_token& stop) {
  auto line = SerialLine::open(path, baud);
  if (!line) return unexpected(OneShotError(line.error()));
  Module module(std::move(*line));
  const auto status = module.ask(command::kStatus, stop);
  if (!status) return unexpected(one_shot_error(status.error()));
  const auto id = module.ask(command::kSamId, stop);
  if (!id) return unexpected(one_shot_error(id.error()));
  const auto text = id->status == Status::done ? sam_id_text(id->data) : std::nullopt;
  return ReaderReport{.status = status->status, .sam_id = text.value_or("")};
}

}  // namespace linli::drivers::samv
