#include <algorithm>

#include "ui/screens/day_parts.h"
#include "ui/screens/formats.h"

namespace linli::ui {

using offline_cache::Reconciliation;

namespace {

/// The first few, and how many there are.
std::string some_of(const Painter& painter, const std::vector<std::string>& all) {
  const std::size_t most = painter.large() || painter.landscape() ? 2 : 4;
  std::string words;
  for (std::size_t i = 0; i < std::min(all.size(), most); ++i) {
    words += (words.empty() ? "" : "  ") + all[i];
  }
  if (all.size() <= most) return words;
  return painter.t("{some} 等 {n} 件", fmt::arg("some", words), fmt::arg("n", all.size()));
}

bool is_yesterday(const Screen& screen, std::chrono::year_month_day day) {
  const auto today = base::hall_time(screen.view.header.now).date;
  return std::chrono::sys_days(day) + std::chrono::days(1) == std::chrono::sys_days(today);
}

constexpr std::chrono::hours kEvening{17};

}  // namespace

std::string day_name(const Screen& screen, std::chrono::year_month_day day) {
  if (day == base::hall_time(screen.view.header.now).date) return screen.painter.t("今天");
  if (is_yesterday(screen, day)) return screen.painter.t("昨天");
  return format_day(screen.painter, day);
}

std::string evening_name(const Screen& screen, base::WallTime at) {
  const auto when = base::hall_time(at);
  const bool last_night = is_yesterday(screen, when.date) && when.time.hours() >= kEvening;
  return last_night ? screen.painter.t("昨晚") : day_name(screen, when.date);
}

Message reconciliation_message(const Screen& screen, const Reconciliation& books) {
  const Painter& painter = screen.painter;
  const std::string name = day_name(screen, books.day);  // fmt::arg keeps a reference
  const auto day = fmt::arg("day", name);
  const auto here = fmt::arg("here", books.here);
  const auto there = fmt::arg("there", books.there);
  if (books.result == Reconciliation::Result::agreed) {
    return {Icon::shield,
            Colour::green,
            Colour::surface,
            painter.t("与中心对账一致"),
            {painter.t("{day}：本机 {here} 条（含评价），中心 {there} 条，校验码 {code} 相同", day,
                       here, there, fmt::arg("code", books.check_code))}};
  }
  Message said{
      Icon::error,
      Colour::red,
      Colour::red_tint,
      painter.t("和中心的账对不上"),
      {painter.t("{day}：本机 {here} 条（含评价），中心 {there} 条。办件都在本机，没有丢。", day,
                 here, there)}};
  if (!books.missing_there.empty()) {
    said.lines.push_back(
        painter.t("中心没有：{items}", fmt::arg("items", some_of(painter, books.missing_there))));
  }
  if (!books.differs.empty()) {
    said.lines.push_back(
        painter.t("两边不一样：{items}", fmt::arg("items", some_of(painter, books.differs))));
  }
  if (!books.unknown_here.empty()) {
    said.lines.push_back(
        painter.t("中心多出 {n} 件，本机没有", fmt::arg("n", books.unknown_here.size())));
  }
  said.lines.push_back(painter.t("请记下来，打电话给中心，再对一次。"));
  return said;
}

}  // namespace linli::ui
