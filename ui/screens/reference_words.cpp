#include "ui/screens/reference_words.h"

#include "ui/theme/texts.h"

namespace linli::ui {

using reference::GuideSection;

const char* heading_of(GuideSection section) {
  switch (section) {
    case GuideSection::what:
      return text_id("是什么");
    case GuideSection::who:
      return text_id("谁能办");
    case GuideSection::amount:
      return text_id("多少钱");
    case GuideSection::bring:
      return text_id("带什么");
    case GuideSection::time:
      return text_id("多长时间");
    case GuideSection::where:
      return text_id("到哪里办");
  }
  return "";
}

}  // namespace linli::ui
