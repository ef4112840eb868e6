#include "kiosk/app/speech_thread.h"

#include <catch2/catch_test_macros.hpp>

using namespace linli;
using namespace std::chrono_literals;
using drivers::SpeechError;
using Report = Expected<void, SpeechError>;

namespace {

constexpr std::chrono::minutes kSpeaks{4};

/// Speaks until it is stopped, or answers at once.
class TestVoice final : public drivers::SpeechOutput {
 public:
  struct Heard {
    std::atomic<int> looks{0};
    std::atomic<int> texts{0};
    std::atomic<bool> goes_on{false};
    std::atomic<bool> works{true};
  };
  explicit TestVoice(Heard& heard) : heard_(heard) {}

  Report look(std::stop_token) override {
    ++heard_.looks;
    return answer();
  }
  Report speak(std::string_view, drivers::SpokenLanguage, std::stop_token stop) override {
    ++heard_.texts;
    heard_.texts.notify_all();
    if (!heard_.goes_on) return answer();
    base::sleep_unless_stopped(stop, kSpeaks);
    return unexpected(SpeechError::stopped);
  }

 private:
  Report answer() const {
    if (heard_.works) return {};
    return unexpected(SpeechError::no_loudspeaker);
  }

  Heard& heard_;
};

struct Hall {
  void drain_until(const std::function<bool()>& done) {
    while (!done()) {
      REQUIRE(queue.wait_until(std::chrono::steady_clock::now() + 30s));
      queue.drain();
    }
  }

  base::FakeClock clock{base::WallTime{}};
  base::TaskQueue queue;
  TestVoice::Heard heard;
  int news = 0;
  app::SpeechThread speech{{std::make_unique<TestVoice>(heard), clock, queue, [this] { ++news; }}};
};

}  // namespace

TEST_CASE("a voice is offered once it was found to work, and looked for each minute until then") {
  Hall hall;
  hall.heard.works = false;
  CHECK_FALSE(hall.speech.can_speak());
  hall.speech.look_now_and_then();
  hall.drain_until([&] { return hall.news == 1; });
  CHECK_FALSE(hall.speech.can_speak());
  hall.speech.look_now_and_then();
  CHECK(hall.heard.looks == 1);
  hall.heard.works = true;
  hall.clock.advance(61s);
  hall.speech.look_now_and_then();
  hall.drain_until([&] { return hall.news == 2; });
  CHECK(hall.speech.can_speak());
  hall.clock.advance(61s);
  hall.speech.look_now_and_then();
  CHECK(hall.heard.looks == 2);
}

TEST_CASE("all that was to be said was said, or the voice is no longer offered") {
  Hall hall;
  std::optional<bool> said;
  hall.speech.speak("您好", catalogue::Language::chinese, [&](bool done) { said = done; });
  hall.drain_until([&] { return said.has_value(); });
  CHECK(*said);
  CHECK(hall.speech.can_speak());
  hall.heard.works = false;
  said.reset();
  hall.speech.speak("您好", catalogue::Language::chinese, [&](bool done) { said = done; });
  hall.drain_until([&] { return said.has_value(); });
  CHECK_FALSE(*said);
  CHECK_FALSE(hall.speech.can_speak());
}

TEST_CASE("what is stopped is not heard of again, and the next is said at once") {
  Hall hall;
  hall.heard.goes_on = true;
  hall.speech.speak("很长的话", catalogue::Language::chinese, [](bool) { FAIL("told"); });
  hall.heard.texts.wait(0);
  hall.heard.goes_on = false;
  std::optional<bool> said;
  hall.speech.speak("您好", catalogue::Language::chinese, [&](bool done) { said = done; });
  hall.drain_until([&] { return said.has_value(); });
  CHECK(*said);
  CHECK(hall.heard.texts == 2);
}

TEST_CASE("a terminal that ends does not wait for what is being said") {
  TestVoice::Heard heard;
  heard.goes_on = true;
  const auto begun = std::chrono::steady_clock::now();
  const base::FakeClock clock{base::WallTime{}};
  base::TaskQueue queue;
  {
    app::SpeechThread speech({std::make_unique<TestVoice>(heard), clock, queue, {}});
    speech.speak("很长的话", catalogue::Language::chinese, [](bool) { FAIL("told"); });
    heard.texts.wait(0);
  }
  queue.drain();  // the answer comes when nobody is there
  CHECK(std::chrono::steady_clock::now() - begun < kSpeaks);
}
