#include "ui/screens/day_parts.h"

#include <algorithm>

#include "ui/screens/formats.h"
#include "ui/screens/printing.h"
#include "ui/screens/staff_words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

using drivers::DeviceHealth;
using offline_cache::DayOverview;
using offline_cache::StoreHealth;

struct Count {
  int number;
  Colour colour;
  std::string name;
};

void draw_count(Painter& painter, const Count& count, Rect rect) {
  painter.box(rect, Colour::surface, Colour::edge, painter.metrics().border(),
              painter.metrics().card_radius());
  Rect inner = inset(rect, painter.px(8), painter.px(16));
  const Rect both = inner;
  const std::string number = std::to_string(count.number);
  painter.draw_words(cut_top(inner, inner.height * 0.6F), number,
                     {Style::display, count.colour, Align::centre});
  painter.draw_words(inner, count.name, {Style::caption, Colour::ink_soft, Align::centre});
  if (!painter.inert()) painter.add({Role::status, count.name, number, true, false, rect, both});
}

std::string progress_title(const Screen& screen, const flow::EndOfDayView& view) {
  const Painter& painter = screen.painter;
  const DayOverview& day = view.overview;
  const auto accepted = fmt::arg("accepted", day.accepted);
  const auto stored = fmt::arg("stored", day.stored);
  if (day.on_the_way == 0) return painter.t("今天已确认 {accepted} / {stored}", accepted, stored);
  if (!screen.view.header.link.online) {
    return painter.t("没有网络，已确认 {accepted} / {stored}", accepted, stored);
  }
  if (day.sending) return painter.t("正在上传 {accepted} / {stored}", accepted, stored);
  // Until its next attempt, through quiet hours, or on a stick.
  return painter.t("等待上传，还有 {n} 件", fmt::arg("n", day.on_the_way));
}

/// Nobody waits for them, but they must arrive as well; empty: there are none.
std::string rating_words(const Painter& painter, const offline_cache::RatingCounts& ratings) {
  if (ratings.stored + ratings.on_the_way + ratings.for_staff == 0) return {};
  std::string words =
      painter.t("另有评价 {stored} 条，已确认 {accepted}", fmt::arg("stored", ratings.stored),
                fmt::arg("accepted", ratings.accepted));
  if (ratings.on_the_way > 0) {
    words += painter.t("，等待 {n}", fmt::arg("n", ratings.on_the_way));
  }
  if (ratings.for_staff > 0) words += painter.t("，需处理 {n}", fmt::arg("n", ratings.for_staff));
  return words;
}

/// Bytes, speed and time left: as much of it as fits into one line beside the title.
std::string progress_words(const Painter& painter, const DayOverview& day, float room) {
  if (day.bytes == 0) return {};
  const std::string bytes = format_bytes(day.bytes_sent) + " / " + format_bytes(day.bytes);
  const std::string rate =
      day.bytes_per_second > 0 ? " · " + format_rate(painter, day.bytes_per_second) : "";
  const std::string left = day.time_left ? format_time_left(painter, *day.time_left) : "";
  const std::string behind = left.empty() ? "" : " · " + left;
  for (const std::string& words :
       {bytes + rate + behind, bytes + behind, left.empty() ? bytes : left}) {
    if (painter.width_of(words, Style::caption) <= room) return words;
  }
  return {};
}

float fraction_of(const DayOverview& day) {
  const auto part = [](auto done, auto all) {
    return std::min(1.0F, static_cast<float>(done) / static_cast<float>(all));
  };
  if (day.bytes > 0) return part(day.bytes_sent, day.bytes);
  return day.stored > 0 ? part(day.accepted, day.stored) : 0;
}

struct Device {
  Icon icon;
  std::string name;
  std::string state;
  Colour colour;
};

Device device_of(const Painter& painter, Icon icon, const char* name, DeviceHealth health) {
  switch (health) {
    case DeviceHealth::starting:
      return {icon, painter.t(name), painter.t("未用过"), Colour::ink_soft};
    case DeviceHealth::working:
      return {icon, painter.t(name), painter.t("正常"), Colour::green};
    case DeviceHealth::missing:
      return {icon, painter.t(name), painter.t("没接上"), Colour::red};
    case DeviceHealth::failing:
      return {icon, painter.t(name), painter.t("有故障"), Colour::red};
  }
  return {};
}

