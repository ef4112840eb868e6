#pragma once
#include <functional>

#include "kiosk/flow/visit.h"

namespace linli::flow {

/// What the home screen and its menus offer.
class ServiceMenu {
 public:
  /// `may_apply`: whether new work of a service is taken now.
  ServiceMenu(const VisitNeeds& needs, std::function<bool(const catalogue::Service&)> may_apply)
      : needs_(needs), may_apply_(std::move(may_apply)) {}

  /// What most people come for, and the rest; what this terminal has not got is not shown.
  std::vector<Tile> first(DisplayMode mode) const;
  std::vector<Tile> rest(DisplayMode mode) const;

  /// A menu that stands open: of a group, or of the rest (empty).
  struct Open {
    std::optional<catalogue::ServiceGroup> group;
    int first = 0;  // item shown
  };
  MenuView view(const Open& menu, DisplayMode mode) const;
  void turn_page(Open& menu, int page, DisplayMode mode) const;

 private:
  std::vector<Tile> items(const Open& menu, DisplayMode mode) const;
  bool has(TileKind kind, catalogue::ServiceGroup group) const;

  const VisitNeeds& needs_;
  std::function<bool(const catalogue::Service&)> may_apply_;
};

}  // namespace linli::flow
