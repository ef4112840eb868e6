#pragma once
#include <cstddef>
#include <stop_token>
#include <string_view>

#include "kiosk/base/expected.h"

namespace linli::drivers {

enum class SpokenLanguage { mandarin, english };

/// Why nothing is heard, or no longer.
enum class SpeechError {
  stopped,
  no_voice,        // none is installed
  no_loudspeaker,  // not plugged in, not there
  failing,         // both are there, but one does not do as it should
  too_long,        // more than kMostSpokenBytes
};

/// Far more than a screen says.
inline constexpr std::size_t kMostSpokenBytes = 16 * 1024;

/// A voice with its loudspeaker. Used by one worker thread.
class SpeechOutput {
 public:
  virtual ~SpeechOutput() = default;

  /// Whether something could be said now; nothing is heard of it.
  virtual Expected<void, SpeechError> look(std::stop_token stop) = 0;

  /// Answers when all is said (UTF-8), or soon after it is stopped.
  virtual Expected<void, SpeechError> speak(std::string_view text, SpokenLanguage language,
                                            std::stop_token stop) = 0;
};

}  // namespace linli::drivers