Device printer_of(const Painter& painter, const flow::DevicesView& devices) {
  const std::string name = painter.t("打印机");
  if (!devices.has_printer) return {Icon::printer, name, painter.t("未装"), Colour::ink_soft};
  if (!devices.printer) return {Icon::printer, name, painter.t("未用过"), Colour::ink_soft};
  const drivers::PrinterReport& report = *devices.printer;
  if (!report) return {Icon::printer, name, painter.t(short_words_of(report.error())), Colour::red};
  if (*report == drivers::PaperLeft::little) {
    return {Icon::printer, name, painter.t("纸快没了"), Colour::amber};
  }
  return {Icon::printer, name, painter.t("正常"), Colour::green};
}

/// What residents may still hand in on the worst days needs far less.
constexpr std::uint64_t kLittleSpace = 1'000'000'000;

Device space_of(const Painter& painter, const std::optional<offline_cache::DiskSpace>& disk) {
  const std::string name = painter.t("存储");
  if (!disk) return {Icon::store, name, painter.t("正常"), Colour::green};
  return {Icon::store, painter.t("磁盘剩余"), format_bytes(disk->free),
          disk->free < kLittleSpace ? Colour::amber : Colour::green};
}

Device store_of(const Painter& painter, const flow::DevicesView& devices) {
  const std::string name = painter.t("存储");
  switch (devices.store) {
    case StoreHealth::ready:
      return space_of(painter, devices.disk);
    case StoreHealth::starting:
      return {Icon::store, name, painter.t("正在启动"), Colour::amber};
    case StoreHealth::disk_full:
      return {Icon::store, name, painter.t("存满了"), Colour::red};
    case StoreHealth::broken:
    case StoreHealth::newer:
    case StoreHealth::behind:
    case StoreHealth::in_use:
      return {Icon::store, name, painter.t("有故障"), Colour::red};
  }
  return {};
}

Device clock_of(const Painter& painter, std::chrono::milliseconds error) {
  using std::chrono::seconds;
  const std::string name = painter.t("时钟");
  if (error > seconds(60)) return {Icon::time, name, painter.t("没对准"), Colour::amber};
  const std::string off = fmt::format("{:.1f}", static_cast<double>(error.count()) / 1000);
  return {Icon::time, name, painter.t("±{n} 秒", fmt::arg("n", off)), Colour::green};
}

Device centre_of(const Screen& screen, const offline_cache::LinkStatus& link) {
  const Painter& painter = screen.painter;
  const std::string name = painter.t("上次联系");
  if (!link.heard_at) return {Icon::offline, name, painter.t("没联系上"), Colour::amber};
  const auto day = base::hall_time(*link.heard_at).date;
  const bool today = day == base::hall_time(screen.view.header.now).date;
  return {link.online ? Icon::online : Icon::offline, name,
          today ? format_time(*link.heard_at) : day_name(screen, day),
          link.online ? Colour::green : Colour::amber};
}

/// Beside each other where there is room, else the picture above the words.
void draw_device(Painter& painter, const Device& device, Rect rect) {
  painter.box(rect, Colour::surface, Colour::edge, painter.metrics().border(),
              painter.metrics().card_radius());
  const bool beside = rect.width > 2.4F * rect.height;
  Rect inner = inset(rect, beside ? row_padding(painter) : painter.px(10), painter.px(10));
  const Rect all = inner;
  const float icon = painter.px(painter.large() ? 64 : 44);
  if (beside) {
    painter.picture(device.icon, cut_left(inner, icon + painter.px(20), painter.px(8)),
                    device.colour, icon);
  } else {
    painter.picture(device.icon, cut_top(inner, icon, painter.px(4)), device.colour, icon);
  }
  const Rect name = cut_top(inner, inner.height / 2);
  const Align align = beside ? Align::left : Align::centre;
  painter.draw_words(name, device.name, {Style::caption, Colour::ink, align});
  painter.draw_words(inner, device.state, {Style::caption_bold, device.colour, align});
  if (!painter.inert()) {
    painter.add({Role::status, device.name, device.state, true, false, rect, all});
  }
}

}  // namespace

