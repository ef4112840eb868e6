#include "tests/ui/reference_situations.h"

#include <stdexcept>

#include "kiosk/base/clock.h"
#include "tests/ui/invented.h"

namespace linli::tests {
namespace {

using catalogue::Language;
using flow::DisplayMode;
using flow::View;
using reference::GuideSection;

View shown(DisplayMode mode, flow::ScreenView screen) {
  View view = idle_view(mode);
  view.screen = std::move(screen);
  view.can_go_back = true;
  return view;
}

std::chrono::year_month_day today() { return base::hall_time(kNow).date; }

flow::GuideListView groups() {
  flow::GuideListView view;
  for (const auto& row : catalogue::kServiceGroups) view.groups.push_back(row.group);
  view.can_write = true;
  return view;
}

flow::GuideListView matters(DisplayMode mode) {
  const auto all = project_guide().in(catalogue::ServiceGroup::relief);
  flow::GuideListView view{.group = catalogue::ServiceGroup::relief};
  view.can_write = true;
  const int most = mode == DisplayMode::large ? 4 : 6;
  view.articles.assign(all.begin(), all.begin() + most);
  view.pages = 3;
  return view;
}

flow::GuideListView searched(std::vector<const reference::Article*> found) {
  flow::GuideListView view{.searched = "dibao"};
  view.can_write = true;
  view.articles = std::move(found);
  return view;
}

reference::FoundPlace invented_place(bool by_former_name) {
  reference::PlaceName place{"锦绣路",
                             "路",
                             "阜新市海州区青石街道",
                             "Jǐnxiù Lù",
                             "形容这里像织锦一样好看，又有绣楼。",
                             "1985年整理地名时，因路旁绣品厂定名。",
                             {},
                             {}};
  place.former = {{"青塔街", "Qīngtǎ Jiē", "1918–1942年"}, {"前进大街", "", ""}};
  return {place, by_former_name ? "青塔街" : ""};
}

flow::WordSearchView writing(bool places) {
  flow::TextEntry word(engines(), 20);
  word.act(flow::text_action::SetTypingMode{flow::TypingMode::pinyin});
  for (const char key : {'d', 'i', 'b', 'a', 'o'}) word.act(flow::text_action::TypeKey{key});
  return {places, word.view()};
}

flow::PlaceSearchView places(DisplayMode mode, bool list) {
  const bool large = mode == DisplayMode::large;
  flow::PlaceSearchView view{
      .state = flow::PlaceSearchView::State::found, .typed = "jxl", .can_write = true};
  view.keys = !large || !list;
  view.list = !large || list;
  view.total = 153;
  view.pages = large ? 39 : 31;
  for (int i = 0; i < (large ? 4 : 5); ++i) view.places.push_back(invented_place(i == 1));
  view.places.back().place.state = reference::PlaceState::historic;
  return view;
}

void add_guide(std::vector<Situation>& all) {
  all.push_back({"guide", [](DisplayMode mode) { return shown(mode, groups()); }});
  all.push_back({"guide-writing", [](DisplayMode mode) { return shown(mode, writing(false)); }});
  all.push_back(
      {"place-names-writing", [](DisplayMode mode) { return shown(mode, writing(true)); }});
  all.push_back({"guide-group", [](DisplayMode mode) { return shown(mode, matters(mode)); }});
  all.push_back({"guide-found", [](DisplayMode mode) {
                   return shown(mode, searched(project_guide().find("dibao")));
                 }});
  all.push_back({"guide-nothing", [](DisplayMode mode) { return shown(mode, searched({})); }});
  for (const int page : {0, 1}) {
    all.push_back({"article-" + std::to_string(page), [page](DisplayMode mode) {
                     const auto* article = project_guide().with_id("temporary_relief");
                     return article_view(*article, mode, Language::chinese, page);
                   }});
  }
  all.push_back({"article-take-along", [](DisplayMode mode) {
                   const auto* article = project_guide().with_id("old_age_allowance");
                   View view = article_view(*article, mode, Language::chinese, 0);
                   std::get<flow::ArticleView>(view.screen).code = reference::take_along_text(
                       *article, demo_catalogue().region, today(), Language::chinese);
                   return view;
                 }});
}

void add_places(std::vector<Situation>& all) {
  using State = flow::PlaceSearchView::State;
  all.push_back({"place-names", [](DisplayMode mode) {
                   const bool large = mode == DisplayMode::large;
                   return shown(mode, flow::PlaceSearchView{.list = !large, .can_write = true});
                 }});
  all.push_back(
      {"place-names-found", [](DisplayMode mode) { return shown(mode, places(mode, false)); }});
  all.push_back(
      {"place-names-list", [](DisplayMode mode) { return shown(mode, places(mode, true)); }});
  all.push_back({"place-names-none", [](DisplayMode mode) {
                   flow::PlaceSearchView view{
                       .state = State::found, .typed = "qqqqqqqqqq", .can_write = true};
                   view.list = mode != DisplayMode::large;
                   return shown(mode, view);
                 }});
  all.push_back({"place-names-failed", [](DisplayMode mode) {
                   flow::PlaceSearchView view{
                       .state = State::failed, .typed = "jxl", .can_write = true};
                   view.list = mode != DisplayMode::large;
                   return shown(mode, view);
                 }});
  for (const bool former : {false, true}) {
    all.push_back({former ? "place-by-former-name" : "place", [former](DisplayMode mode) {
                     const bool large = mode == DisplayMode::large;
                     flow::PlaceView view{.found = invented_place(former)};
                     view.history = !large;
                     view.pages = large ? 2 : 1;
                     return shown(mode, view);
                   }});
  }
  all.push_back({"place-history", [](DisplayMode mode) {
                   flow::PlaceView view{.found = invented_place(true)};
                   view.names = mode != DisplayMode::large;
                   view.pages = view.names ? 1 : 2;
                   view.page = view.pages - 1;
                   return shown(mode, view);
                 }});
}

catalogue::Office office(const std::string& number) {
  return {{"海州区第" + number + "社区服务中心", "Community Service Centre " + number},
          {"海州街道锦绣路 " + number + " 号", number + " Jinxiu Road, Haizhou Subdistrict"},
          "0418-281234" + number};
}

/// With more offices than any screen has room for.
catalogue::Region region_with_offices(bool with_hotlines) {
  catalogue::Region region;
  if (with_hotlines) region.hotlines = demo_catalogue().region.hotlines;
  region.offices = {{{"区民政局", "District Civil Affairs Bureau"}, {}, {}}};
  for (int i = 1; i <= 9; ++i) region.offices.push_back(office(std::to_string(i)));
  region.offices[2].address = {};
  region.offices[3].phone.clear();
  return region;
}

}  // namespace

const reference::PolicyGuide& project_guide() {
  static const reference::PolicyGuide guide = [] {
    auto loaded = reference::load_guide(LINLI_ASSETS, demo_catalogue().region.parameters);
    if (!loaded) throw std::runtime_error("the guide can't be loaded");
    return *std::move(loaded);
  }();
  return guide;
}

View article_view(const reference::Article& article, DisplayMode mode, Language language,
                  int page) {
  const auto& region = demo_catalogue().region;
  const int per_page = mode == DisplayMode::large ? 1 : 3;
  flow::ArticleView view{.article = &article, .hotline = reference::hotline_of(article, region)};
  view.pages = reference::kGuideSections / per_page;
  view.page = page;
  view.with_sources = page + 1 == view.pages;
  if (!article.service.empty()) view.can_apply = relief();
  for (int i = page * per_page; i < (page + 1) * per_page; ++i) {
    const auto section = static_cast<GuideSection>(i);
    view.sections.push_back(
        {section, reference::lines_of(article, section, region, today(), language)});
  }
  View whole = shown(mode, view);
  whole.language = language;
  return whole;
}

void add_reference_situations(std::vector<Situation>& all) {
  add_guide(all);
  add_places(all);
  all.push_back({"hotlines", [](DisplayMode mode) {
                   return shown(mode, flow::HotlinesView{.region = &demo_catalogue().region});
                 }});
  all.push_back({"hotline", [](DisplayMode mode) {
                   const auto& region = demo_catalogue().region;
                   return shown(mode, flow::HotlinesView{&region, &region.hotlines.front()});
                 }});
  all.push_back({"hotlines-offices", [](DisplayMode mode) {
                   static const catalogue::Region region = region_with_offices(true);
                   return shown(mode, flow::HotlinesView{.region = &region});
                 }});
  all.push_back({"hotlines-only-offices", [](DisplayMode mode) {
                   static const catalogue::Region region = region_with_offices(false);
                   return shown(mode, flow::HotlinesView{.region = &region});
                 }});
  all.push_back({"hotlines-none", [](DisplayMode mode) {
                   static const catalogue::Region empty;
                   return shown(mode, flow::HotlinesView{.region = &empty});
                 }});
}

}  // namespace linli::tests
