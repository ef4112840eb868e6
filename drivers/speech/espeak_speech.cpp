#include "drivers/speech/espeak_speech.h"

#include <cstring>
#include <vector>

#include "drivers/speech/loudspeaker.h"
#include "kiosk/base/run_program.h"

namespace linli::drivers {
namespace {

using Samples = std::vector<std::int16_t>;

constexpr std::chrono::seconds kSoonMade{60};                  // far faster than it is heard
constexpr std::size_t kMostSound = 20 * 60 * kSpeechRate * 2;  // bytes: twenty minutes
constexpr std::size_t kWavHeader = 44;  // of one format and one piece of data

const char* voice_of(SpokenLanguage language) {
  return language == SpokenLanguage::mandarin ? "cmn-latn-pinyin" : "en-gb";
}

SpeechError error_of(const std::error_code& error) {
  if (error == std::errc::operation_canceled) return SpeechError::stopped;
  if (error == std::errc::no_such_file_or_directory) return SpeechError::no_voice;
  if (error == std::errc::file_too_large) return SpeechError::too_long;
  return SpeechError::failing;
}

/// The samples of a WAV stream of 16 bits, mono, at kSpeechRate. Its lengths are not known to who
/// streams it.
Expected<Samples, SpeechError> samples_of(const std::string& wav) {
  std::uint32_t rate = 0;
  if (wav.size() >= kWavHeader) std::memcpy(&rate, wav.data() + 24, sizeof rate);
  if (!wav.starts_with("RIFF") || rate != kSpeechRate) return unexpected(SpeechError::failing);
  Samples samples((wav.size() - kWavHeader) / sizeof(std::int16_t));
  std::memcpy(samples.data(), wav.data() + kWavHeader, samples.size() * sizeof(std::int16_t));
  return samples;
}

}  // namespace

Expected<void, SpeechError> EspeakSpeech::look(std::stop_token stop) {
  const auto version =
      base::run_program({options_.program, "--version"}, {}, 4096, kSoonMade, std::move(stop));
  if (!version) return unexpected(error_of(version.error()));
  return look_at_loudspeaker(options_.loudspeaker);
}

Expected<void, SpeechError> EspeakSpeech::speak(std::string_view text, SpokenLanguage language,
                                                std::stop_token stop) {
  if (text.size() > kMostSpokenBytes) return unexpected(SpeechError::too_long);
  const auto wav = base::run_program(
      {options_.program, "-v", voice_of(language), "-s", std::to_string(options_.words_per_minute),
       "-b", "1", "--stdin", "--stdout"},  // -b 1: UTF-8
      text, kMostSound, kSoonMade, stop);
  if (!wav) return unexpected(error_of(wav.error()));
  const auto samples = samples_of(*wav);
  if (!samples) return unexpected(samples.error());
  return play(options_.loudspeaker, *samples, stop);
}

std::string_view describe(SpeechError error) {
  switch (error) {
    case SpeechError::stopped:
      return "stopped";
    case SpeechError::no_voice:
      return "no voice: install espeak-ng";
    case SpeechError::no_loudspeaker:
      return "no loudspeaker";
    case SpeechError::failing:
      return "the voice or the loudspeaker does not do as it should";
    case SpeechError::too_long:
      return "too much to say";
  }
  return "";
}

}  // namespace linli::drivers