float day_counts_height(const Painter& painter, int down) {
  const float one = painter.metrics().text(Style::display) * 1.3F +
                    painter.metrics().text(Style::caption) * 1.4F + painter.px(36);
  return static_cast<float>(down) * (one + painter.metrics().gap()) - painter.metrics().gap();
}

void draw_day_counts(const Screen& screen, const DayOverview& day, Rect rect, int across) {
  Painter& painter = screen.painter;
  const bool today = day.day == base::hall_time(screen.view.header.now).date;
  const int for_staff = day.for_staff + day.decided;
  const Count counts[] = {
      {day.stored, Colour::ink, today ? painter.t("今日办件") : painter.t("当天办件")},
      {day.accepted, Colour::green, painter.t("已确认")},
      {day.on_the_way, Colour::brand, painter.t("等待确认")},
      {for_staff, for_staff > 0 ? Colour::red : Colour::ink, painter.t("需处理")}};
  const auto cells = grid(rect, 4, across, painter.metrics().gap());
  for (std::size_t i = 0; i < 4; ++i) draw_count(painter, counts[i], cells[i]);
}

float day_progress_height(const Painter& painter, const DayOverview& day) {
  const bool ratings = !rating_words(painter, day.ratings).empty();
  const float below = ratings ? painter.metrics().text(Style::caption) * 1.4F + painter.px(8) : 0;
  return painter.metrics().text(Style::heading) * 1.3F + painter.px(16 + 28) + below;
}

void draw_day_progress(Screen& screen, const flow::EndOfDayView& view, Rect& page, float gap) {
  Painter& painter = screen.painter;
  const DayOverview& day = view.overview;
  Rect area = cut_top(page, day_progress_height(painter, day), gap);
  const Rect whole = area;
  const std::string title = progress_title(screen, view);
  Rect line = cut_top(area, painter.metrics().text(Style::heading) * 1.3F, painter.px(16));
  const float room = line.width - painter.width_of(title, Style::heading) - painter.px(20);
  const std::string words = progress_words(painter, day, room);
  const float wide = std::min(painter.width_of(words, Style::caption), room) + painter.px(2);
  painter.draw_words(cut_right(line, wide, painter.px(18)), words,
                     {Style::caption, Colour::ink_soft, Align::right});
  painter.draw_words(line, title, {Style::heading, Colour::ink, Align::left});
  Rect bar = cut_top(area, painter.px(28), painter.px(8));
  const std::string ratings = rating_words(painter, day.ratings);
  painter.draw_words(area, ratings, {Style::caption, Colour::ink_soft, Align::left});
  painter.fill(bar, Colour::line, bar.height / 2);
  bar.width *= fraction_of(day);
  if (bar.width >= bar.height) painter.fill(bar, Colour::brand, bar.height / 2);
  if (!painter.inert()) {
    const std::string value = ratings.empty() ? words : words + " · " + ratings;
    painter.add({Role::progress, title, value, true, false, whole, whole});
  }
}

void draw_devices(Screen& screen, const flow::DevicesView& devices, Rect rect, int across) {
  Painter& painter = screen.painter;
  const Device all[] = {device_of(painter, Icon::id_card, text_id("读卡器"), devices.card_reader),
                        device_of(painter, Icon::scan, text_id("摄像头"), devices.camera),
                        printer_of(painter, devices),
                        store_of(painter, devices),
                        clock_of(painter, devices.clock_error),
                        centre_of(screen, devices.link)};
  const auto cells = grid(rect, 6, across, painter.metrics().gap());
  for (std::size_t i = 0; i < 6; ++i) draw_device(painter, all[i], cells[i]);
}

void state_chip(Painter& painter, Rect in, const ItemLook& look, Align align) {
  const bool inert = painter.inert();
  painter.set_inert(true);
  chip(painter, in, {.words = look.words, .colour = look.colour, .tint = look.tint}, align);
  painter.set_inert(inert);
}

float row_padding(const Painter& painter) { return painter.px(painter.large() ? 32 : 20); }

void add_day_pages(const Painter& painter, Frame& frame, int page, int pages) {
  add_page_buttons(painter, frame.navigation, page, pages);
  if (!painter.large()) return;
  std::erase_if(frame.navigation,
                [](const NavigationButton& entry) { return !entry.look.enabled; });
}

}  // namespace linli::ui
