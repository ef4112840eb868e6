#include "ui/theme/line_breaks.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

namespace linli::ui {

struct LineBreaks::Iterator {
  std::unique_ptr<icu::BreakIterator> icu;
};

LineBreaks::LineBreaks() : iterator_(std::make_unique<Iterator>()) {
  UErrorCode status = U_ZERO_ERROR;
  iterator_->icu.reset(icu::BreakIterator::createLineInstance(icu::Locale("zh"), status));
}

LineBreaks::~LineBreaks() = default;
LineBreaks::LineBreaks(LineBreaks&&) noexcept = default;
LineBreaks& LineBreaks::operator=(LineBreaks&&) noexcept = default;

std::vector<std::size_t> LineBreaks::in(std::string_view utf8) const {
  std::vector<std::size_t> breaks;
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status);
  if (iterator_->icu && U_SUCCESS(status)) {
    iterator_->icu->setText(&text, status);
    iterator_->icu->first();
    for (auto at = iterator_->icu->next(); at != icu::BreakIterator::DONE;
         at = iterator_->icu->next()) {
      breaks.push_back(static_cast<std::size_t>(at));
    }
    // The iterator keeps what it was given; nothing of a person stays there.
    UErrorCode ignored = U_ZERO_ERROR;
    UText empty = UTEXT_INITIALIZER;
    utext_openUTF8(&empty, "", 0, &ignored);
    iterator_->icu->setText(&empty, ignored);
    utext_close(&empty);
  }
  utext_close(&text);
  if (breaks.empty() || breaks.back() != utf8.size()) breaks.push_back(utf8.size());
  return breaks;
}

}  // namespace linli::ui
