#include "drivers/simulated/simulated_printer.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "drivers/simulated/dot_picture_file.h"
#include "kiosk/base/worker.h"

namespace linli::drivers::simulated {
namespace {

using namespace std::chrono_literals;

constexpr auto kBusyPause = 5ms;
constexpr int kPollMs = 20;  // how soon a stop and the end of a fault are noticed

}  // namespace

Expected<std::unique_ptr<Printer>, std::error_code> Printer::start(PrinterOptions options) {
  std::unique_ptr<Printer> printer(new Printer(std::move(options)));
  if (const auto error = printer->replug()) return unexpected(error);
  return printer;
}

Printer::~Printer() { unplug(); }

void Printer::unplug() {
  const std::lock_guard plug(plug_mutex_);
  pull();
}

void Printer::pull() {
  if (server_.joinable()) {
    server_.request_stop();
    server_.join();
  }
  const std::lock_guard lock(mutex_);
  line_.reset();
}

std::error_code Printer::replug() {
  const std::lock_guard plug(plug_mutex_);
  pull();
  auto line = PtyLine::open(options_.link);
  if (!line) return line.error();
  {
    const std::lock_guard lock(mutex_);
    line_.emplace(std::move(*line));
    bytes_left_.reset();
  }
  server_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  return {};
}

void Printer::unplug_after(std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  bytes_left_ = bytes;
}

void Printer::set(PrinterFault fault) {
  const std::lock_guard lock(mutex_);
  mechanism_.set(fault);
}

void Printer::mend() {
  const std::lock_guard lock(mutex_);
  mechanism_.mend();
  keep_receipts();
}

void Printer::set_paper(int rows) {
  const std::lock_guard lock(mutex_);
  mechanism_.set_paper(rows);
}

void Printer::overheat_after(int rows) {
  const std::lock_guard lock(mutex_);
  mechanism_.overheat_after(rows);
}

Printer::Report Printer::report() const {
  const std::lock_guard lock(mutex_);
  return {line_.has_value(), mechanism_.receipts().size(), mechanism_.unknown()};
}

std::vector<DotPicture> Printer::receipts() const {
  const std::lock_guard lock(mutex_);
  return mechanism_.receipts();
}

void Printer::serve(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd wait{line_->master(), POLLIN, 0};
    const bool quiet = ::poll(&wait, 1, kPollMs) <= 0;
    if (quiet) line_->forget_exclusive_use();
    if (quiet) continue;
    if (is_busy()) {
      (void)base::sleep_unless_stopped(stop, kBusyPause);
      continue;
    }
    std::array<std::uint8_t, 4096> block{};
    const ssize_t count = ::read(line_->master(), block.data(), block.size());
    const std::lock_guard lock(mutex_);
    if (count > 0) {
      const Bytes answers = take(ByteView(block).first(static_cast<std::size_t>(count)));
      // Nobody who reads none of a few bytes misses them.
      if (!answers.empty()) (void)!::write(line_->master(), answers.data(), answers.size());
    }
    if (bytes_left_ == 0U) return line_.reset();
  }
}

bool Printer::is_busy() const {
  const std::lock_guard lock(mutex_);
  return mechanism_.has(PrinterFault::busy);
}

Bytes Printer::take(ByteView bytes) {
  if (bytes_left_) {
    bytes = bytes.first(std::min(bytes.size(), *bytes_left_));
    *bytes_left_ -= bytes.size();
  }
  Bytes answers = mechanism_.take(bytes);
  keep_receipts();
  return answers;
}

void Printer::keep_receipts() {
  for (; kept_ < mechanism_.receipts().size(); ++kept_) {
    if (options_.receipts.empty()) continue;
    write_png(options_.receipts / fmt::format("receipt-{}.png", kept_ + 1),
              mechanism_.receipts()[kept_]);
  }
}

}  // namespace linli::drivers::simulated
