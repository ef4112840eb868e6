#pragma once
#include <functional>
#include <optional>
#include <string>

#include "kiosk/reference/place_name.h"

namespace linli::flow {

/// The list of place names, seen from the flows. Calls and callbacks on the UI thread.
class PlaceNameDesk {
 public:
  using Done = std::function<void(std::optional<reference::FoundPlaces>)>;

  virtual ~PlaceNameDesk() = default;
  /// Part of a name, pinyin or first letters; places [first, first + count) of all that fit. Empty:
  /// the list can't be read.
  virtual void find(std::string text, int first, int count, Done done) = 0;
};

}  // namespace linli::flow
