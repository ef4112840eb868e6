#include "kiosk/flow/service_menu.h"

#include <algorithm>

#include "kiosk/flow/paging.h"

namespace linli::flow {
namespace {

using catalogue::ServiceGroup;

/// Where a choice stands: in large-font mode few come first, the rest behind one more press.
struct Place {
  TileKind kind;
  ServiceGroup group;  // TileKind::group only
  bool first;
  bool first_in_large;
};
constexpr Place kPlaces[] = {
    {TileKind::benefits, {}, true, true},
    {TileKind::group, ServiceGroup::relief, true, true},
    {TileKind::group, ServiceGroup::elderly, true, true},
    {TileKind::group, ServiceGroup::disability, true, false},
    {TileKind::group, ServiceGroup::family, true, false},
    {TileKind::progress, {}, true, false},
    {TileKind::group, ServiceGroup::children, false, false},
    {TileKind::group, ServiceGroup::funeral, false, false},
    {TileKind::group, ServiceGroup::charity, false, false},
    {TileKind::guide, {}, false, false},
    {TileKind::place_names, {}, false, false},
    {TileKind::hotlines, {}, false, false},
};

bool is_first(const Place& place, DisplayMode mode) {
  return mode == DisplayMode::large ? place.first_in_large : place.first;
}

}  // namespace

std::size_t ServiceMenu::tiles_on_page(DisplayMode mode) {
  return mode == DisplayMode::large ? 4 : 8;
}

bool ServiceMenu::has(TileKind kind, ServiceGroup group) const {
  switch (kind) {
    case TileKind::group:
      return std::ranges::count(needs_.catalogue.services, group, &catalogue::Service::group) > 0;
    case TileKind::guide:
      return needs_.guide;
    case TileKind::place_names:
      return needs_.place_names;
    default:
      return true;
  }
}

std::vector<Tile> ServiceMenu::first(DisplayMode mode) const {
  std::vector<Tile> tiles;
  for (const Place& place : kPlaces) {
    if (is_first(place, mode) && has(place.kind, place.group)) {
      tiles.push_back({.kind = place.kind, .group = place.group});
    }
  }
  if (mode == DisplayMode::large) tiles.push_back({.kind = TileKind::others});
  return tiles;
}

std::vector<Tile> ServiceMenu::rest(DisplayMode mode) const {
  std::vector<Tile> tiles;
  for (const Place& place : kPlaces) {
    if (!is_first(place, mode) && has(place.kind, place.group)) {
      tiles.push_back({.kind = place.kind, .group = place.group});
    }
  }
  return tiles;
}

std::vector<Tile> ServiceMenu::items(const Open& menu, DisplayMode mode) const {
  if (!menu.group) return rest(mode);
  std::vector<Tile> tiles;
  for (const catalogue::Service& service : needs_.catalogue.services) {
    if (service.group != *menu.group) continue;
    tiles.push_back(
        {.kind = TileKind::service, .service = &service, .available = needs_.may_apply(service)});
  }
  return tiles;
}

MenuView ServiceMenu::view(const Open& menu, DisplayMode mode) const {
  const auto all = items(menu, mode);
  const Slice slice =
      slice_at(menu.first, static_cast<int>(all.size()), static_cast<int>(tiles_on_page(mode)));
  const auto begin = all.begin() + slice.first;
  return {menu.group, {begin, begin + slice.count}, slice.page, slice.pages};
}

void ServiceMenu::turn_page(Open& menu, int page, DisplayMode mode) const {
  const auto count = static_cast<int>(items(menu, mode).size());
  menu.first =
      first_of_page(page, count, static_cast<int>(tiles_on_page(mode))).value_or(menu.first);
}

}  // namespace linli::flow
