#include "drivers/simulated/printer_mechanism.h"

#include <algorithm>
#include <array>
#include <utility>

namespace linli::drivers::simulated {
namespace {

struct FaultName {
  std::string_view name;
  PrinterFault fault;
};
constexpr std::array<FaultName, 7> kFaults{{
    {"paper_low", PrinterFault::paper_low},
    {"paper_out", PrinterFault::paper_out},
    {"cover_open", PrinterFault::cover_open},
    {"cutter_jammed", PrinterFault::cutter_jammed},
    {"too_hot", PrinterFault::too_hot},
    {"silent", PrinterFault::silent},
    {"busy", PrinterFault::busy},
}};

constexpr std::uint8_t kDle = 0x10;
constexpr std::array<std::uint8_t, 2> kAsk{kDle, 0x04};  // and the question
constexpr std::array<std::uint8_t, 10> kForget{kDle, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
constexpr std::size_t kAskSize = 3;
constexpr std::size_t kRasterHead = 8;

bool begins(ByteView whole, ByteView part) {
  return part.size() <= whole.size() && std::ranges::equal(part, whole.first(part.size()));
}

}  // namespace

std::optional<PrinterFault> printer_fault(std::string_view name) {
  const auto* found = std::ranges::find(kFaults, name, &FaultName::name);
  if (found == kFaults.end()) return std::nullopt;
  return found->fault;
}

std::string printer_fault_names() {
  std::string names;
  for (const FaultName& row : kFaults) names.append(names.empty() ? "" : ", ").append(row.name);
  return names;
}

Bytes PrinterMechanism::take(ByteView bytes) {
  answers_.clear();
  if (has(PrinterFault::silent)) return {};
  for (const std::uint8_t byte : bytes) {
    kept_.push_back(byte);
    hear(byte);
  }
  work();
  return answers_;
}

void PrinterMechanism::mend() {
  const bool hands_inside = has(PrinterFault::paper_out) || has(PrinterFault::cover_open);
  if (hands_inside || cutter_stuck_) strip_ = {};
  faults_.clear();
  cutter_stuck_ = false;
  rows_left_ = kEndless;
  cool_rows_left_ = kEndless;
  work();
}

bool PrinterMechanism::can_print() const {
  return !has(PrinterFault::paper_out) && !has(PrinterFault::cover_open) &&
         !has(PrinterFault::too_hot) && !cutter_stuck_;
}

/// Looks for real-time commands in all that comes.
void PrinterMechanism::hear(std::uint8_t byte) {
  heard_.push_back(byte);
  const bool asks = heard_.size() <= kAskSize &&
                    begins(kAsk, ByteView(heard_).first(std::min(heard_.size(), kAsk.size())));
  if (asks || begins(kForget, heard_)) return obey_real_time();
  heard_.assign(byte == kDle ? 1 : 0, kDle);
}

void PrinterMechanism::obey_real_time() {
  if (heard_.size() == kForget.size()) {
    kept_.clear();
    answers_.insert(answers_.end(), {0x37, 0x25, 0x00});
  } else if (heard_.size() == kAskSize && heard_[1] == kAsk[1]) {
    answers_.push_back(answer_to(heard_[2]));
  } else {
    return;  // the rest is still to come
  }
  heard_.clear();
}

std::uint8_t PrinterMechanism::answer_to(std::uint8_t question) const {
  int answer = 0x12;
  const auto say = [&](bool so, int bits) { answer |= so ? bits : 0; };
  const bool out = has(PrinterFault::paper_out);
  switch (question) {
    case 1:
      say(!can_print(), 0x08);
      break;
    case 2:
      say(has(PrinterFault::cover_open), 0x04);
      say(out, 0x20);
      say(cutter_stuck_ || has(PrinterFault::too_hot), 0x40);
      break;
    case 3:
      say(cutter_stuck_, 0x08);
      say(has(PrinterFault::too_hot), 0x40);
      break;
    case 4:
      say(has(PrinterFault::paper_low) || out, 0x0C);
      say(out, 0x60);
      break;
    default:
      break;
  }
  return static_cast<std::uint8_t>(answer);
}

void PrinterMechanism::work() {
  while (can_print() && !kept_.empty()) {
    const std::size_t size = command_size();
    if (size == 0 || size > kept_.size()) return;  // the rest is still to come
    run_command(size);
  }
}

/// Of the command at the front; 0 while it can't be told.
std::size_t PrinterMechanism::command_size() const {
  const auto at = [&](std::size_t i) { return i < kept_.size() ? int{kept_[i]} : -1; };
  if (at(0) != kDle && at(0) != 0x1B && at(0) != 0x1D) return 1;
  if (kept_.size() < 2) return 0;
  if (at(0) == kDle) return at(1) == 0x14 ? kForget.size() : kAskSize;
  if (at(0) == 0x1B) return at(1) == '@' ? 2 : 1;
  if (at(1) == 'V') return at(2) == 65 || at(2) == 66 ? 4 : 3;
  if (at(1) == 'r' || at(1) == 'a') return 3;
  if (at(1) != 'v') return 1;
  if (kept_.size() < kRasterHead) return 0;
  return kRasterHead + static_cast<std::size_t>((at(4) + 256 * at(5)) * (at(6) + 256 * at(7)));
}

void PrinterMechanism::run_command(std::size_t size) {
  const Bytes command(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(size));
  kept_.erase(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(size));
  if (size == 1) {
    ++unknown_;
  } else if (command[0] == 0x1B) {
    tells_changes_ = true;
  } else if (command[0] == 0x1D && command[1] == 'a') {
    tells_changes_ = command[2] != 0;
  } else if (command[0] == 0x1D && command[1] == 'v') {
    print(command);
  } else if (command[0] == 0x1D && command[1] == 'V') {
    cut();
  } else if (command[0] == 0x1D && command[1] == 'r') {
    answers_.push_back(has(PrinterFault::paper_low) ? 0x03 : 0x00);
  }
}

/// Row by row; what comes after the end of the paper is lost.
void PrinterMechanism::print(ByteView raster) {
  const int across = raster[4] + 256 * raster[5];
  if (across == 0 || (strip_.width != 0 && strip_.width != 8 * across)) {
    ++unknown_;
    return;
  }
  strip_.width = 8 * across;
  const auto bytes = static_cast<std::size_t>(across);
  for (std::size_t at = kRasterHead; at + bytes <= raster.size(); at += bytes) {
    if (rows_left_ == 0) return run_out_of_paper();
    if (cool_rows_left_ == 0) {
      faults_.insert(PrinterFault::too_hot);
      return;
    }
    if (cool_rows_left_ != kEndless) --cool_rows_left_;
    if (rows_left_ != kEndless) --rows_left_;
    const ByteView row = raster.subspan(at, bytes);
    strip_.rows.insert(strip_.rows.end(), row.begin(), row.end());
    ++strip_.height;
  }
}

void PrinterMechanism::run_out_of_paper() {
  faults_.insert(PrinterFault::paper_out);
  if (tells_changes_) answers_.insert(answers_.end(), {0x18, 0x00, 0x0F, 0x00});
}

void PrinterMechanism::cut() {
  if (has(PrinterFault::cutter_jammed)) {
    cutter_stuck_ = true;
    return;
  }
  if (strip_.height > 0) receipts_.push_back(std::exchange(strip_, {}));
}

}  // namespace linli::drivers::simulated
