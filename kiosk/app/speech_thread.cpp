#include "kiosk/app/speech_thread.h"

#include <utility>

#include "drivers/speech/espeak_speech.h"
#include "kiosk/base/log.h"

namespace linli::app {
namespace {

constexpr std::chrono::minutes kLookEvery{1};

drivers::SpokenLanguage spoken(catalogue::Language language) {
  return language == catalogue::Language::chinese ? drivers::SpokenLanguage::mandarin
                                                  : drivers::SpokenLanguage::english;
}

}  // namespace

SpeechThread::SpeechThread(Needs needs)
    : needs_(std::move(needs)), next_look_(needs_.clock.steady()), worker_("speech") {}

void SpeechThread::speak(std::string words, catalogue::Language language, Done done) {
  begin([voice = needs_.voice.get(), words = std::move(words), language = spoken(language)](
            const std::stop_token& stop) { return voice->speak(words, language, stop); },
        std::move(done));
}

void SpeechThread::stop() {
  if (!job_) return;
  job_->stop.request_stop();
  job_->done = nullptr;
  job_.reset();
}

void SpeechThread::look_now_and_then() {
  if (can_speak() || needs_.clock.steady() < next_look_) return;
  next_look_ = needs_.clock.steady() + kLookEvery;
  begin([voice = needs_.voice.get()](const std::stop_token& stop) { return voice->look(stop); },
        nullptr);
}

void SpeechThread::run_when_idle(std::function<void()> job) {
  worker_.post([job = std::move(job)](const std::stop_token&) { job(); });
}

void SpeechThread::begin(std::function<Report(const std::stop_token&)> work, Done done) {
  stop();
  auto job = std::make_shared<Job>();
  job->done = std::move(done);
  job_ = job;
  worker_.post([this, job, work = std::move(work)](const std::stop_token& stopping) mutable {
    const std::stop_callback forward(stopping, [&] { job->stop.request_stop(); });
    const Report report = std::exchange(work, nullptr)(job->stop.get_token());
    needs_.queue.post([this, job, report, alive = std::weak_ptr<char>(alive_)] {
      if (!alive.lock()) return;
      note(report);
      if (const auto tell = std::exchange(job->done, nullptr)) tell(report.has_value());
    });
  });
}

/// That it was stopped, or had too much to say, says nothing of the voice.
void SpeechThread::note(const Report& report) {
  using drivers::SpeechError;
  if (!report &&
      (report.error() == SpeechError::stopped || report.error() == SpeechError::too_long)) {
    return;
  }
  if (report_ && same(*report_, report)) return;
  report_ = report;
  base::log(report ? base::LogLevel::info : base::LogLevel::warning, "speech: {}",
            base::Public{report ? "ready" : drivers::describe(report.error())});
  if (needs_.on_news) needs_.on_news();
}

}  // namespace linli::app
