#pragma once
#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// What the screen says, read aloud: silent → speaking → silent, or failed until something is done.
class ReadingAloud {
 public:
  explicit ReadingAloud(Surroundings& around) : around_(around) {}

  /// Does nothing where there is no voice.
  void begin(std::string words, catalogue::Language language);
  void stop();
  bool speaking() const { return state_ == SpeechState::speaking; }
  /// Empty where there is no voice.
  std::optional<SpeechState> state() const;

 private:
  Surroundings& around_;
  Pending pending_;
  SpeechState state_ = SpeechState::silent;
};

}  // namespace linli::flow
