#pragma once
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

#include "drivers/samv/frame.h"
#include "drivers/simulated/answer_table.h"
#include "drivers/simulated/fault.h"
#include "drivers/simulated/pty_line.h"

namespace linli::drivers::simulated {

struct SamVOptions {
  std::filesystem::path link;  // where the driver finds the device
  int pace_baud = 0;           // answers take as long as on such a line; 0: at once
  bool finds_again = false;    // finds a card again that was read and still lies there
};

/// A SAM-V module behind a pseudo-terminal, byte for byte. Its own thread
/// answers; everything here may be called from any thread.
class SamV {
 public:
  static Expected<std::unique_ptr<SamV>, std::error_code> start(SamVOptions options);
  ~SamV();

  /// Lays a card on the reader, in place of one that lies there.
  void place(Card card);
  void remove();
  /// Pulls the plug; the driver sees a hang-up and the link is gone on return.
  void unplug();
  /// Plugs it in again: a new line under the same link. The module has forgotten
  /// what it knew of the card.
  std::error_code replug();
  /// Faults hit answers in the order they were given.
  void add_fault(Fault fault);
  void clear_faults();

  struct Report {
    bool plugged = false;
    Field field{};
    std::size_t faults = 0;   // waiting
    std::size_t answers = 0;  // given, since the start
  };
  Report report() const;

 private:
  struct Outgoing {
    Bytes frame;
    std::chrono::milliseconds thinking{0};
  };

  explicit SamV(SamVOptions options) : options_(std::move(options)) {}
  void pull();
  void serve(const std::stop_token& stop);
  void answer_frames(samv::FrameParser& parser, bool quiet);
  Outgoing reply_to(ByteView payload);
  std::optional<Fault> take_fault(std::string_view command);
  void send(const Outgoing& outgoing, const std::stop_token& stop);

  const SamVOptions options_;
  std::mutex plug_mutex_;  // one hand on the plug at a time; taken before mutex_
  mutable std::mutex mutex_;
  ModuleState state_;
  std::deque<Fault> faults_;
  std::size_t answers_ = 0;
  std::deque<Outgoing> outgoing_;  // serving thread only
  std::optional<PtyLine> line_;    // changed only while no thread serves it
  std::jthread server_;            // runs while the device is plugged in
};

}  // namespace linli::drivers::simulated
