#include "ui/theme/line_breaks.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <iterator>

namespace linli::ui {
namespace {

/// Words that ICU's dictionary takes apart.
constexpr std::string_view kWholeWords[] = {"工作人员", "工作日", "身份证", "公积金",
                                            "二维码",   "外孙女", "补交",   "民政部门"};

/// Little words that lean on the one before them; a line does not begin with one.
constexpr std::string_view kLeaning[] = {"的", "了", "吗", "呢", "吧", "们", "着"};

/// Where the iterator finds boundaries of the text, ascending.
std::vector<std::size_t> boundaries(icu::BreakIterator* iterator, UText& text) {
  std::vector<std::size_t> found;
  UErrorCode status = U_ZERO_ERROR;
  if (iterator == nullptr) return found;
  iterator->setText(&text, status);
  if (U_FAILURE(status)) return found;
  iterator->first();
  for (auto at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    found.push_back(static_cast<std::size_t>(at));
  }
  // The iterator keeps what it was given; nothing of a person stays there.
  UText empty = UTEXT_INITIALIZER;
  utext_openUTF8(&empty, "", 0, &status);
  iterator->setText(&empty, status);
  utext_close(&empty);
  return found;
}

void join_whole_words(std::vector<std::size_t>& breaks, std::string_view utf8) {
  for (const std::string_view word : kWholeWords) {
    for (auto at = utf8.find(word); at != std::string_view::npos; at = utf8.find(word, at + 1)) {
      std::erase_if(breaks, [&](std::size_t one) { return one > at && one < at + word.size(); });
    }
  }
}

/// Leaves no leaning word at the beginning of a line; `words` are all boundaries of words.
void join_leaning_words(std::vector<std::size_t>& breaks, const std::vector<std::size_t>& words,
                        std::string_view utf8) {
  std::erase_if(breaks, [&](std::size_t one) {
    return std::ranges::any_of(kLeaning, [&](std::string_view leaning) {
      return utf8.substr(one, leaning.size()) == leaning &&
             std::ranges::binary_search(words, one + leaning.size());
    });
  });
}

}  // namespace

struct LineBreaks::Iterators {
  std::unique_ptr<icu::BreakIterator> lines;
  std::unique_ptr<icu::BreakIterator> words;
};

LineBreaks::LineBreaks() : iterators_(std::make_unique<Iterators>()) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale chinese("zh");
  iterators_->lines.reset(icu::BreakIterator::createLineInstance(chinese, status));
  iterators_->words.reset(icu::BreakIterator::createWordInstance(chinese, status));
}

LineBreaks::~LineBreaks() = default;
LineBreaks::LineBreaks(LineBreaks&&) noexcept = default;
LineBreaks& LineBreaks::operator=(LineBreaks&&) noexcept = default;

std::vector<std::size_t> LineBreaks::in(std::string_view utf8) const {
  std::vector<std::size_t> breaks;
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status);
  if (U_SUCCESS(status)) {
    const auto lines = boundaries(iterators_->lines.get(), text);
    const auto words = boundaries(iterators_->words.get(), text);
    std::ranges::set_intersection(lines, words, std::back_inserter(breaks));
    join_leaning_words(breaks, words, utf8);
  }
  utext_close(&text);
  join_whole_words(breaks, utf8);
  if (breaks.empty() || breaks.back() != utf8.size()) breaks.push_back(utf8.size());
  return breaks;
}

}  // namespace linli::ui
