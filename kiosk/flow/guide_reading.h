#pragma once
#include "kiosk/flow/reference_view.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// The policy guide: groups → matters → article → its code to take along; or matters by a word.
class GuideReading {
 public:
  explicit GuideReading(Surroundings& around);

  /// By word, pinyin or first letters. A text that finds nothing shows an empty list.
  void search(const std::string& text);
  void choose(catalogue::ServiceGroup group);
  /// Passed over unless it is one of the guide's.
  void open(const reference::Article* article);
  void take_along();
  void turn_page(int page, DisplayMode mode);
  /// One step; false where there is none.
  bool back();

  const reference::Article* article() const { return article_; }  // null: none is open
  GuideListView list_view(DisplayMode mode) const;
  ArticleView article_view(DisplayMode mode, catalogue::Language language,
                           const catalogue::Service* can_apply) const;

 private:
  std::chrono::year_month_day today() const;

  Surroundings& around_;
  const reference::PolicyGuide& guide_;
  std::optional<catalogue::ServiceGroup> group_;
  std::string searched_;
  std::vector<const reference::Article*> matters_;
  const reference::Article* article_ = nullptr;
  bool taking_ = false;
  int first_matter_ = 0;
  int first_section_ = 0;
};

}  // namespace linli::flow
