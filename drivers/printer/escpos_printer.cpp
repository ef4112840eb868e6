#include "drivers/printer/escpos_printer.h"

#include <algorithm>
#include <cassert>

#include "drivers/printer/escpos.h"

namespace linli::drivers {
namespace {

constexpr int kBandRows = 128;  // 9 KB: less than the smallest buffer with room for questions

/// Of what was printed to its end, by the state that the printer is left in.
PrinterReport cut_off(const PrinterReport& state) {
  if (state || state.error() == PrintError::cutter_jammed) return state;
  return PaperLeft::little;  // nothing more can be printed
}

base::SteadyTime after(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

}  // namespace

PrinterReport EscPosPrinter::look(std::stop_token stop) {
  const bool was_open = line_ != nullptr;
  if (was_open) line_->discard_input();
  auto report = ask_all(stop);
  // It may have been unplugged and plugged in again since.
  const bool gone = !report && report.error() == PrintError::missing;
  if (was_open && gone) report = ask_all(stop);
  return holds_rest_ ? clear(report, stop) : report;
}

PrinterReport EscPosPrinter::ask_all(const std::stop_token& stop) {
  if (const auto opened = open(); !opened) return unexpected(opened.error());
  escpos::Status status;
  for (const escpos::Question question : escpos::kQuestions) {
    const auto answer = ask(question, stop);
    if (!answer) return unexpected(answer.error());
    escpos::note(status, question, *answer);
  }
  return escpos::report_of(status);
}

EscPosPrinter::Result<void> EscPosPrinter::open() {
  if (line_) return {};
  auto serial = SerialLine::open(options_.device, options_.baud);
  if (serial) {
    line_ = std::make_unique<SerialLine>(std::move(*serial));
    return {};
  }
  if (serial.error() != LineError::not_serial) return lost(serial.error());
  auto device = DeviceLine::open(options_.device);
  if (!device) return lost(device.error());
  line_ = std::make_unique<DeviceLine>(std::move(*device));
  return {};
}

EscPosPrinter::Result<std::uint8_t> EscPosPrinter::ask(escpos::Question question,
                                                       const std::stop_token& stop) {
  const auto waits = options_.answers_within + on_wire_;
  const auto sent = write(escpos::ask(question), options_.answers_within, stop);
  if (!sent) return unexpected(sent.error());
  const auto deadline = after(waits);
  while (std::chrono::steady_clock::now() < deadline) {  // of one that never stops talking
    const auto byte = read_byte(deadline, stop);
    if (!byte || escpos::is_answer(*byte)) return byte;
  }
  return unexpected(PrintError::silent);
}

EscPosPrinter::Result<std::uint8_t> EscPosPrinter::read_byte(base::SteadyTime deadline,
                                                             const std::stop_token& stop) {
  std::uint8_t byte = 0;
  const auto count = line_->read({&byte, 1}, deadline, stop);
  if (!count) return lost(count.error());
  done_ = done_ || escpos::is_done_answer(byte);
  return byte;
}

EscPosPrinter::Result<void> EscPosPrinter::write(ByteView bytes, std::chrono::milliseconds takes,
                                                 const std::stop_token& stop) {
  on_wire_ = line_->time_for(bytes.size());
  const auto written = line_->write(bytes, after(takes + on_wire_), stop);
  if (!written) return lost(written.error());
  return {};
}

PrinterReport EscPosPrinter::print(const DotPicture& picture, std::stop_token stop) {
  assert(picture.height <= kMostReceiptRows);
  if (const auto before = look(stop); !before) return before;
  holds_rest_ = true;
  const auto sent = send(picture, stop);
  const auto printed = sent ? wait_until_printed(stop) : PrinterReport(unexpected(sent.error()));
  if (printed) {
    holds_rest_ = false;
  } else if (!forget({})) {
    line_.reset();  // drops what is on its way there
  }
  return printed;
}

/// Band by band; one that went offline is sent nothing more.
EscPosPrinter::Result<void> EscPosPrinter::send(const DotPicture& picture,
                                                const std::stop_token& stop) {
  if (const auto begun = write(escpos::begin(), options_.takes_within, stop); !begun) return begun;
  for (int row = 0; row < picture.height; row += kBandRows) {
    const int count = std::min(kBandRows, picture.height - row);
    const auto taken = write(escpos::band(picture, row, count), options_.takes_within, stop);
    if (!taken) return taken;
    const auto answer = ask(escpos::Question::printer, stop);
    if (!answer) return unexpected(answer.error());
    escpos::Status status;
    escpos::note(status, escpos::Question::printer, *answer);
    if (!status.offline) continue;
    const auto why = ask_all(stop);
    if (!why) return unexpected(why.error());
  }
  Bytes end = escpos::cut();
  std::ranges::copy(escpos::ask_when_done(), std::back_inserter(end));
  done_ = false;
  return write(end, options_.takes_within, stop);
}

/// A printer that can't go on does not say that it is done, so it is asked between how it is.
PrinterReport EscPosPrinter::wait_until_printed(const std::stop_token& stop) {
  const auto deadline = after(options_.prints_within);
  while (std::chrono::steady_clock::now() < deadline) {
    const auto byte = done_ ? 0 : read_byte(after(options_.answers_within), stop);
    if (byte && !done_) continue;
    if (!byte && byte.error() != PrintError::silent) return unexpected(byte.error());
    const auto state = ask_all(stop);
    const bool only_slow = !state && state.error() == PrintError::silent;
    if (done_) return cut_off(state);
    if (!state && !only_slow) return state;
  }
  return unexpected(PrintError::silent);
}

/// Nobody else is to get what a person has left in there.
EscPosPrinter::Result<void> EscPosPrinter::forget(const std::stop_token& stop) {
  if (!line_) return unexpected(PrintError::missing);
  line_->discard_output();
  if (const auto sent = write(escpos::forget(), options_.answers_within, stop); !sent) return sent;
  const auto deadline = after(options_.answers_within + on_wire_);
  while (std::chrono::steady_clock::now() < deadline) {
    const auto byte = read_byte(deadline, stop);
    if (!byte) return unexpected(byte.error());
    if (*byte == escpos::kForgotten) return {};
  }
  return unexpected(PrintError::silent);
}

/// What is left of an earlier receipt is forgotten, and as soon as it can print, cut off: it is not
/// to hang before the next one.
PrinterReport EscPosPrinter::clear(const PrinterReport& report, const std::stop_token& stop) {
  const bool hears = report || report.error() != PrintError::missing;
  if (!hears || !line_) return report;
  if (const auto forgotten = forget(stop); !forgotten) {
    return report ? unexpected(forgotten.error()) : report;
  }
  if (!report) return report;
  if (const auto cut = write(escpos::cut(), options_.answers_within, stop); !cut) {
    return unexpected(cut.error());
  }
  holds_rest_ = false;
  return report;
}

Unexpected<PrintError> EscPosPrinter::lost(LineError error) {
  if (error != LineError::timed_out && error != LineError::stopped) line_.reset();
  switch (error) {
    case LineError::timed_out:
      return unexpected(PrintError::silent);
    case LineError::stopped:
      return unexpected(PrintError::stopped);
    case LineError::absent:
    case LineError::not_serial:
    case LineError::unplugged:
      return unexpected(PrintError::missing);
    case LineError::not_allowed:
    case LineError::busy:
      return unexpected(PrintError::not_allowed);
  }
  return unexpected(PrintError::missing);
}

std::string_view describe(const PrinterReport& report) {
  if (report) return *report == PaperLeft::enough ? "ready" : "ready, little paper left";
  switch (report.error()) {
    case PrintError::stopped:
      return "stopped";
    case PrintError::missing:
      return "not there";
    case PrintError::not_allowed:
      return "may not be opened, or another program has it";
    case PrintError::silent:
      return "does not answer";
    case PrintError::paper_out:
      return "out of paper";
    case PrintError::cover_open:
      return "its cover is open";
    case PrintError::cutter_jammed:
      return "its cutter is jammed";
    case PrintError::failing:
      return "reports a fault";
  }
  return {};
}

}  // namespace linli::drivers
