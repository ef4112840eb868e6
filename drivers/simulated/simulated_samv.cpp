#include "drivers/simulated/simulated_samv.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/worker.h"

namespace linli::drivers::simulated {
namespace {

using namespace std::chrono_literals;

constexpr int kPollMs = 20;  // how soon a stop, and a command that stays unfinished, is noticed
constexpr std::size_t kPacedBlock = 64;
constexpr int kBitsOnTheWire = 10;  // of a byte at 8N1

Bytes payload_of(const Reply& reply) {
  Bytes payload;
  payload.reserve(3 + reply.data.size());
  payload.assign({0, 0, static_cast<std::uint8_t>(reply.status)});
  payload.insert(payload.end(), reply.data.begin(), reply.data.end());
  return payload;
}

std::chrono::milliseconds wire_time(std::size_t bytes, int baud) {
  return std::chrono::milliseconds(bytes * kBitsOnTheWire * 1000 / static_cast<std::size_t>(baud));
}

}  // namespace

Expected<std::unique_ptr<SamV>, std::error_code> SamV::start(SamVOptions options) {
  std::unique_ptr<SamV> module(new SamV(std::move(options)));
  module->state_.finds_again = module->options_.finds_again;
  if (const auto error = module->replug()) return unexpected(error);
  return module;
}

SamV::~SamV() { unplug(); }

void SamV::place(Card card) {
  const std::lock_guard lock(mutex_);
  state_.card = std::move(card);
  state_.field = Field::card;
  state_.was_read = false;
}

void SamV::remove() {
  const std::lock_guard lock(mutex_);
  state_.field = Field::empty;
}

void SamV::unplug() {
  const std::lock_guard plug(plug_mutex_);
  pull();
}

void SamV::pull() {
  if (server_.joinable()) {
    server_.request_stop();
    server_.join();
  }
  const std::lock_guard lock(mutex_);
  line_.reset();
}

std::error_code SamV::replug() {
  const std::lock_guard plug(plug_mutex_);
  pull();
  auto line = PtyLine::open(options_.link);
  if (!line) return line.error();
  {
    const std::lock_guard lock(mutex_);
    line_.emplace(std::move(*line));
    if (state_.field != Field::empty) state_.field = Field::card;
    state_.was_read = false;
  }
  server_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  return {};
}

void SamV::add_fault(Fault fault) {
  const std::lock_guard lock(mutex_);
  faults_.push_back(std::move(fault));
}

void SamV::clear_faults() {
  const std::lock_guard lock(mutex_);
  faults_.clear();
}

SamV::Report SamV::report() const {
  const std::lock_guard lock(mutex_);
  return {line_.has_value(), state_.field, faults_.size(), answers_};
}

void SamV::serve(const std::stop_token& stop) {
  samv::FrameParser parser;
  bool begun = false;
  while (!stop.stop_requested()) {
    pollfd wait{line_->master(), POLLIN, 0};
    const bool quiet = ::poll(&wait, 1, kPollMs) <= 0;
    if (quiet) line_->forget_exclusive_use();
    if (quiet && !begun) continue;
    std::array<std::uint8_t, 256> block{};
    const ssize_t count = quiet ? 0 : ::read(line_->master(), block.data(), block.size());
    if (count < 0) continue;
    parser.push(ByteView(block).first(static_cast<std::size_t>(count)));
    begun = !quiet;
    answer_frames(parser, quiet);
    for (; !outgoing_.empty(); outgoing_.pop_front()) {
      begun = false;
      send(outgoing_.front(), stop);
    }
  }
}

void SamV::answer_frames(samv::FrameParser& parser, bool quiet) {
  const std::lock_guard lock(mutex_);
  while (const auto payload = parser.next()) outgoing_.push_back(reply_to(*payload));
  if (!quiet || !outgoing_.empty()) return;
  // Something came that is no command.
  parser.clear();
  outgoing_.push_back({samv::encode_frame(payload_of({samv::Status::checksum_error}))});
}

SamV::Outgoing SamV::reply_to(ByteView payload) {
  ++answers_;
  const AnswerRow* row = answer_row(payload);
  if (!row) return {samv::encode_frame(payload_of({samv::Status::command_error}))};
  const auto fault = take_fault(row->name);
  if (!fault) return {samv::encode_frame(payload_of(row->answer(state_)))};
  if (fault->kind == FaultKind::removed_during_read) state_.field = Field::empty;
  const bool replaced = fault->kind == FaultKind::status;
  Outgoing outgoing;
  outgoing.frame =
      samv::encode_frame(replaced ? Bytes{0, 0, fault->sw3} : payload_of(row->answer(state_)));
  damage(outgoing.frame, fault->kind);
  if (fault->kind == FaultKind::slow) outgoing.thinking = row->thinking;
  return outgoing;
}

/// The first fault that is meant for this command, counted down.
std::optional<Fault> SamV::take_fault(std::string_view command) {
  const auto fault = std::ranges::find_if(faults_, [&](const Fault& f) {
    const bool only_read = f.kind == FaultKind::removed_during_read && command != "read";
    return !only_read && (f.command.empty() || f.command == command);
  });
  if (fault == faults_.end()) return std::nullopt;
  Fault taken = *fault;
  if (fault->count == 1) {
    faults_.erase(fault);
  } else if (fault->count > 1) {
    --fault->count;
  }
  return taken;
}

void SamV::send(const Outgoing& outgoing, const std::stop_token& stop) {
  if (!base::sleep_unless_stopped(stop, outgoing.thinking)) return;
  const auto begin = std::chrono::steady_clock::now();
  std::size_t sent = 0;
  while (sent < outgoing.frame.size()) {
    const std::size_t size = std::min(outgoing.frame.size() - sent, kPacedBlock);
    if (options_.pace_baud > 0) {
      const auto passed = std::chrono::steady_clock::now() - begin;
      const auto due = wire_time(sent + size, options_.pace_baud) -
                       std::chrono::floor<std::chrono::milliseconds>(passed);
      if (!base::sleep_unless_stopped(stop, due)) return;
    }
    pollfd wait{line_->master(), POLLOUT, 0};
    if (::poll(&wait, 1, kPollMs) <= 0) return;  // nobody reads: the line loses it
    const ssize_t count = ::write(line_->master(), outgoing.frame.data() + sent, size);
    if (count <= 0) return;
    sent += static_cast<std::size_t>(count);
  }
}

}  // namespace linli::drivers::simulated
