#pragma once
#include <optional>

#include "drivers/api/receipt_printer.h"

/// The few commands of ESC/POS that a receipt needs, by Epson's reference of its commands; makers
/// of other printers keep to these. Pure functions.
namespace linli::drivers::escpos {

/// What a printer is asked in real time (DLE EOT n): it answers one byte at once, also while it
/// can't print.
enum class Question : std::uint8_t { printer = 1, offline = 2, error = 3, paper = 4 };
inline constexpr Question kQuestions[] = {Question::printer, Question::offline, Question::error,
                                          Question::paper};
Bytes ask(Question question);

/// Of the bytes that come, an answer to such a question (bits 0, 1, 4 and 7 are fixed).
bool is_answer(std::uint8_t byte);

/// What the answers say of the printer.
struct Status {
  bool offline = false;  // does not print at the moment
  bool cover_open = false;
  bool paper_out = false;
  bool paper_low = false;
  bool cutter_jammed = false;
  bool failing = false;
};
void note(Status& status, Question question, std::uint8_t answer);
/// The most telling first. Offline without a reason is failing.
PrinterReport report_of(const Status& status);

/// Resets the settings (ESC @), and has it say nothing unasked (GS a 0): some are set to tell every
/// change of state, in bytes that look like is_done_answer().
Bytes begin();
/// `count` rows from `first` on as a raster picture (GS v 0). A pair of bytes that a printer would
/// take for a question within the picture gets one more black dot beside a black one.
Bytes band(const DotPicture& picture, int first, int count);
/// Feeds the last rows past the knife and cuts (GS V 66).
Bytes cut();

/// Asks for a byte once everything before has been done (GS r 1), unlike ask().
Bytes ask_when_done();
bool is_done_answer(std::uint8_t byte);

/// Drops all that it has taken and not printed (DLE DC4 8), also while it can't print. The answer
/// is three bytes, this one first.
Bytes forget();
inline constexpr std::uint8_t kForgotten = 0x37;

}  // namespace linli::drivers::escpos
