#include "kiosk/flow/reference_desk.h"

#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

namespace {

using State = PlaceSearchView::State;

void open_article(Hall& hall, const char* id) {
  const auto* article = hall.guide.with_id(id);
  REQUIRE(article != nullptr);
  hall.press_tile(TileKind::guide);
  hall.press(action::ChooseGuideGroup{article->group});
  hall.press(action::OpenArticle{article});
}

void write(Hall& hall, std::string_view pinyin) {
  hall.press(action::UseKeyboard{text_action::SetTypingMode{TypingMode::pinyin}});
  for (const char key : pinyin) hall.press(action::UseKeyboard{text_action::TypeKey{key}});
}

}  // namespace

TEST_CASE("the guide leads from groups over matters to an article, and back step by step") {
  Hall hall;
  hall.press_tile(TileKind::guide);
  CHECK(hall.screen<GuideListView>().groups.size() == 7);
  hall.press(action::ChooseGuideGroup{catalogue::ServiceGroup::relief});
  CHECK(hall.screen<GuideListView>().articles.front()->id == "subsistence_allowance");
  hall.press(action::OpenArticle{hall.screen<GuideListView>().articles.front()});
  CHECK(hall.screen<ArticleView>().sections.size() == 3);
  hall.press(action::Back{});
  CHECK(hall.screen<GuideListView>().group == catalogue::ServiceGroup::relief);
  hall.press(action::Back{});
  CHECK_FALSE(hall.screen<GuideListView>().group);
  hall.press(action::Back{});
  CHECK(hall.at_rest());
}

TEST_CASE("the pages of a list and of an article follow the mode") {
  Hall hall;
  hall.press_tile(TileKind::guide);
  hall.press(action::ChooseGuideGroup{catalogue::ServiceGroup::relief});
  CHECK(hall.screen<GuideListView>().articles.size() == 6);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.screen<GuideListView>().articles.size() == 4);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<GuideListView>().page == 1);
  hall.press(action::OpenArticle{hall.guide.with_id("temporary_relief")});
  CHECK(hall.screen<ArticleView>().pages == 6);
  CHECK(hall.screen<ArticleView>().sections.size() == 1);
  hall.press(action::TurnPage{5});
  CHECK(hall.screen<ArticleView>().with_sources);
  hall.press(action::TurnPage{6});
  CHECK(hall.screen<ArticleView>().page == 5);
}

TEST_CASE("an article has the region's figures, and its words can be taken along as a code") {
  Hall hall;
  open_article(hall, "old_age_allowance");
  CHECK(hall.screen<ArticleView>().sections[2].lines.front() == "80–89岁每月 50.00 元");
  CHECK(hall.screen<ArticleView>().hotline->number == "12349");
  hall.press(action::TakeAlong{});
  CHECK(hall.screen<ArticleView>().code.starts_with("高龄津贴\n"));
  hall.press(action::SetLanguage{catalogue::Language::english});
  CHECK(hall.screen<ArticleView>().code.starts_with("Old-age allowance\n"));
  hall.press(action::Back{});
  CHECK(hall.screen<ArticleView>().code.empty());
}

TEST_CASE("an article leads to its application where that can be begun, and to no other") {
  Hall hall;
  open_article(hall, "temporary_relief");
  const auto* relief = hall.screen<ArticleView>().can_apply;
  REQUIRE(relief != nullptr);
  hall.outbox.becomes(offline_cache::StoreHealth::disk_full);
  CHECK(hall.screen<ArticleView>().can_apply == nullptr);
  hall.press(action::ApplyFor{relief});
  CHECK(hall.shows<ArticleView>());
  hall.outbox.becomes(offline_cache::StoreHealth::ready);
  hall.press(action::ApplyFor{relief});
  CHECK(hall.screen<ReadCardView>().service == relief);

  Hall other;
  open_article(other, "senior_card");
  CHECK(other.screen<ArticleView>().can_apply == nullptr);
  other.press(action::ApplyFor{&other.catalogue.services.front()});
  CHECK(other.shows<ArticleView>());
}

