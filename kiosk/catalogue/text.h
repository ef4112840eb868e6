#pragma once
#include <string>

namespace linli::catalogue {

enum class Language { chinese, english };

/// A text of a service or region file, in both languages; both always present.
struct Text {
  std::string zh;
  std::string en;
  const std::string& in(Language language) const { return language == Language::chinese ? zh : en; }
};

}  // namespace linli::catalogue
