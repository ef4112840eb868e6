#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace linli::documents {

/// Upright A4 pages in a PDF (ISO 32000), written from top to bottom; what does not fit goes on the
/// next page. Text is UTF-8 in Noto Sans CJK SC, embedded. Any thread, one object a thread.
class Paper {
 public:
  struct Frame {
    std::string title;   // of the document, as viewers show it
    std::string footer;  // on every page, beside its number
  };
  struct Column {
    std::string name;
    double share;  // of the width; all together 1
  };

  /// `write` is called twice, the first time to count the pages; it must do the same both times.
  static std::string pdf(const Frame& frame, const std::function<void(Paper&)>& write);

  void title(const std::string& text);
  void heading(const std::string& text);
  void text(const std::string& text);
  /// Its head stands again on every page it reaches; a row is never torn.
  void table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows);
  /// A name and a line to write on for each, side by side, kept together.
  void signatures(const std::vector<std::string>& names);
  void gap(double points);

  ~Paper();
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;

 private:
  class Canvas;
  explicit Paper(std::unique_ptr<Canvas> canvas);
  void row(const std::vector<Column>& columns, const std::vector<std::string>& cells, bool head);

  std::unique_ptr<Canvas> canvas_;
};

}  // namespace linli::documents
