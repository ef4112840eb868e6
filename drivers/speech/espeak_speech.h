#pragma once
#include <string>
#include <utility>

#include "drivers/api/speech_output.h"

namespace linli::drivers {

struct EspeakOptions {
  std::string loudspeaker = "default";  // a device of ALSA
  int words_per_minute = 140;           // 80 to 300; people speak at about 175
  std::string program = "espeak-ng";    // of PATH
};

/// The voices of espeak-ng, a process for each text.
class EspeakSpeech final : public SpeechOutput {
 public:
  explicit EspeakSpeech(EspeakOptions options) : options_(std::move(options)) {}

  Expected<void, SpeechError> look(std::stop_token stop) override;
  Expected<void, SpeechError> speak(std::string_view text, SpokenLanguage language,
                                    std::stop_token stop) override;

 private:
  EspeakOptions options_;
};

/// For those who install terminals: "no loudspeaker".
std::string_view describe(SpeechError error);

}  // namespace linli::drivers
