#include "drivers/speech/loudspeaker.h"

#include <alsa/asoundlib.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>

#include "kiosk/base/worker.h"

namespace linli::drivers {
namespace {

constexpr unsigned kHeldBack = 200'000;             // microseconds of sound that wait in the device
constexpr std::chrono::seconds kPatience{5};        // longer than the sound itself takes
constexpr int kWaitMs = 50;                         // between two looks at `stop`
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
  const int open_error =
      snd_pcm_open(&opened, device.c_str(), SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK);
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
  const auto deadline = std::chrono::steady_clock::now() + kPatience +
                        std::chrono::milliseconds(1000 * samples.size() / kSpeechRate);
  const auto goes_on = [&] {
    return !stop.stop_requested() && std::chrono::steady_clock::now() < deadline;
  };
  while (!samples.empty() && goes_on()) {
    snd_pcm_sframes_t played =
        snd_pcm_writei(pcm->get(), samples.data(), std::min(samples.size(), kAtATime));
    if (played == -EAGAIN) {
      snd_pcm_wait(pcm->get(), kWaitMs);
      continue;
    }
    if (played < 0) played = snd_pcm_recover(pcm->get(), static_cast<int>(played), 1);
    if (played < 0) return unexpected(error_of(played));
    samples = samples.subspan(static_cast<std::size_t>(played));
  }
  int drained = -EAGAIN;
  while (samples.empty() && drained == -EAGAIN && goes_on()) {
    drained = snd_pcm_drain(pcm->get());
    if (drained == -EAGAIN) {
      base::sleep_unless_stopped(stop, std::chrono::milliseconds(kWaitMs));
    }
  }
  if (drained == 0) return {};
  if (drained != -EAGAIN) return unexpected(error_of(drained));
  snd_pcm_drop(pcm->get());
  return unexpected(stop.stop_requested() ? SpeechError::stopped : SpeechError::failing);
}

}  // namespace linli::drivers
