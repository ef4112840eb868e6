#pragma once
#include <chrono>
#include <filesystem>
#include <list>
#include <optional>

#include "drivers/api/id_card_reader.h"
#include "drivers/samv/read_card.h"

namespace linli::drivers::samv {

struct ReaderOptions {
  std::filesystem::path path;  // /dev/ttyS0, /dev/linli/id-card, a simulator's link
  int baud = 115200;
  std::chrono::milliseconds find_interval{300};   // how often an empty reader is asked
  std::chrono::milliseconds probe_interval{500};  // how often a lying card is asked
};

/// A SAM-V reader behind a serial line.
///
/// Opens the device by itself, and again after it was unplugged (the path is
/// tried with a growing pause of at most 1 s). A card gives Found, then Read or
/// Failed, then Removed when it has left. After Failed{removed_too_early} no
/// Removed follows: it has left already. While a card lies there nothing is read
/// a second time.
///
/// Most readers refuse to find a card that was read until it has left the field
/// and some find it again, so `find` cannot tell whether it still lies there.
/// Presence is asked of the selected card instead, by 30 03: 90 and 91 mean that
/// it is there; anything else twice in a row that it has left. A card that could
/// not be read is asked for by `find`, which no reader refuses for it.
///
/// A call that was stopped can be followed by another, which goes on from there.
class Reader final : public IdCardReader {
 public:
  explicit Reader(ReaderOptions options) : options_(std::move(options)) {}

  Expected<CardEvent, Stopped> next_event(std::stop_token stop) override;

 private:
  enum class Card { none, found, read, failed };

  void step(const std::stop_token& stop);
  void open(const std::stop_token& stop);
  void look_for_card(const std::stop_token& stop);
  void read_card(const std::stop_token& stop);
  void watch_read_card(const std::stop_token& stop);
  void watch_failed_card(const std::stop_token& stop);
  void on_failure(const ReadFailure& failure, const std::stop_token& stop);
  void on_trouble(Trouble trouble, const std::stop_token& stop);
  void close(DeviceHealth health);
  void set_health(DeviceHealth health);

  ReaderOptions options_;
  std::optional<Module> module_;
  Card card_ = Card::none;
  int probes_without_card_ = 0;
  std::chrono::milliseconds pause_before_open_{0};
  DeviceHealth health_ = DeviceHealth::starting;
  std::list<CardEvent> events_;  // a list frees, and so wipes, what was handed over
};

}  // namespace linli::drivers::samv
