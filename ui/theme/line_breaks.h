#pragma once
#include <memory>
#include <string_view>
#include <vector>

namespace linli::ui {

/// Where a line of text may end (Unicode Standard Annex 14), and is also between
/// two words, Chinese ones as well (Annex 29, ICU's dictionary): a line does not
/// end with 工作 and the next begin with 人员. One for the UI thread.
class LineBreaks {
 public:
  LineBreaks();
  ~LineBreaks();
  LineBreaks(LineBreaks&&) noexcept;
  LineBreaks& operator=(LineBreaks&&) noexcept;

  /// Byte offsets behind which a new line may begin, ascending, the end of the text last.
  std::vector<std::size_t> in(std::string_view utf8) const;

 private:
  struct Iterators;
  std::unique_ptr<Iterators> iterators_;
};

}  // namespace linli::ui
