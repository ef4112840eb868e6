#pragma once
#include <filesystem>
#include <locale>
#include <string>

#include "kiosk/base/expected.h"
#include "kiosk/catalogue/text.h"

namespace linli::ui {

/// Marks a Chinese text in a table, for xgettext to find; it is translated where it is shown.
constexpr const char* text_id(const char* chinese) { return chinese; }

/// The program's own texts. Chinese is what stands in the source; other
/// languages come from gettext catalogues. Depends on no installed locale.
class Texts {
 public:
  /// Reads DIR/en/LC_MESSAGES/linli.mo. Errors name it.
  static Expected<Texts, std::string> load(const std::filesystem::path& directory);

  std::string get(catalogue::Language language, const char* chinese) const;
  /// The form for `count` where the language has several.
  std::string get(catalogue::Language language, const char* chinese, int count) const;

 private:
  explicit Texts(std::locale english) : english_(std::move(english)) {}
  std::locale english_;
};

}  // namespace linli::ui
