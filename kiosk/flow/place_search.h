#pragma once
#include "kiosk/flow/pending.h"
#include "kiosk/flow/reference_view.h"
#include "kiosk/flow/surroundings.h"

namespace linli::flow {

/// Place names by what is typed: nothing typed → looking → found, or failed; a place that was found
/// can be opened.
class PlaceSearch {
 public:
  explicit PlaceSearch(Surroundings& around) : around_(around) {}

  /// Characters, pinyin or first letters, at most 40.
  void search(const std::string& text, DisplayMode mode);
  /// 'a'–'z'; '<' takes one off, 'C' all.
  void press(char key, DisplayMode mode);
  void set_mode(DisplayMode mode);
  void retry(DisplayMode mode);
  void turn_page(int page, DisplayMode mode);
  /// In the large mode: from the keys to what was found.
  void show_list();
  /// Of those on the page, from 0.
  void open(int index);
  /// One step; false where there is none.
  bool back(DisplayMode mode);

  bool has_place() const { return place_.has_value(); }
  PlaceSearchView search_view(DisplayMode mode) const;
  PlaceView place_view(DisplayMode mode) const;

 private:
  void look(int first, DisplayMode mode);

  using State = PlaceSearchView::State;
  Surroundings& around_;
  Pending pending_;
  State state_ = State::nothing_typed;
  std::string typed_;
  reference::FoundPlaces found_;
  int first_ = 0;
  bool list_shown_ = false;  // counts in the large mode only
  std::optional<reference::FoundPlace> place_;
  bool history_ = false;  // the second page of a place in the large mode
};

}  // namespace linli::flow
