#pragma once
#include <functional>
#include <string>

#include "kiosk/catalogue/text.h"

namespace linli::flow {

/// The voice, seen from the flows; calls and callbacks on the UI thread.
class SpeechDesk {
 public:
  using Done = std::function<void(bool said)>;

  virtual ~SpeechDesk() = default;
  /// As it was when it was last tried.
  virtual bool can_speak() const = 0;
  /// Instead of what is being said. Answers when all is said or can't be, unless stop() came first.
  virtual void speak(std::string words, catalogue::Language language, Done done) = 0;
  virtual void stop() = 0;
};

}  // namespace linli::flow
