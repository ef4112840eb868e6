#include <algorithm>
#include <filesystem>
#include <set>

#include "ui/screens/day_parts.h"
#include "ui/screens/formats.h"

namespace linli::ui {
namespace {

constexpr std::size_t kMostNumbers = 3;

/// With the receipt numbers and times alone: other people may read over a shoulder.
Message emergency_message(const Screen& screen, const flow::EndOfDayView& view) {
  const Painter& painter = screen.painter;
  const auto& items = view.emergencies;
  std::string numbers;
  for (std::size_t i = 0; i < std::min(items.size(), kMostNumbers); ++i) {
    numbers += (i == 0 ? "" : ", ") + items[i].receipt_number + " " +
               format_moment(painter, items[i].stored_at, screen.view.header.now);
  }
  if (items.size() > kMostNumbers) numbers += " …";
  return {Icon::error,
          Colour::red,
          Colour::red_tint,
          painter.t_count("急难申请 {n} 件，请马上联系居民", static_cast<int>(items.size())),
          {numbers}};
}

/// meal_order.json of …/meal_order.json#/steps/0.
std::string file_of(const catalogue::CatalogueError& fault) {
  return std::filesystem::path(fault.where.substr(0, fault.where.find('#'))).filename().string();
}

Message not_offered_message(const Painter& painter, const flow::EndOfDayView& view) {
  std::set<std::string> files;
  for (const auto& fault : view.not_offered) files.insert(file_of(fault));
  std::string names;
  for (const std::string& file : files) names += (names.empty() ? "" : ", ") + file;
  return {Icon::info,
          Colour::amber,
          Colour::amber_tint,
          painter.t_count("{n} 项服务的文件有错，没有显示给居民：{names}",
                          static_cast<int>(files.size()), fmt::arg("names", names)),
          {painter.t("请告诉管理员，运行 linlictl catalogue check 查看并改正。"),
           view.not_offered.front().what}};
}

}  // namespace

void draw_day_notices(const Screen& screen, const flow::EndOfDayView& view, Rect& page,
                      float reserved, float gap) {
  Painter& painter = screen.painter;
  if (!view.emergencies.empty()) {
    message(painter, page, emergency_message(screen, view), Role::alert, gap);
  }
  if (view.not_offered.empty()) return;
  Message said = not_offered_message(painter, view);
  shorten(painter, said, page.width, painter.px(painter.large() ? 420 : 240));
  if (message_height(painter, said, page.width) + gap + reserved > page.height) said.lines.clear();
  if (message_height(painter, said, page.width) + gap + reserved > page.height) return;
  message(painter, page, said, Role::alert, gap);
}

}  // namespace linli::ui
