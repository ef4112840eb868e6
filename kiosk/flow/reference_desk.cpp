#include "kiosk/flow/reference_desk.h"

#include <algorithm>
#include <utility>

namespace linli::flow {
namespace {

constexpr std::size_t kMostWordCharacters = 20;

bool act_on(GuideReading& guide, const Action& action, DisplayMode mode) {
  if (const auto* group = std::get_if<action::ChooseGuideGroup>(&action)) {
    guide.choose(group->group);
  } else if (const auto* article = std::get_if<action::OpenArticle>(&action)) {
    guide.open(article->article);
  } else if (const auto* page = std::get_if<action::TurnPage>(&action)) {
    guide.turn_page(page->page, mode);
  } else if (std::holds_alternative<action::TakeAlong>(action)) {
    guide.take_along();
  } else {
    return false;
  }
  return true;
}

bool act_on(PlaceSearch& places, const Action& action, DisplayMode mode) {
  if (const auto* key = std::get_if<action::PressKey>(&action)) {
    places.press(key->key, mode);
  } else if (const auto* place = std::get_if<action::OpenPlace>(&action)) {
    places.open(place->index);
  } else if (const auto* page = std::get_if<action::TurnPage>(&action)) {
    places.turn_page(page->page, mode);
  } else if (std::holds_alternative<action::Next>(action)) {
    places.show_list();
  } else if (std::holds_alternative<action::Retry>(action)) {
    places.retry(mode);
  } else {
    // The size of pages changes with the mode, which is the visit's to keep.
    if (const auto* size = std::get_if<action::SetMode>(&action)) places.set_mode(size->mode);
    return false;
  }
  return true;
}

}  // namespace

std::optional<ReferenceDesk> ReferenceDesk::open(TileKind tile, Surroundings& around) {
  ReferenceDesk desk(around);
  if (tile == TileKind::guide && around.needs.guide != nullptr) {
    desk.open_ = std::make_unique<Open>(std::in_place_type<GuideReading>, around);
  } else if (tile == TileKind::place_names && around.needs.place_names != nullptr) {
    desk.open_ = std::make_unique<Open>(std::in_place_type<PlaceSearch>, around);
  } else if (tile == TileKind::hotlines) {
    desk.open_ = std::make_unique<Open>(Hotlines{&around.needs.catalogue.region});
  }
  return desk.open_ ? std::optional(std::move(desk)) : std::nullopt;
}

bool ReferenceDesk::back(DisplayMode mode) {
  if (auto* hotlines = std::get_if<Hotlines>(open_.get())) {
    return std::exchange(hotlines->chosen, nullptr) != nullptr;
  }
  if (auto* places = std::get_if<PlaceSearch>(open_.get())) return places->back(mode);
  return std::get<GuideReading>(*open_).back();
}

void ReferenceDesk::choose_hotline(const std::string& number) {
  auto* hotlines = std::get_if<Hotlines>(open_.get());
  if (hotlines == nullptr) return;
  const auto& all = hotlines->region->hotlines;
  const auto found = std::ranges::find(all, number, &catalogue::Hotline::number);
  if (found != all.end()) hotlines->chosen = &*found;
}

void ReferenceDesk::open_search() {
  if (around_->needs.typing == nullptr || std::holds_alternative<Hotlines>(*open_)) return;
  word_ = std::make_unique<TextEntry>(*around_->needs.typing, kMostWordCharacters);
}

bool ReferenceDesk::write(const Action& action, DisplayMode mode) {
  if (const auto* key = std::get_if<action::UseKeyboard>(&action)) {
    word_->act(key->key);
  } else if (std::holds_alternative<action::Next>(action)) {
    const std::string text = word_->finish();
    word_.reset();
    if (!text.empty()) search(text, mode);
  } else if (std::holds_alternative<action::Back>(action)) {
    word_.reset();
  } else {
    return false;
  }
  return true;
}

bool ReferenceDesk::act(const Action& action, DisplayMode mode) {
  if (word_) return write(action, mode);
  if (std::holds_alternative<action::OpenSearch>(action)) {
    open_search();
    return true;
  }
  if (std::holds_alternative<action::Back>(action)) return back(mode);
  if (auto* guide = std::get_if<GuideReading>(open_.get())) return act_on(*guide, action, mode);
  if (auto* places = std::get_if<PlaceSearch>(open_.get())) return act_on(*places, action, mode);
  const auto* chosen = std::get_if<action::ChooseHotline>(&action);
  if (chosen != nullptr) choose_hotline(chosen->number);
  return chosen != nullptr;
}

void ReferenceDesk::search(const std::string& text, DisplayMode mode) {
  if (auto* guide = std::get_if<GuideReading>(open_.get())) guide->search(text);
  if (auto* places = std::get_if<PlaceSearch>(open_.get())) places->search(text, mode);
}

ScreenView ReferenceDesk::screen(DisplayMode mode, catalogue::Language language,
                                 const catalogue::Service* can_apply) const {
  if (word_) return WordSearchView{std::holds_alternative<PlaceSearch>(*open_), word_->view()};
  if (const auto* hotlines = std::get_if<Hotlines>(open_.get())) {
    return HotlinesView{hotlines->region, hotlines->chosen};
  }
  if (const auto* places = std::get_if<PlaceSearch>(open_.get())) {
    if (places->has_place()) return places->place_view(mode);
    return places->search_view(mode);
  }
  const auto& guide = std::get<GuideReading>(*open_);
  if (guide.article() != nullptr) return guide.article_view(mode, language, can_apply);
  return guide.list_view(mode);
}

std::string ReferenceDesk::service() const {
  const auto* guide = std::get_if<GuideReading>(open_.get());
  return guide != nullptr && guide->article() != nullptr ? guide->article()->service
                                                         : std::string();
}

}  // namespace linli::flow
