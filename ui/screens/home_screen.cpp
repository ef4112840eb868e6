#include <algorithm>

#include "ui/screens/screen.h"
#include "ui/screens/tile_looks.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tile.h"

namespace linli::ui {
namespace {

bool reader_usable(const flow::HomeView& home) {
  return home.card_reader == drivers::DeviceHealth::working ||
         home.card_reader == drivers::DeviceHealth::starting;
}

struct Hero {
  Icon icon = Icon::id_card;
  std::string title;
  std::string subtitle;
  bool alarming = false;
};

Hero hero_of(const Screen& screen, const flow::HomeView& home) {
  const Painter& painter = screen.painter;
  if (screen.view.session_open) {  // the card was read
    return {Icon::done, painter.t("请选要办的事"), painter.t("办完请按“退出”，带好身份证")};
  }
  if (!reader_usable(home)) {
    return {Icon::error, painter.t("读卡器暂时不能用"), painter.t("请找工作人员帮忙，或到窗口办理"),
            true};
  }
  return {Icon::id_card, painter.t("请把身份证放在读卡区"), painter.t("也可以先选要办的事")};
}

/// The large mode says one thing, and what to do if something is wrong.
bool has_subtitle(const Painter& painter, const Hero& hero) {
  return !painter.large() || hero.alarming;
}

void draw_hero(Screen& screen, const flow::HomeView& home, Rect rect) {
  Painter& painter = screen.painter;
  const Hero hero = hero_of(screen, home);
  const float radius = painter.metrics().card_radius();
  if (hero.alarming) {
    painter.fill(rect, Colour::red, radius);
  } else if (painter.large()) {
    painter.fill(rect, Colour::brand_dark, radius);
  } else {
    painter.gradient(rect, Colour::brand, Colour::brand_dark, radius);
  }
  Rect inner = inset(rect, painter.px(44), painter.px(28));
  if (rect.width > 2.2F * rect.height && !painter.large()) {  // lying: the picture beside the words
    const float side = std::min(inner.height, painter.px(200));
    painter.picture(hero.icon, cut_left(inner, side, painter.px(44)), Colour::surface, side);
    const float title = painter.height_of(hero.title, Style::title, inner.width);
    const float subtitle = painter.height_of(hero.subtitle, Style::body, inner.width);
    Rect column = centred(inner, inner.width, title + subtitle + painter.px(8));
    painter.heading(column, hero.title, {Style::title, Colour::surface}, painter.px(8));
    painter.text(column, hero.subtitle, {Style::body, Colour::surface});
    return;
  }
  const bool both = has_subtitle(painter, hero);
  const float side = std::min(painter.px(painter.large() ? 140 : 220), inner.height * 0.5F);
  const float title = painter.height_of(hero.title, Style::title, inner.width);
  const float subtitle =
      both ? painter.height_of(hero.subtitle, Style::body, inner.width) + painter.px(12) : 0;
  Rect column = centred(inner, inner.width, side + painter.px(28) + title + subtitle);
  painter.picture(hero.icon, cut_top(column, side, painter.px(28)), Colour::surface, side);
  painter.heading(column, hero.title, {Style::title, Colour::surface, Align::centre},
                  painter.px(12));
  if (both) painter.text(column, hero.subtitle, {Style::body, Colour::surface, Align::centre});
}

/// In portrait; a long title makes it higher.
float hero_height(const Screen& screen, const flow::HomeView& home, float width) {
  const Painter& painter = screen.painter;
  if (!painter.large()) return painter.px(280);
  const Hero hero = hero_of(screen, home);
  const float inner = width - painter.px(88);
  const float subtitle =
      has_subtitle(painter, hero) ? painter.height_of(hero.subtitle, Style::body, inner) : 0;
  return painter.px(56 + 140 + 28 + 20) + painter.height_of(hero.title, Style::title, inner) +
         subtitle;
}

Message notice_of(const Screen& screen, const flow::HomeView& home) {
  const Painter& painter = screen.painter;
  if (home.starting) {
    return {Icon::wait,
            Colour::brand,
            Colour::surface,
            {},
            {painter.t("本机正在启动，请稍等一会儿。")}};
  }
  if (!home.takes_work) {
    return {Icon::warning,
            Colour::red,
            Colour::red_tint,
            {},
            {painter.t("本机存满了，暂时不能办新的申请。以前交的都在。请到窗口办理。")}};
  }
  if (!screen.view.header.link.online) {
    return {Icon::offline,
            Colour::amber,
            Colour::amber_tint,
            {},
            {painter.t("现在没有网络，照常能办：先保存好，有网后自动上传。")}};
  }
  return {Icon::info,
          Colour::brand,
          Colour::surface,
          {},
          {painter.t("断网也能办：先保存好，有网后自动上传。")}};
}

void draw_tiles(Screen& screen, const std::vector<flow::Tile>& tiles, int across, Rect area) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap() + painter.px(4);
  const auto cells = grid(area, static_cast<int>(tiles.size()), across, gap);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    // A low tile has room for its name only.
    const bool low = !painter.large() && cells[i].height < painter.px(220);
    const TileLook look = look_of(painter, tiles[i]);
    if (low ? small_tile(painter, cells[i], look) : tile(painter, cells[i], look)) {
      screen.act(flow::action::PressTile{tiles[i]});
    }
  }
}

/// Smaller, with a name and a picture only.
void draw_more(Screen& screen, const std::vector<flow::Tile>& tiles, Rect area) {
  Painter& painter = screen.painter;
  painter.text(area, painter.t("更多服务"), {Style::body_bold, Colour::ink, Align::left},
               painter.px(12));
  const auto cells = columns(area, static_cast<int>(tiles.size()), painter.metrics().gap());
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    if (small_tile(painter, cells[i], look_of(painter, tiles[i]))) {
      screen.act(flow::action::PressTile{tiles[i]});
    }
  }
}

float more_height(const Painter& painter) {
  return painter.px(160 + 12) + painter.metrics().text(Style::body) * 1.4F;
}

}  // namespace

Frame frame_of(const Screen& screen, const flow::HomeView&) {
  return {.title = screen.painter.t("社区便民服务")};
}

void draw_body(Screen& screen, const flow::HomeView& home, Rect body) {
  Painter& painter = screen.painter;
  const float gap = painter.px(28);
  if (painter.landscape()) {
    draw_hero(screen, home, cut_left(body, body.width / 3, gap));
  } else {
    draw_hero(screen, home, cut_top(body, hero_height(screen, home, body.width), gap));
  }
  // One thing a screen in the large mode; only what is wrong is said there too.
  if (!painter.large() || (!home.takes_work && !painter.landscape())) {
    const Message notice = notice_of(screen, home);
    Rect place = cut_bottom(body, message_height(painter, notice, body.width), gap);
    message(painter, place, notice, Role::text, 0);
  }
  if (!home.more.empty()) {
    draw_more(screen, home.more, cut_bottom(body, more_height(painter), gap));
  }
  draw_tiles(screen, home.tiles, painter.large() ? 1 : painter.landscape() ? 3 : 2, body);
}

}  // namespace linli::ui
