#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/expected.h"

namespace linli::typing {

/// How keys become characters.
enum class Scheme {
  letters,    // pinyin by the letters a–z
  nine_keys,  // pinyin by the digits 2–9, as on a telephone
  strokes,    // h 横, s 竖, p 撇, n 点 or 捺, z 折
};

/// More keys than any word needs; further ones are not taken.
inline constexpr std::size_t kMostKeys = 60;

/// Characters from keys, by librime and the dictionaries of assets/typing. At
/// most one in a process, on one thread. Learns nothing, writes nothing:
/// schemas without user dictionaries, no deployment, no log. What was typed
/// lives in the memory of librime's session, which forget() gives up.
class Composer {
 public:
  /// `directory` is what rime_deployer built. Errors name it.
  static Expected<std::unique_ptr<Composer>, std::string> load(
      const std::filesystem::path& directory);
  ~Composer();
  Composer(const Composer&) = delete;
  Composer& operator=(const Composer&) = delete;

  /// A key of the scheme; one of another scheme begins anew. False if the key
  /// does not fit, or there are too many.
  bool press(Scheme scheme, char key);
  /// Takes back the last key, or the last candidate chosen for a part of them.
  void erase();
  /// What the keys say so far: "di bao", "一丨"; empty while nothing is composed.
  std::string composed() const;
  /// At most `most` candidates from place `first` (from 0).
  std::vector<std::string> candidates(std::size_t first, std::size_t most) const;
  /// Takes the candidate of that place (from 0). Answers the text once all keys
  /// are used up; empty while some are left, or if there is no such candidate.
  std::optional<std::string> choose(std::size_t place);
  /// Gives up what is composed, and every trace of what was before.
  void forget();

 private:
  using Session = std::uintptr_t;  // librime's RimeSessionId
  Composer() = default;
  bool open_session(Scheme scheme);
  Session session(Scheme scheme) const { return sessions_[static_cast<std::size_t>(scheme)]; }
  Session current() const { return session(scheme_); }

  Session sessions_[3] = {};
  Scheme scheme_ = Scheme::letters;
};

}  // namespace linli::typing
