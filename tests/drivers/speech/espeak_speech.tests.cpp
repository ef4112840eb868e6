#include "drivers/speech/espeak_speech.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <thread>

#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using drivers::EspeakOptions;
using drivers::EspeakSpeech;
using drivers::SpeechError;
using drivers::SpokenLanguage;

namespace {

/// A loudspeaker whose sound goes into a file: raw samples of 16 bits.
struct Hall {
  EspeakSpeech voice(std::string program = "espeak-ng") const {
    return EspeakSpeech({.loudspeaker = "file:" + heard().string(), .program = std::move(program)});
  }
  std::filesystem::path heard() const { return folder / "heard"; }
  std::string sound() const {
    return std::filesystem::exists(heard()) ? tests::read_whole(heard()) : "";
  }
  /// A program that does as `script` says.
  std::string program(const char* script) const {
    const auto file = folder / "program";
    std::ofstream(file) << "#!/bin/sh\n" << script << '\n';
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file.string();
  }

  tests::TemporaryFolder folder;
};

std::size_t seconds_of(const std::string& sound) { return sound.size() / 2 / 22050; }

}  // namespace

TEST_CASE("what is said comes out of the loudspeaker, the longer the more is said") {
  const Hall hall;
  REQUIRE(hall.voice().look({}));
  REQUIRE(hall.voice().speak("您好。", SpokenLanguage::mandarin, {}));
  const std::string short_sound = hall.sound();
  CHECK(std::ranges::any_of(short_sound, [](char c) { return c != 0; }));
  const std::string consent =
      "民政部门可以查对我和家人的收入、存款、房屋和车辆，用来审核这次申请。";
  REQUIRE(hall.voice().speak(consent, SpokenLanguage::mandarin, {}));
  CHECK(seconds_of(hall.sound()) > seconds_of(short_sound) + 3);
  REQUIRE(hall.voice().speak("Good morning.", SpokenLanguage::english, {}));
  CHECK_FALSE(hall.sound().empty());
}

TEST_CASE("Chinese characters are read as pinyin, not letter by letter") {
  const Hall hall;
  REQUIRE(hall.voice().speak("低保金", SpokenLanguage::mandarin, {}));
  // Three syllables take 1.4 s; as English letters (the voice "cmn") they take 1.9 s.
  CHECK(hall.sound().size() < 17 * 2 * 22050 / 10);
}

TEST_CASE("a text gets to the voice's standard input, and into no command line") {
  const Hall hall;
  const auto said = hall.folder / "said";
  const auto arguments = hall.folder / "arguments";
  const auto program = hall.program(
      ("cat > " + said.string() + "; echo \"$@\" > " + arguments.string() + "; exit 1").c_str());
  CHECK(hall.voice(program).speak("王淑芳", SpokenLanguage::mandarin, {}).error() ==
        SpeechError::failing);
  CHECK(tests::read_whole(said) == "王淑芳");
  CHECK(tests::read_whole(arguments).find("王淑芳") == std::string::npos);
}

TEST_CASE("why nothing is heard has a name") {
  const Hall hall;
  EspeakSpeech no_voice({.loudspeaker = "null", .program = "no-such-voice-of-linli"});
  CHECK(no_voice.look({}).error() == SpeechError::no_voice);
  CHECK(no_voice.speak("您好", SpokenLanguage::mandarin, {}).error() == SpeechError::no_voice);
  EspeakSpeech no_loudspeaker({.loudspeaker = "hw:31,0"});
  CHECK(no_loudspeaker.look({}).error() == SpeechError::no_loudspeaker);
  CHECK(no_loudspeaker.speak("您好", SpokenLanguage::mandarin, {}).error() ==
        SpeechError::no_loudspeaker);
  for (const char* rubbish : {"echo rubbish", "head -c 100 /dev/zero", "true"}) {
    CAPTURE(rubbish);
    CHECK(hall.voice(hall.program(rubbish)).speak("您好", SpokenLanguage::mandarin, {}).error() ==
          SpeechError::failing);
  }
  const std::string too_much(drivers::kMostSpokenBytes + 1, 'a');
  CHECK(hall.voice().speak(too_much, SpokenLanguage::english, {}).error() == SpeechError::too_long);
  CHECK(hall.sound().empty());
}

TEST_CASE("whoever has heard enough stops it") {
  const Hall hall;
  std::stop_source before;
  before.request_stop();
  CHECK(hall.voice().speak("您好", SpokenLanguage::mandarin, before.get_token()).error() ==
        SpeechError::stopped);
  CHECK(hall.sound().empty());
  std::stop_source source;  // while it hangs for longer than it may
  std::jthread stopper([&] { source.request_stop(); });
  CHECK(hall.voice(hall.program("exec sleep 60"))
            .speak("您好", SpokenLanguage::mandarin, source.get_token())
            .error() == SpeechError::stopped);
}
