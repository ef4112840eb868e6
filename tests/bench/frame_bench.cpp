#include <fmt/format.h>

#include <cstdlib>

#include "kiosk/catalogue/service.h"
#include "tests/bench/measure.h"
#include "tests/support/places.h"
#include "ui/screens/screens.h"
#include "ui/window/window.h"

namespace linli::bench {
namespace {

constexpr int kFrames = 60;

flow::View home_view(const catalogue::Catalogue& catalogue) {
  flow::View view;
  view.region = &catalogue.region;
  view.header.link.online = true;
  flow::HomeView home;
  home.tiles = {{flow::TileKind::benefits, nullptr, true},
                {flow::TileKind::service, &catalogue.services.front(), true},
                {flow::TileKind::progress, nullptr, true},
                {flow::TileKind::hotlines, nullptr, true}};
  home.card_reader = drivers::DeviceHealth::working;
  view.screen = home;
  return view;
}

}  // namespace

void measure_frames() {
  base::TaskQueue queue;
  const auto catalogue = catalogue::load_catalogue(tests::assets(), "demo");
  auto window = ui::Window::open({.kind = ui::WindowKind::offscreen}, queue);
  auto screens = ui::Screens::load({.texts = tests::assets() / "texts"});
  if (!catalogue || !window || !screens) std::abort();
  const flow::View view = home_view(*catalogue);
  ui::Tree tree;
  const auto draw = [&] { (*window)->frame([&] { (*screens)->draw(view, tree); }); };
  draw();
  const auto times = time_rounds(kFrames, draw);
  report("frame of the home screen, 1080 x 1920, software renderer",
         fmt::format("median {:.1f} ms, p95 {:.1f} ms", median(times), quantile(times, 0.95)));
}

}  // namespace linli::bench
