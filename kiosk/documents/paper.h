#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/domain/application.h"

namespace linli::documents {

/// Upright A4 pages in a PDF (ISO 32000), written from top to bottom; what does not fit goes on the
/// next page. Text is UTF-8 in Noto Sans CJK SC, embedded. Any thread, one object a thread.
class Paper {
 public:
  struct Frame {
    std::string title;   // of the document, as viewers show it
    std::string footer;  // on every page, beside its number
    double scale = 1;    // of the words; larger for residents to read
  };
  enum class Align { left, centre, right };
  struct Column {
    std::string name;
    double share;  // of the width; all together 1
    Align align = Align::left;
  };

  /// `write` is called twice, the first time to count the pages; it must do the same both times.
  static std::string pdf(const Frame& frame, const std::function<void(Paper&)>& write);

  void title(const std::string& text);  // centred
  void heading(const std::string& text);
  void text(const std::string& text, Align align = Align::left);
  /// Its head stands again on every page it reaches; a row is never torn.
  void table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows);
  /// A name and a line to write on for each, side by side, below who issues the paper and when
  /// (`issued`, at the right, may be empty); all on one page.
  void signatures(const std::vector<std::string>& names,
                  const std::vector<std::string>& issued = {});

  /// A name, and beside it what was signed.
  void strokes(const std::string& name, const domain::Signature& signature);

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
