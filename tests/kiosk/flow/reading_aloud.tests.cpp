#include "tests/kiosk/flow/staff_hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

namespace {

std::optional<SpeechState> speech(const Hall& hall) { return hall.visit.view().speech; }

}  // namespace

TEST_CASE("a screen is read in the language it is shown in, and again if asked") {
  Hall hall;
  CHECK(speech(hall) == SpeechState::silent);
  hall.press(action::ReadAloud{"您好"});
  CHECK(speech(hall) == SpeechState::speaking);
  CHECK(hall.speech.words == std::vector<std::string>{"您好"});
  CHECK(hall.speech.language == catalogue::Language::chinese);
  const int changes = hall.changes;
  hall.speech.done(true);
  CHECK(hall.changes > changes);
  CHECK(speech(hall) == SpeechState::silent);
  hall.press(action::SetLanguage{catalogue::Language::english});
  hall.press(action::ReadAloud{"Good morning"});
  CHECK(hall.speech.language == catalogue::Language::english);
}

TEST_CASE("whatever is pressed, a card and the end of the visit stop the voice") {
  Hall hall;
  hall.identify();
  const auto stops = [&](const auto& does) {
    hall.press(action::ReadAloud{"您好"});
    const int before = hall.speech.stops;
    does();
    return hall.speech.stops == before + 1 && speech(hall) == SpeechState::silent;
  };
  CHECK(stops([&] { hall.press(action::StopReading{}); }));
  CHECK(stops([&] { hall.press(action::SetMode{DisplayMode::large}); }));
  CHECK(stops([&] { hall.card(event::Removed{}); }));
  CHECK(stops([&] { hall.press(action::Leave{}); }));
}

TEST_CASE("what was said to somebody is not told to the next") {
  Hall hall;
  hall.press(action::ReadAloud{"您好"});
  const auto late = hall.speech.done;
  hall.press(action::StopReading{});
  late(false);
  CHECK(speech(hall) == SpeechState::silent);
}

TEST_CASE("a voice that fails says so until something else is done") {
  Hall hall;
  hall.press(action::ReadAloud{"您好"});
  hall.speech.works = false;
  hall.speech.done(false);
  CHECK(speech(hall) == SpeechState::failed);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK_FALSE(speech(hall));
  hall.press(action::ReadAloud{"您好"});
  CHECK(hall.speech.words.size() == 1);
}

TEST_CASE("who listens is not warned that their time ends; afterwards it runs as always") {
  Hall hall;
  hall.identify();
  hall.press(action::ReadAloud{std::string(1500, 'a')});
  for (int minute = 0; minute < 4; ++minute) hall.wait(50s);
  CHECK_FALSE(hall.asks<overlay::TimeoutWarning>());
  hall.clock.advance(9s);  // since the last turn
  hall.speech.done(true);
  hall.wait(59s);
  CHECK_FALSE(hall.asks<overlay::TimeoutWarning>());
  hall.wait(2s);
  CHECK(hall.asks<overlay::TimeoutWarning>());
}

TEST_CASE("a voice that hangs keeps nobody's screen open") {
  Hall hall;
  hall.identify();
  hall.press(action::ReadAloud{"您好"});
  for (int i = 0; i < 4; ++i) hall.wait(10s);
  CHECK(hall.speech.stops == 1);
  CHECK(speech(hall) == SpeechState::failed);
  hall.wait(61s);
  CHECK(hall.asks<overlay::TimeoutWarning>());
}

TEST_CASE("staff screens are not read aloud") {
  StaffHall hall;
  hall.enter();
  CHECK_FALSE(speech(hall));
  hall.press(action::ReadAloud{"待上传 3 件"});
  CHECK(hall.speech.words.empty());
}
