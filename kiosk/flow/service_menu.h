#pragma once
#include <functional>

#include "kiosk/flow/view.h"

namespace linli::flow {

/// What this terminal has to offer.
struct MenuNeeds {
  const catalogue::Catalogue& catalogue;
  /// Whether new work of a service is taken now.
  std::function<bool(const catalogue::Service&)> may_apply;
  bool guide = false;
  bool place_names = false;
};

/// What the home screen and its menus offer.
class ServiceMenu {
 public:
  explicit ServiceMenu(MenuNeeds needs) : needs_(std::move(needs)) {}

  /// What most people come for, and the rest; what this terminal has not got is not shown.
  std::vector<Tile> first(DisplayMode mode) const;
  std::vector<Tile> rest(DisplayMode mode) const;

  /// A menu that stands open: of a group, or of the rest (empty).
  struct Open {
    std::optional<catalogue::ServiceGroup> group;
    int first = 0;  // item shown
  };
  static std::size_t tiles_on_page(DisplayMode mode);
  MenuView view(const Open& menu, DisplayMode mode) const;
  void turn_page(Open& menu, int page, DisplayMode mode) const;

 private:
  std::vector<Tile> items(const Open& menu, DisplayMode mode) const;
  bool has(TileKind kind, catalogue::ServiceGroup group) const;

  MenuNeeds needs_;
};

}  // namespace linli::flow
