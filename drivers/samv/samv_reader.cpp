#include "drivers/samv/samv_reader.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/base/worker.h"

namespace linli::drivers::samv {
namespace {

using namespace std::chrono_literals;

constexpr auto kFirstPause = 100ms;
constexpr auto kLongestPause = 1000ms;
constexpr int kProbesUntilRemoved = 2;

DeviceHealth health_after(LineError error) {
  return error == LineError::absent || error == LineError::unplugged ? DeviceHealth::missing
                                                                     : DeviceHealth::failing;
}

std::string_view name_of(DeviceHealth health) {
  switch (health) {
    case DeviceHealth::starting:
      return "starting";
    case DeviceHealth::working:
      return "working";
    case DeviceHealth::missing:
      return "missing";
    case DeviceHealth::failing:
      return "failing";
  }
  return {};
}

}  // namespace

Expected<CardEvent, Stopped> Reader::next_event(std::stop_token stop) {
  while (events_.empty()) {
    if (stop.stop_requested()) return unexpected(Stopped{});
    step(stop);
  }
  CardEvent event = std::move(events_.front());
  events_.pop_front();
  return event;
}

void Reader::step(const std::stop_token& stop) {
  if (!module_) return open(stop);
  switch (card_) {
    case Card::none:
      return look_for_card(stop);
    case Card::found:
      return read_card(stop);
    case Card::read:
      return watch_read_card(stop);
    case Card::failed:
      return watch_failed_card(stop);
  }
}

void Reader::open(const std::stop_token& stop) {
  if (!base::sleep_unless_stopped(stop, pause_before_open_)) return;
  pause_before_open_ = std::clamp(2 * pause_before_open_, kFirstPause, kLongestPause);
  auto line = SerialLine::open(options_.path, options_.baud);
  if (!line) return set_health(health_after(line.error()));
  module_.emplace(std::move(*line));
  const auto answer = module_->ask(command::kStatus, stop);
  if (!answer) return on_trouble(answer.error(), stop);
  if (answer->status != Status::done) {
    base::log(base::LogLevel::warning, "ID card reader: {}", base::Public{meaning(answer->status)});
    (void)module_->ask(command::kReset, stop);
    return close(DeviceHealth::failing);
  }
  pause_before_open_ = 0ms;
  set_health(DeviceHealth::working);
}

void Reader::look_for_card(const std::stop_token& stop) {
  const auto answer = module_->ask(command::kFind, stop);
  if (!answer) return on_trouble(answer.error(), stop);
  const bool refuses = card_error_of(answer->status) == CardReadError::reader_not_allowed;
  set_health(refuses ? DeviceHealth::failing : DeviceHealth::working);
  if (answer->status == Status::card_found) {
    card_ = Card::found;
    events_.emplace_back(card_event::Found{});
    return;
  }
  (void)base::sleep_unless_stopped(stop, options_.find_interval);
}

void Reader::read_card(const std::stop_token& stop) {
  auto card = read_found_card(*module_, stop);
  if (!card) return on_failure(card.error(), stop);
  card_ = Card::read;
  probes_without_card_ = 0;
  events_.emplace_back(card_event::Read{std::move(*card)});
}

void Reader::on_failure(const ReadFailure& failure, const std::stop_token& stop) {
  // After a stop the card is still to be read, by the next call.
  if (failure.trouble == Trouble::stopped) return;
  base::log(base::LogLevel::warning, "ID card not read: {}",
            base::Public{describe(OneShotError(failure.error))});
  probes_without_card_ = 0;
  card_ = failure.error == CardReadError::removed_too_early ? Card::none
          : failure.module_has_read                         ? Card::read
                                                            : Card::failed;
  events_.emplace_back(card_event::Failed{failure.error});
  if (failure.trouble) on_trouble(*failure.trouble, stop);
}

void Reader::watch_read_card(const std::stop_token& stop) {
  if (!base::sleep_unless_stopped(stop, options_.probe_interval)) return;
  const auto there = selected_card_is_there(*module_, stop);
  if (!there) return on_trouble(there.error(), stop);
  set_health(DeviceHealth::working);
  probes_without_card_ = *there ? 0 : probes_without_card_ + 1;
  if (probes_without_card_ < kProbesUntilRemoved) return;
  card_ = Card::none;
  events_.emplace_back(card_event::Removed{});
}

void Reader::watch_failed_card(const std::stop_token& stop) {
  if (!base::sleep_unless_stopped(stop, options_.probe_interval)) return;
  const auto answer = module_->ask(command::kFind, stop);
  if (!answer) return on_trouble(answer.error(), stop);
  set_health(DeviceHealth::working);
  if (answer->status == Status::card_found) return;
  card_ = Card::none;
  events_.emplace_back(card_event::Removed{});
}

void Reader::on_trouble(Trouble trouble, const std::stop_token& stop) {
  switch (trouble) {
    case Trouble::stopped:
      return;
    case Trouble::disturbed:
      set_health(DeviceHealth::failing);
      // A line that babbles is not answered at its own pace.
      (void)base::sleep_unless_stopped(stop, options_.find_interval);
      return;
    case Trouble::silent:
      return close(DeviceHealth::failing);
    case Trouble::unplugged:
      return close(DeviceHealth::missing);
  }
}

void Reader::close(DeviceHealth health) {
  module_.reset();
  pause_before_open_ = std::max(pause_before_open_, std::chrono::milliseconds(kFirstPause));
  set_health(health);
}

void Reader::set_health(DeviceHealth health) {
  if (health == health_) return;
  base::log(base::LogLevel::info, "ID card reader is {}, was {}", base::Public{name_of(health)},
            base::Public{name_of(health_)});
  health_ = health;
  events_.emplace_back(card_event::HealthChanged{health});
}

}  // namespace linli::drivers::samv
