#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kiosk/catalogue/service.h"
#include "kiosk/flow/text_entry.h"
#include "kiosk/reference/guide.h"
#include "kiosk/reference/place_name.h"

/// What the screens of the policy guide, the hotlines and the place names are drawn from (view.h).
/// Nothing in them is anybody's. Pointers lead into the guide and the catalogue.
namespace linli::flow {

/// The groups of the guide, or the matters of one, or those that were searched for.
struct GuideListView {
  std::vector<catalogue::ServiceGroup> groups;      // to choose from; empty once one is chosen
  std::optional<catalogue::ServiceGroup> group;     // chosen
  std::string searched;                             // what was looked for; empty: nothing
  std::vector<const reference::Article*> articles;  // of this page
  bool can_write = false;                           // a word to look for
  int page = 0;                                     // of pages
  int pages = 1;
};

/// A word to look for is being written.
struct WordSearchView {
  bool places = false;  // place names, else the guide
  TextEntryView keyboard;
};

struct SectionView {
  reference::GuideSection section{};
  std::vector<std::string> lines;  // with the region's figures; none: staff are asked
};

struct ArticleView {
  const reference::Article* article = nullptr;
  std::vector<SectionView> sections;              // of this page
  bool with_sources = false;                      // where it stands is on this page
  const catalogue::Hotline* hotline = nullptr;    // null: the region has none
  const catalogue::Service* can_apply = nullptr;  // what can be begun here and now
  std::string code;                               // to take along, in place of the sections
  int page = 0;
  int pages = 1;
};

struct HotlinesView {
  const catalogue::Region* region = nullptr;
  const catalogue::Hotline* chosen = nullptr;  // shown large; null: all of them
};

struct PlaceSearchView {
  enum class State { nothing_typed, looking, found, failed };
  State state{};
  bool keys = true;  // the large mode shows keys and places one after the other
  bool list = true;
  std::string typed;
  bool can_write = false;                     // with the keyboard, beside the letters
  std::vector<reference::FoundPlace> places;  // of this page; kept while the next are looked for
  std::int64_t total = 0;
  int page = 0;
  int pages = 1;
};

struct PlaceView {
  reference::FoundPlace found;
  bool names = true;    // what it is called and where it is
  bool history = true;  // why, and what it was called; a page of its own in the large mode
  int page = 0;
  int pages = 1;
};

}  // namespace linli::flow
