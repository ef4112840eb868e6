#include "kiosk/flow/reading_aloud.h"

namespace linli::flow {

void ReadingAloud::begin(std::string words, catalogue::Language language) {
  SpeechDesk* speech = around_.needs.speech;
  if (speech == nullptr || !speech->can_speak()) return;
  state_ = SpeechState::speaking;
  speech->speak(std::move(words), language, pending_.wait_for([this](bool said) {
    state_ = said ? SpeechState::silent : SpeechState::failed;
    around_.changed();
  }));
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
