#include "kiosk/flow/reading_aloud.h"

namespace linli::flow {
namespace {

/// A slow voice takes a quarter of a second for a character, of three bytes.
std::chrono::milliseconds longest(const std::string& words) {
  return std::chrono::seconds(30) + std::chrono::milliseconds(200 * words.size());
}

}  // namespace

void ReadingAloud::begin(std::string words, catalogue::Language language,
                         std::function<void()> ended) {
  SpeechDesk* speech = around_.needs.speech;
  if (speech == nullptr || !speech->can_speak()) return;
  state_ = SpeechState::speaking;
  given_up_at_ = around_.needs.clock.steady() + longest(words);
  speech->speak(std::move(words), language,
                pending_.wait_for([this, ended = std::move(ended)](bool said) {
                  state_ = said ? SpeechState::silent : SpeechState::failed;
                  ended();
                  around_.changed();
                }));
}

void ReadingAloud::tick() {
  if (!speaking() || around_.needs.clock.steady() < given_up_at_) return;
  stop();
  state_ = SpeechState::failed;
  around_.changed();
}

void ReadingAloud::stop() {
  if (speaking()) around_.needs.speech->stop();
  pending_.cancel();
  state_ = SpeechState::silent;
}

std::optional<SpeechState> ReadingAloud::state() const {
  const SpeechDesk* speech = around_.needs.speech;
  if (state_ == SpeechState::failed) return state_;
  if (speech == nullptr || !speech->can_speak()) return std::nullopt;
  return state_;
}

}  // namespace linli::flow