TEST_CASE("an article of no guide is not opened") {
  Hall hall;
  hall.press_tile(TileKind::guide);
  const reference::Article foreign{};
  hall.press(action::OpenArticle{&foreign});
  hall.press(action::OpenArticle{nullptr});
  CHECK(hall.shows<GuideListView>());
}

TEST_CASE("one press shows a hotline large, and unknown numbers do nothing") {
  Hall hall;
  hall.press_tile(TileKind::hotlines);
  CHECK(hall.screen<HotlinesView>().chosen == nullptr);
  hall.press(action::ChooseHotline{"110"});
  CHECK(hall.screen<HotlinesView>().chosen == nullptr);
  hall.press(action::ChooseHotline{"12349"});
  CHECK(hall.screen<HotlinesView>().chosen->number == "12349");
  hall.press(action::CallHelp{});
  CHECK(hall.shows<HelpView>());
  hall.press(action::Back{});
  CHECK(hall.screen<HotlinesView>().chosen->number == "12349");
  hall.press(action::Back{});
  hall.press(action::Back{});
  CHECK(hall.at_rest());
}

TEST_CASE("every letter asks anew, and only the last question is answered") {
  Hall hall;
  hall.press_tile(TileKind::place_names);
  CHECK(hall.screen<PlaceSearchView>().state == State::nothing_typed);
  hall.press(action::PressKey{'j'});
  const auto late = hall.place_names.found;
  hall.press(action::PressKey{'x'});
  CHECK(hall.place_names.texts == std::vector<std::string>{"j", "jx"});
  hall.place_names.tell(12);
  late(reference::FoundPlaces{.total = 999, .places = {}});
  CHECK(hall.screen<PlaceSearchView>().total == 12);
  CHECK(hall.screen<PlaceSearchView>().places.size() == 5);
  hall.press(action::PressKey{'<'});
  CHECK(hall.screen<PlaceSearchView>().typed == "j");
  hall.press(action::PressKey{'C'});
  CHECK(hall.screen<PlaceSearchView>().state == State::nothing_typed);
  CHECK(hall.screen<PlaceSearchView>().total == 0);
}

TEST_CASE("places are turned by pages, opened, and left to the same page") {
  Hall hall;
  hall.press_tile(TileKind::place_names);
  hall.press(action::PressKey{'l'});
  hall.place_names.tell(12);
  hall.press(action::TurnPage{2});
  CHECK(hall.place_names.asked_first == 10);
  hall.place_names.tell(12);
  CHECK(hall.screen<PlaceSearchView>().page == 2);
  hall.press(action::OpenPlace{5});
  CHECK(hall.shows<PlaceSearchView>());
  hall.press(action::OpenPlace{1});
  CHECK(hall.screen<PlaceView>().found.place.name == "第11路");
  hall.press(action::PressKey{'x'});
  CHECK(hall.shows<PlaceView>());
  hall.press(action::Back{});
  CHECK(hall.screen<PlaceSearchView>().page == 2);
}

TEST_CASE("the large mode shows keys and places one after the other") {
  Hall hall;
  hall.press_tile(TileKind::place_names);
  hall.press(action::SetMode{DisplayMode::large});
  hall.press(action::PressKey{'l'});
  hall.press(action::Next{});
  CHECK_FALSE(hall.screen<PlaceSearchView>().list);
  hall.place_names.tell(12);
  hall.press(action::Next{});
  CHECK(hall.screen<PlaceSearchView>().list);
  CHECK_FALSE(hall.screen<PlaceSearchView>().keys);
  CHECK(hall.screen<PlaceSearchView>().places.size() == 4);
  hall.press(action::OpenPlace{0});
  CHECK_FALSE(hall.screen<PlaceView>().history);
  hall.press(action::TurnPage{1});
  CHECK(hall.screen<PlaceView>().history);
  hall.press(action::Back{});
  hall.press(action::Back{});
  CHECK(hall.screen<PlaceSearchView>().keys);
  hall.press(action::Back{});
  CHECK(hall.shows<HomeView>());
}

