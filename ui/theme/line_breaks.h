#pragma once
#include <memory>
#include <string_view>
#include <vector>

namespace linli::ui {

/// Where a line of text may end (Unicode Standard Annex 14): between hanzi but
/// not before a closing mark, between English words. One for the UI thread.
class LineBreaks {
 public:
  LineBreaks();
  ~LineBreaks();
  LineBreaks(LineBreaks&&) noexcept;
  LineBreaks& operator=(LineBreaks&&) noexcept;

  /// Byte offsets behind which a new line may begin, ascending, the end of the text last.
  std::vector<std::size_t> in(std::string_view utf8) const;

 private:
  struct Iterator;
  std::unique_ptr<Iterator> iterator_;
};

}  // namespace linli::ui
