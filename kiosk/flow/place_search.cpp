#include "kiosk/flow/place_search.h"

#include <utility>

#include "kiosk/base/utf8.h"
#include "kiosk/flow/paging.h"

namespace linli::flow {
namespace {

constexpr int kMostCharacters = 40;

int per_page(DisplayMode mode) { return mode == DisplayMode::large ? 4 : 5; }

std::string first_characters(std::string_view text) {
  std::string first;
  for (int i = 0; i < kMostCharacters && !text.empty(); ++i) {
    if (const auto point = base::take_code_point(text)) base::append_code_point(first, *point);
  }
  return first;
}

std::string without_last_character(std::string text) {
  while (!text.empty() && (text.back() & 0xC0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace

void PlaceSearch::search(const std::string& text, DisplayMode mode) {
  typed_ = first_characters(text);
  place_.reset();
  list_shown_ = false;
  if (typed_.empty()) {
    pending_.cancel();
    state_ = State::nothing_typed;
    found_ = {};
    first_ = 0;
  } else {
    look(0, mode);
  }
}

void PlaceSearch::press(char key, DisplayMode mode) {
  if (place_) return;
  if (key == '<') {
    search(without_last_character(typed_), mode);
  } else if (key == 'C') {
    search({}, mode);
  } else if (key >= 'a' && key <= 'z') {
    search(typed_ + key, mode);
  }
}

void PlaceSearch::set_mode(DisplayMode mode) {
  const int total = static_cast<int>(found_.total);
  if (state_ == State::found) look(slice_at(first_, total, per_page(mode)).first, mode);
}

void PlaceSearch::retry(DisplayMode mode) {
  if (state_ == State::failed) look(first_, mode);
}

/// What was found last stays on the screen until the answer is there: it comes within a blink.
void PlaceSearch::look(int first, DisplayMode mode) {
  state_ = State::looking;
  around_.needs.place_names->find(
      typed_, first, per_page(mode),
      pending_.wait_for([this, first](std::optional<reference::FoundPlaces> found) {
        state_ = found ? State::found : State::failed;
        found_ = found ? std::move(*found) : reference::FoundPlaces{};
        first_ = first;
        around_.changed();
      }));
}

void PlaceSearch::turn_page(int page, DisplayMode mode) {
  if (place_) {
    if (mode == DisplayMode::large && (page == 0 || page == 1)) history_ = page == 1;
    return;
  }
  if (state_ != State::found) return;
  const auto first = first_of_page(page, static_cast<int>(found_.total), per_page(mode));
  if (first) look(*first, mode);
}

void PlaceSearch::show_list() { list_shown_ = state_ == State::found && found_.total > 0; }

void PlaceSearch::open(int index) {
  if (state_ != State::found || index < 0 || index >= static_cast<int>(found_.places.size())) {
    return;
  }
  place_ = found_.places[static_cast<std::size_t>(index)];
  history_ = false;
}

bool PlaceSearch::back(DisplayMode mode) {
  if (place_) {
    place_.reset();
    return true;
  }
  return std::exchange(list_shown_, false) && mode == DisplayMode::large;
}

PlaceSearchView PlaceSearch::search_view(DisplayMode mode) const {
  const Slice slice = slice_at(first_, static_cast<int>(found_.total), per_page(mode));
  const bool large = mode == DisplayMode::large;
  PlaceSearchView view{.state = state_,
                       .keys = !large || !list_shown_,
                       .list = !large || list_shown_,
                       .typed = typed_,
                       .can_write = around_.needs.typing != nullptr,
                       .places = found_.places,
                       .total = found_.total,
                       .page = slice.page,
                       .pages = slice.pages};
  // Until the page of another mode's size is there.
  const auto most = static_cast<std::size_t>(per_page(mode));
  if (view.places.size() > most) view.places.resize(most);
  return view;
}

PlaceView PlaceSearch::place_view(DisplayMode mode) const {
  const bool large = mode == DisplayMode::large;
  return {.found = *place_,
          .names = !large || !history_,
          .history = !large || history_,
          .page = large && history_ ? 1 : 0,
          .pages = large ? 2 : 1};
}

}  // namespace linli::flow