TEST_CASE("a switch of the mode asks for the page of its size") {
  Hall hall;
  hall.press_tile(TileKind::place_names);
  hall.press(action::PressKey{'l'});
  hall.place_names.tell(12);
  hall.press(action::TurnPage{1});
  hall.place_names.tell(12);
  hall.press(action::SetMode{DisplayMode::large});
  CHECK(hall.place_names.asked_first == 4);
  CHECK(hall.place_names.asked_count == 4);
}

TEST_CASE("a list that can't be read is said, and can be tried again") {
  Hall hall;
  hall.press_tile(TileKind::place_names);
  hall.press(action::PressKey{'l'});
  hall.place_names.found(std::nullopt);
  CHECK(hall.screen<PlaceSearchView>().state == State::failed);
  hall.press(action::Retry{});
  CHECK(hall.place_names.texts.size() == 2);
  hall.place_names.tell(1);
  CHECK(hall.screen<PlaceSearchView>().places.size() == 1);
}

TEST_CASE("what was looked up is gone when nobody touches the screen any more") {
  Hall hall;
  hall.press_tile(TileKind::place_names);
  hall.press(action::PressKey{'l'});
  const auto late = hall.place_names.found;
  hall.wait(61s);
  CHECK(hall.asks<overlay::TimeoutWarning>());
  hall.wait(31s);
  CHECK(hall.at_rest());
  late(reference::FoundPlaces{});
  hall.press_tile(TileKind::place_names);
  CHECK(hall.screen<PlaceSearchView>().typed.empty());
}

TEST_CASE("what is written on the keyboard is looked for in the guide") {
  Hall hall;
  hall.press_tile(TileKind::guide);
  REQUIRE(hall.screen<GuideListView>().can_write);
  hall.press(action::OpenSearch{});
  write(hall, "dibao");
  CHECK_FALSE(hall.screen<WordSearchView>().places);
  hall.press(action::Next{});
  CHECK(hall.screen<GuideListView>().searched == "低保");
  CHECK(hall.screen<GuideListView>().articles.front()->id == "subsistence_allowance");
  hall.press(action::Back{});
  CHECK(hall.screen<GuideListView>().groups.size() == 7);
}

TEST_CASE("a place can be written, beside its letters; whoever writes nothing looks for nothing") {
  Hall hall;
  hall.press_tile(TileKind::place_names);
  hall.press(action::OpenSearch{});
  write(hall, "xingfulu");
  hall.press(action::SetMode{DisplayMode::large});
  hall.press(action::Next{});
  CHECK(hall.place_names.texts.back() == "幸福路");
  const auto asked = hall.place_names.texts.size();
  hall.press(action::OpenSearch{});
  hall.press(action::Next{});
  CHECK(hall.shows<PlaceSearchView>());
  hall.press(action::OpenSearch{});
  write(hall, "qiao");
  hall.press(action::Back{});
  CHECK(hall.shows<PlaceSearchView>());
  CHECK(hall.place_names.texts.size() == asked);
}

TEST_CASE("hotlines are not searched") {
  Hall hall;
  hall.press_tile(TileKind::hotlines);
  hall.press(action::OpenSearch{});
  CHECK(hall.shows<HotlinesView>());
}

TEST_CASE("a terminal without a guide or a list of names offers neither") {
  Hall hall;
  Visit bare({hall.clock,
              hall.catalogue,
              hall.outbox,
              hall.lookups,
              hall.drafts,
              hall.audit,
              hall.scan_desk,
              {}});
  const auto home = std::get<HomeView>(bare.view().screen);
  for (const auto& tile : home.tiles) {
    CHECK(tile.kind != TileKind::guide);
    CHECK(tile.kind != TileKind::place_names);
  }
  bare.act(action::PressTile{{TileKind::guide}});
  CHECK(std::holds_alternative<HomeView>(bare.view().screen));
}
