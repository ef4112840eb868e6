#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "drivers/api/speech_output.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/task_queue.h"
#include "kiosk/base/worker.h"
#include "kiosk/flow/speech_desk.h"

namespace linli::app {

/// The voice's thread, as the flows see it. UI thread only.
class SpeechThread final : public flow::SpeechDesk {
 public:
  struct Needs {
    std::unique_ptr<drivers::SpeechOutput> voice;
    const base::Clock& clock;  // outlives the object, like the next
    base::TaskQueue& queue;
    std::function<void()> on_news;  // on the UI thread: whether it can speak has changed
  };
  explicit SpeechThread(Needs needs);
  ~SpeechThread() override { stop(); }

  bool can_speak() const override { return report_ && report_->has_value(); }
  void speak(std::string words, catalogue::Language language, Done done) override;
  void stop() override;
  /// Looks whether it can speak, the first time and then once a minute while it can't; call it
  /// every turn.
  void look_now_and_then();
  /// Runs `job` on the voice's thread when nothing is said.
  void run_when_idle(std::function<void()> job);

 private:
  using Report = Expected<void, drivers::SpeechError>;
  /// What is being said, or looked for.
  struct Job {
    std::stop_source stop;
    Done done;  // UI thread only
  };
  void begin(std::function<Report(const std::stop_token&)> work, Done done);
  void note(const Report& report);

  Needs needs_;
  std::optional<Report> report_;
  base::SteadyTime next_look_;
  std::shared_ptr<Job> job_;                                // the last one
  std::shared_ptr<char> alive_ = std::make_shared<char>();  // gone with us, for what comes later
  base::Worker worker_;                                     // last: stops before what its jobs use
};

}  // namespace linli::app
