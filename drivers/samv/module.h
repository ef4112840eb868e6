#pragma once
#include <optional>
#include <stop_token>
#include <string>

#include "drivers/samv/commands.h"
#include "drivers/samv/frame.h"
#include "drivers/samv/status.h"
#include "drivers/serial/serial_line.h"

namespace linli::drivers::samv {

/// Why there is no answer at all.
enum class Trouble {
  unplugged,  // the line is dead
  stopped,
  silent,     // nothing came, at every attempt
  disturbed,  // something came, but no whole answer, at every attempt
};

struct Answer {
  Status status{};
  Bytes data;
};

/// A SAM-V module at the end of a serial line. One thread at a time. Every call
/// ends at the latest after its command's attempts and timeouts (commands.h).
class Module {
 public:
  explicit Module(SerialLine line) : line_(std::move(line)) {}

  /// Sends a command and waits for its answer; line trouble is tried again,
  /// also where the module complains of it.
  Expected<Answer, Trouble> ask(const Command& command, const std::stop_token& stop);

 private:
  Expected<Answer, Trouble> ask_once(const Command& command, const std::stop_token& stop);
  Expected<Answer, Trouble> receive(const Command& command, const std::stop_token& stop);

  SerialLine line_;
  FrameParser parser_;
};

/// The module's id as it is printed on it: 05.03-YYYYMMDD-nnnnnnnnn-nnnnnnnnn, from
/// the data of a good answer to 12 FF.
std::optional<std::string> sam_id_text(ByteView data);

}  // namespace linli::drivers::samv
