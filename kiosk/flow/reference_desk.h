#pragma once
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/flow/action.h"
#include "kiosk/flow/guide_reading.h"
#include "kiosk/flow/place_search.h"

namespace linli::flow {

/// What only this desk understands.
template <class A>
concept ReferenceAction =
    OneOf<A, action::OpenSearch, action::ChooseGuideGroup, action::OpenArticle, action::TakeAlong,
          action::ChooseHotline, action::OpenPlace>;

/// What anybody may look up without a card: the policy guide, place names, hotlines. One of them is
/// open.
class ReferenceDesk {
 public:
  /// Empty where this terminal has not got what the tile stands for.
  static std::optional<ReferenceDesk> open(TileKind tile, Surroundings& around);

  /// True where the action is one of the desk's; the visit does the rest.
  bool act(const Action& action, DisplayMode mode);

  /// `can_apply`: the article's service, where it can be begun now.
  ScreenView screen(DisplayMode mode, catalogue::Language language,
                    const catalogue::Service* can_apply) const;

  /// Of the open article; empty: none.
  std::string service() const;

 private:
  /// One number large, or all of them.
  struct Hotlines {
    const catalogue::Region* region;
    const catalogue::Hotline* chosen = nullptr;
  };
  using Open = std::variant<GuideReading, PlaceSearch, Hotlines>;

  explicit ReferenceDesk(Surroundings& around) : around_(&around) {}
  bool back(DisplayMode mode);
  void open_search();
  bool write(const Action& action, DisplayMode mode);
  void search(const std::string& text, DisplayMode mode);
  void choose_hotline(const std::string& number);

  Surroundings* around_;
  std::unique_ptr<TextEntry> word_;  // to look for, while it is written
  std::unique_ptr<Open> open_;       // stays in its place: answers on their way know it
};

}  // namespace linli::flow
