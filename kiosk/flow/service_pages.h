#pragma once
#include <functional>
#include <string>

#include "kiosk/flow/view.h"

namespace linli::flow {

/// A service, and the terminal that would show it. All of it outlives the visit of its pages.
struct ShownService {
  const catalogue::Service& service;
  const catalogue::Region& region;
  domain::Day today;
  DisplayMode mode{};
  typing::Engines& typing;
};

/// A screen that shows texts of a service's file.
struct ServicePage {
  std::string at;  // of the text that the page is about, in the file: "/steps/0/fields/1"
  const ScreenView& screen;
};

/// Shows, one after the other, every page that somebody may see of a service: its tile, what the
/// card is for, the questions before and what they may say, every field of every step with what an
/// invented person has answered, every message of a check, and what happens next. For finding texts
/// that have no room. A page and what it points to is gone when `show` returns.
void for_each_page(const ShownService& shown, const std::function<void(const ServicePage&)>& show);

}  // namespace linli::flow
