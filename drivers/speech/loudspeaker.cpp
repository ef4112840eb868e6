#include "drivers/speech/loudspeaker.h"

#include <alsa/asoundlib.h>

#include <algorithm>
#include <cerrno>
#include <memory>

namespace linli::drivers {
namespace {

constexpr unsigned kHeldBack = 200'000;             // microseconds of sound that wait in the device
constexpr std::size_t kAtATime = kSpeechRate / 20;  // samples between two looks at `stop`

struct ClosePcm {
  void operator()(snd_pcm_t* pcm) const { snd_pcm_close(pcm); }
};
using Pcm = std::unique_ptr<snd_pcm_t, ClosePcm>;

SpeechError error_of(long code) {
  switch (-code) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
      return SpeechError::no_loudspeaker;
    default:
      return SpeechError::failing;
  }
}

/// What ALSA would write to standard error is in the answer.
void stay_quiet(const char*, int, const char*, int, const char*, ...) {}

Expected<Pcm, SpeechError> open(const std::string& device) {
  snd_lib_error_set_handler(stay_quiet);
  snd_pcm_t* opened = nullptr;
  const int open_error = snd_pcm_open(&opened, device.c_str(), SND_PCM_STREAM_PLAYBACK, 0);
  if (open_error < 0) return unexpected(error_of(open_error));
  Pcm pcm(opened);
  const int error = snd_pcm_set_params(opened, SND_PCM_FORMAT_S16, SND_PCM_ACCESS_RW_INTERLEAVED, 1,
                                       kSpeechRate, 1, kHeldBack);
  if (error < 0) return unexpected(error_of(error));
  return pcm;
}

}  // namespace

Expected<void, SpeechError> look_at_loudspeaker(const std::string& device) {
  const auto pcm = open(device);
  if (!pcm) return unexpected(pcm.error());
  return {};
}

Expected<void, SpeechError> play(const std::string& device, std::span<const std::int16_t> samples,
                                 const std::stop_token& stop) {
  const auto pcm = open(device);
  if (!pcm) return unexpected(pcm.error());
  while (!samples.empty()) {
    if (stop.stop_requested()) {
      snd_pcm_drop(pcm->get());
      return unexpected(SpeechError::stopped);
    }
    snd_pcm_sframes_t played =
        snd_pcm_writei(pcm->get(), samples.data(), std::min(samples.size(), kAtATime));
    if (played < 0) played = snd_pcm_recover(pcm->get(), static_cast<int>(played), 1);
    if (played < 0) return unexpected(error_of(played));
    samples = samples.subspan(static_cast<std::size_t>(played));
  }
  snd_pcm_drain(pcm->get());
  return {};
}

}  // namespace linli::drivers
