#include "drivers/printer/escpos.h"

#include <algorithm>
#include <array>

namespace linli::drivers::escpos {
namespace {

constexpr std::uint8_t kEot = 0x04;
constexpr std::uint8_t kEnq = 0x05;
constexpr std::uint8_t kDle = 0x10;
constexpr std::uint8_t kDc4 = 0x14;
constexpr std::uint8_t kEsc = 0x1B;
constexpr std::uint8_t kGs = 0x1D;

std::uint8_t low(int value) { return static_cast<std::uint8_t>(value & 0xFF); }
std::uint8_t high(int value) { return static_cast<std::uint8_t>(value >> 8 & 0xFF); }

/// Real-time commands are obeyed wherever they stand, also within a picture.
bool begins_real_time(std::uint8_t first, std::uint8_t second) {
  return first == kDle && (second == kEot || second == kEnq || second == kDc4);
}

}  // namespace

Bytes ask(Question question) { return {kDle, kEot, static_cast<std::uint8_t>(question)}; }

bool is_answer(std::uint8_t byte) { return (byte & 0x93) == 0x12; }

void note(Status& status, Question question, std::uint8_t answer) {
  const auto has = [&](int bits) { return (answer & bits) != 0; };
  switch (question) {
    case Question::printer:
      status.offline = has(0x08);
      break;
    case Question::offline:
      status.cover_open = has(0x04);
      status.paper_out = status.paper_out || has(0x20);
      break;
    case Question::error:
      status.cutter_jammed = has(0x08);
      status.failing = has(0x60);  // not to be mended by itself, or too hot
      break;
    case Question::paper:
      status.paper_low = has(0x0C);
      status.paper_out = status.paper_out || has(0x60);
      break;
  }
}

PrinterReport report_of(const Status& status) {
  if (status.cover_open) return unexpected(PrintError::cover_open);
  if (status.paper_out) return unexpected(PrintError::paper_out);
  if (status.cutter_jammed) return unexpected(PrintError::cutter_jammed);
  if (status.failing || status.offline) return unexpected(PrintError::failing);
  return status.paper_low ? PaperLeft::little : PaperLeft::enough;
}

Bytes begin() { return {kEsc, '@', kGs, 'a', 0}; }

Bytes band(const DotPicture& picture, int first, int count) {
  const int across = picture.width / 8;
  const std::array<std::uint8_t, 8> head{kGs,         'v',          '0',        0,
                                         low(across), high(across), low(count), high(count)};
  const auto dots = std::ptrdiff_t{count} * across;
  Bytes bytes(head.size() + static_cast<std::size_t>(dots));
  const auto behind = std::ranges::copy(head, bytes.begin()).out;
  std::copy_n(picture.rows.begin() + std::ptrdiff_t{first} * across, dots, behind);
  for (std::size_t i = 1; i < bytes.size(); ++i) {
    if (begins_real_time(bytes[i - 1], bytes[i])) bytes[i - 1] |= kDle << 1;
  }
  return bytes;
}

Bytes cut() { return {kGs, 'V', 66, 0}; }

Bytes ask_when_done() { return {kGs, 'r', 1}; }

bool is_done_answer(std::uint8_t byte) { return (byte & 0x90) == 0; }

Bytes forget() { return {kDle, kDc4, 8, 1, 3, 20, 1, 6, 2, 8}; }

}  // namespace linli::drivers::escpos
