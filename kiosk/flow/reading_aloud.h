#pragma once
#include <functional>
#include <string>

#include "kiosk/flow/pending.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// What the screen says, read aloud: silent → speaking → silent, or failed until something is done.
class ReadingAloud {
 public:
  explicit ReadingAloud(Surroundings& around) : around_(around) {}

  /// Does nothing where there is no voice. `ended` is called when all is said or can't be.
  void begin(std::string words, catalogue::Language language, std::function<void()> ended);
  void stop();
  /// Gives a voice up that speaks far longer than its words take.
  void tick();
  bool speaking() const { return state_ == SpeechState::speaking; }
  /// Empty where there is no voice.
  std::optional<SpeechState> state() const;

 private:
  Surroundings& around_;
  Pending pending_;
  SpeechState state_ = SpeechState::silent;
  base::SteadyTime given_up_at_{};
};

}  // namespace linli::flow
