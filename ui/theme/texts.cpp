#include "ui/theme/texts.h"

#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>

namespace linli::ui {
namespace gettext = boost::locale::gnu_gettext;

Expected<Texts, std::string> Texts::load(const std::filesystem::path& directory) {
  const auto file = directory / "en" / "LC_MESSAGES" / "linli.mo";
  std::error_code missing;
  if (!std::filesystem::is_regular_file(file, missing)) {
    return unexpected(file.string() + ": the English texts are missing");
  }
  gettext::messages_info info;
  info.language = "en";
  info.encoding = "UTF-8";
  info.paths.push_back(directory.string());
  info.domains.emplace_back("linli");
  try {
    return Texts(std::locale(std::locale::classic(), gettext::create_messages_facet<char>(info)));
  } catch (const std::exception& error) {  // Boost.Locale reports a damaged catalogue so
    return unexpected(file.string() + ": " + error.what());
  }
}

std::string Texts::get(catalogue::Language language, const char* chinese) const {
  if (language == catalogue::Language::chinese) return chinese;
  return boost::locale::translate(chinese).str(english_);
}

std::string Texts::get(catalogue::Language language, const char* chinese, int count) const {
  if (language == catalogue::Language::chinese) return chinese;
  return boost::locale::translate(chinese, chinese, count).str(english_);
}

}  // namespace linli::ui
