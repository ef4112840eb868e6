#pragma once
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>

#include "drivers/api/speech_output.h"

namespace linli::drivers {

/// Samples a second that every voice of espeak-ng has.
inline constexpr unsigned kSpeechRate = 22050;

/// Whether `device` of ALSA can be opened.
Expected<void, SpeechError> look_at_loudspeaker(const std::string& device);

/// Plays mono samples to their end, or until it is stopped: then what is still to be heard is
/// dropped.
Expected<void, SpeechError> play(const std::string& device, std::span<const std::int16_t> samples,
                                 const std::stop_token& stop);

}  // namespace linli::drivers
