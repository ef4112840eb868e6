#include "kiosk/documents/words.h"

#include <fmt/format.h>

namespace linli::documents {

using drivers::DeviceHealth;
using offline_cache::AuditKind;
using offline_cache::ItemState;
using offline_cache::ItemTrouble;
using offline_cache::Reconciliation;
using offline_cache::SetAsideReason;
using offline_cache::StoreHealth;

const char* name_of(SetAsideReason reason) {
  switch (reason) {
    case SetAsideReason::handed_in_on_paper:
      return "已经改交纸质材料";
    case SetAsideReason::duplicate:
      return "和另一份申请重复";
    case SetAsideReason::withdrawn:
      return "居民自己撤回了";
    case SetAsideReason::technical:
      return "技术原因，已另外登记";
  }
  return "";
}

const char* name_of(DeviceHealth health) {
  switch (health) {
    case DeviceHealth::starting:
      return "未用过";
    case DeviceHealth::working:
      return "正常";
    case DeviceHealth::missing:
      return "没接上";
    case DeviceHealth::failing:
      return "有故障";
  }
  return "";
}

const char* name_of(StoreHealth health) {
  switch (health) {
    case StoreHealth::starting:
      return "正在启动";
    case StoreHealth::ready:
      return "正常";
    case StoreHealth::disk_full:
      return "存满了";
    case StoreHealth::broken:
    case StoreHealth::newer:
    case StoreHealth::behind:
    case StoreHealth::in_use:
      return "有故障";
  }
  return "";
}

const char* name_of(AuditKind act) {
  struct Row {
    AuditKind kind;
    const char* name;
  };
  constexpr Row kRows[] = {
      {AuditKind::staff_signed_in, "登录"},        {AuditKind::staff_closes_day, "日终"},
      {AuditKind::staff_retries_item, "再试一次"}, {AuditKind::item_set_aside, "另行处理"},
      {AuditKind::day_closed, "对账一致"},         {AuditKind::day_disputed, "对账不一致"},
      {AuditKind::items_sent_again, "自动补发"}};
  for (const Row& row : kRows) {
    if (row.kind == act) return row.name;
  }
  return "其他";
}

std::string detail_words(const offline_cache::DayAct& act) {
  struct Row {
    std::string_view english;
    std::string chinese;
  };
  const auto aside = [](SetAsideReason reason) { return std::string("：") + name_of(reason); };
  const Row rows[] = {{": handed_in_on_paper", aside(SetAsideReason::handed_in_on_paper)},
                      {": duplicate", aside(SetAsideReason::duplicate)},
                      {": withdrawn", aside(SetAsideReason::withdrawn)},
                      {": technical", aside(SetAsideReason::technical)},
                      {", staff ", "，工号 "},
                      {" to ", " 到 "},
                      {" items", " 件"}};
  std::string words = act.detail;
  for (const Row& row : rows) {
    const auto at = words.find(row.english);
    if (at != std::string::npos) words.replace(at, row.english.size(), row.chinese);
  }
  return words;
}

const char* state_of(const offline_cache::ReportItem& item) {
  if (item.state == ItemState::returned) return "要补材料";
  if (item.state == ItemState::refused) return "没有受理";
  switch (item.trouble) {
    case ItemTrouble::damaged:
      return "内容损坏";
    case ItemTrouble::refused:
      return "中心不接收";
    case ItemTrouble::other_terminal:
      return "终端号不符";
    case ItemTrouble::unknown_there:
      return "中心没有";
    case ItemTrouble::differs:
      return "两边不一样";
    case ItemTrouble::none:
    case ItemTrouble::other:
      return "发不出去";
  }
  return "";
}

std::string service_name(const catalogue::Catalogue& catalogue, const std::string& service) {
  if (service == offline_cache::kRatingService) return "评价";
  const catalogue::Service* known = catalogue.find(service);
  return known == nullptr ? service : known->name.zh;
}

std::string day_words(std::chrono::year_month_day day) {
  return fmt::format("{}年{}月{}日", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string clock_words(base::WallTime at) {
  const auto time = base::hall_time(at).time;
  return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

std::string moment_words(base::WallTime at) {
  const auto date = base::hall_time(at).date;
  return fmt::format("{:04}-{:02}-{:02} {}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock_words(at));
}

std::string set_aside_words(const offline_cache::ReportItem::SetAside& aside) {
  return fmt::format("另行处理：{}；工号 {}，{}", name_of(aside.reason), aside.staff,
                     moment_words(aside.at));
}

std::string books_words(const Reconciliation& books) {
  const char* result = books.result == Reconciliation::Result::agreed ? "一致" : "不一致";
  return fmt::format("{}：本机 {} 条（含评价），中心 {} 条，校验码 {}，{}", result, books.here, books.there,
                     books.check_code, moment_words(books.compared_at));
}

}  // namespace linli::documents
