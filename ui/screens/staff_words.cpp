#include "ui/screens/staff_words.h"

#include <algorithm>

#include "kiosk/catalogue/find_field.h"
#include "ui/screens/formats.h"

namespace linli::ui {

using offline_cache::DayItem;
using offline_cache::ItemState;
using offline_cache::ItemTrouble;

namespace {

ItemWords words_of_trouble(ItemTrouble trouble) {
  switch (trouble) {
    case ItemTrouble::damaged:
      return {text_id("存在本机的内容和收到时不一样了。"),
              text_id("先再试一次。还不行，请主管另行处理，并请居民重新申请。"),
              text_id("这份申请没有送到，请您再办一次。")};
    case ItemTrouble::refused:
      return {text_id("中心不接收这份申请。"),
              text_id("打电话向中心问清原因。中心说可以再发，就再试一次；不行，请主管另行处理。"),
              text_id("申请还没有送到，我们正在问原因，会给您打电话。")};
    case ItemTrouble::other_terminal:
      return {text_id("这份申请是用另一个终端编号存下的。"),
              text_id("请技术人员核对终端编号，再试一次。"),
              text_id("申请好好保存着，还没有送到。")};
    case ItemTrouble::unknown_there:
      return {text_id("中心确认过这份申请，现在却说没有。"),
              text_id("请打电话给中心，再按“再对一次”。"),
              text_id("申请好好保存着，我们正在和中心核对。")};
    case ItemTrouble::differs:
      return {text_id("中心那份和本机的不一样。"), text_id("请打电话给中心，再按“再对一次”。"),
              text_id("申请好好保存着，我们正在和中心核对。")};
    case ItemTrouble::none:
    case ItemTrouble::other:
      return {text_id("这份申请现在发不出去。"), text_id("再试一次。还不行，请技术人员来看。"),
              text_id("申请好好保存着，还没有送到。")};
  }
  return {};
}

const char* short_name_of(ItemTrouble trouble) {
  switch (trouble) {
    case ItemTrouble::damaged:
      return text_id("内容损坏");
    case ItemTrouble::refused:
      return text_id("中心不接收");
    case ItemTrouble::other_terminal:
      return text_id("终端号不符");
    case ItemTrouble::unknown_there:
      return text_id("中心没有");
    case ItemTrouble::differs:
      return text_id("两边不一样");
    case ItemTrouble::none:
    case ItemTrouble::other:
      return text_id("发不出去");
  }
  return "";
}

/// Of a matter that the centre accepted first; the next step is the same for all.
ItemWords words_of_decision(domain::Stage decided) {
  const char* why = text_id("中心没有受理这份申请。");
  const char* tell = text_id("这份申请没有受理，可以到窗口询问或申诉。");
  if (decided == domain::Stage::supplement_needed) {
    why = text_id("中心要求补材料。");
    tell = text_id("还缺材料，请带上回执到窗口补交。");
  } else if (decided == domain::Stage::returned) {
    why = text_id("中心把这份申请退回了。");
    tell = text_id("申请退回了，请带上回执到窗口。");
  }
  return {why, text_id("按“问中心”看原因，再通知居民。"), tell};
}

const char* short_name_of(domain::Stage decided) {
  if (decided == domain::Stage::supplement_needed) return text_id("要补材料");
  if (decided == domain::Stage::returned) return text_id("已退回");
  return text_id("没有受理");
}

int percent_sent(const DayItem& item) {
  if (item.bytes == 0) return 0;
  return static_cast<int>(std::min<std::size_t>(item.bytes_sent, item.bytes) * 100 / item.bytes);
}

}  // namespace

ItemWords words_of(const DayItem& item) {
  if (item.set_aside) {
    return {text_id("已经另行处理，不再发送。"), text_id("不用再做什么。"), nullptr};
  }
  switch (item.state) {
    case ItemState::stored:
    case ItemState::sending:
      return {text_id("正在排队上传。"), text_id("不用做什么，有网就会自动发送。"), nullptr};
    case ItemState::exported:
      return {text_id("已经导出，等中心的回执。"), text_id("把导出的文件送到中心。"), nullptr};
    case ItemState::accepted:
      if (item.trouble != ItemTrouble::none) return words_of_trouble(item.trouble);
      if (item.decided) return words_of_decision(*item.decided);
      return {text_id("中心已经收到并确认。"), text_id("不用做什么。"), nullptr};
    case ItemState::returned:
      return {text_id("中心要求补材料。"), text_id("通知居民到窗口补交。补交后请主管另行处理。"),
              text_id("还缺材料，请带上回执到窗口补交。")};
    case ItemState::refused:
      return {text_id("中心没有受理这份申请。"), text_id("通知居民，说明原因，再请主管另行处理。"),
              text_id("这份申请没有受理，可以到窗口询问或申诉。")};
    case ItemState::quarantined:
      return words_of_trouble(item.trouble);
  }
  return {};
}

ItemLook look_of(const Painter& painter, const DayItem& item) {
  if (item.set_aside) return {painter.t("已另办"), Colour::ink_soft, Colour::page};
  switch (item.state) {
    case ItemState::stored:
      return {painter.t("等待上传"), Colour::amber, Colour::amber_tint};
    case ItemState::sending:
      return {painter.t("上传 {percent}%", fmt::arg("percent", percent_sent(item))), Colour::brand,
              Colour::brand_tint};
    case ItemState::accepted:
      if (item.trouble != ItemTrouble::none) break;
      if (item.decided) {
        return {painter.t(short_name_of(*item.decided)), Colour::red, Colour::red_tint};
      }
      return {painter.t("已确认"), Colour::green, Colour::green_tint};
    case ItemState::returned:
      return {painter.t("要补材料"), Colour::red, Colour::red_tint};
    case ItemState::refused:
      return {painter.t("没有受理"), Colour::red, Colour::red_tint};
    case ItemState::exported:
      return {painter.t("已导出"), Colour::amber, Colour::amber_tint};
    case ItemState::quarantined:
      break;
  }
  return {painter.t(short_name_of(item.trouble)), Colour::red, Colour::red_tint};
}

std::vector<std::string> missing_lines(const Painter& painter, const domain::StageReport& report,
                                       const catalogue::Service* service) {
  std::vector<std::string> lines;
  for (const auto& missing : report.supplement.missing) {
    const auto* field = service == nullptr ? nullptr : find_field(*service, missing.field);
    const std::string label = field == nullptr ? missing.field : painter.in_language(field->label);
    lines.push_back(missing.reason.empty() ? label
                                           : painter.t("{field}：{why}", fmt::arg("field", label),
                                                       fmt::arg("why", missing.reason)));
  }
  if (!report.note.empty()) lines.push_back(report.note);
  return lines;
}

std::string service_name(const Painter& painter, const std::string& id,
                         const catalogue::Service* service) {
  if (id == offline_cache::kRatingService) return painter.t("评价");
  return service == nullptr ? id : painter.in_language(service->name);
}

const char* name_of(offline_cache::StaffRole role) {
  switch (role) {
    case offline_cache::StaffRole::clerk:
      return text_id("值班员");
    case offline_cache::StaffRole::supervisor:
      return text_id("主管");
  }
  return "";
}

const char* name_of(offline_cache::SetAsideReason reason) {
  using Reason = offline_cache::SetAsideReason;
  switch (reason) {
    case Reason::handed_in_on_paper:
      return text_id("已经改交纸质材料");
    case Reason::duplicate:
      return text_id("和另一份申请重复");
    case Reason::withdrawn:
      return text_id("居民自己撤回了");
    case Reason::technical:
      return text_id("技术原因，已另外登记");
  }
  return "";
}

TroubleWords words_of(offline_cache::CloseError error) {
  using Error = offline_cache::CloseError;
  switch (error) {
    case Error::unreachable:
      return {text_id("连不上中心，还没有对账。"), text_id("办件都在本机，没有丢。"),
              text_id("有网后按“再对一次”。也可以先锁定，明天再对。")};
    case Error::not_trusted:
      return {text_id("对面不是我们的中心，已经停下。"), text_id("没有发出任何内容。"),
              text_id("请技术人员检查网络和证书。")};
    case Error::misbehaving:
      return {text_id("中心的回答有错，还没有对账。"), text_id("办件都在本机，没有丢。"),
              text_id("过一会儿再试，还不行就打电话给中心。")};
    case Error::waiting:
      return {text_id("还有办件中心没有确认，不能日终。"), text_id("办件都在本机，没有丢。"),
              text_id("先等上传完，需处理的办件逐个处理，然后再试。")};
    case Error::store_failed:
      return {text_id("本机存储出了故障，不能日终。"), text_id("没有删除任何办件。"),
              text_id("请不要关机，马上找技术人员。")};
  }
  return {};
}

Message message_of(const Painter& painter, const offline_cache::SignInRefusal& refusal) {
  using Why = offline_cache::SignInRefusal::Why;
  const auto red = [&](std::string headline, std::string line) {
    return Message{
        Icon::error, Colour::red, Colour::red_tint, std::move(headline), {std::move(line)}};
  };
  switch (refusal.why) {
    case Why::wrong:
      return red(painter.t("工号或密码不对。"), painter.t("请再输一次。"));
    case Why::locked:
      return red(painter.t("错得太多，先锁住了。"),
                 painter.t("请在 {time} 以后再试。",
                           fmt::arg("time",
                                    format_time(refusal.locked_until + std::chrono::seconds(59)))));
    case Why::no_staff:
      return red(painter.t("本机还没有登记工作人员。"),
                 painter.t("请技术人员用 linlictl staff add 登记。"));
    case Why::store_failed:
      return red(painter.t("本机存储出了故障，不能登录。"), painter.t("请找技术人员。"));
  }
  return {};
}

TroubleWords words_of(flow::SaveError error) {
  using flow::SaveError;
  switch (error) {
    case SaveError::no_folder:
      return {text_id("找不到保存文件的文件夹，没有保存。"), text_id("办件和账都没有变。"),
              text_id("请技术人员检查设置，或插好存放文件的盘，再按一次保存。")};
    case SaveError::not_writable:
      return {text_id("文件夹不让写，没有保存。"), text_id("办件和账都没有变。"),
              text_id("请技术人员检查文件夹的权限，再按一次保存。")};
    case SaveError::disk_full:
      return {text_id("磁盘满了，没有保存。"), text_id("办件和账都没有变。"),
              text_id("请技术人员腾出空间，再按一次保存。")};
    case SaveError::failed:
      return {text_id("没有办成，文件没有保存。"), text_id("办件和账都没有变。"),
              text_id("请再试一次。还不行，请找技术人员。")};
  }
  return {};
}

TroubleWords words_for_no_report() {
  return {text_id("日报读不出来。"), text_id("办件和账都没有变。"),
          text_id("请返回再试一次。还不行，请找技术人员。")};
}

TroubleWords words_for_asking(offline_cache::LookupError error) {
  using Error = offline_cache::LookupError;
  switch (error) {
    case Error::unreachable:
      return {text_id("连不上中心，没有问到。"), text_id("办件没有变。"),
              text_id("过一会儿再问，或打电话给中心。")};
    case Error::not_trusted:
      return {text_id("对面不是我们的中心，已经停下。"), text_id("办件没有变。"),
              text_id("请技术人员检查网络和证书。")};
    case Error::refused:
      return {text_id("中心说没有这份办件。"), text_id("办件在本机，没有丢。"),
              text_id("请打电话给中心核对。")};
    case Error::misbehaving:
    case Error::foreign_code:  // of scanned codes
    case Error::forged_code:
      return {text_id("中心的回答有错，没有问到。"), text_id("办件没有变。"),
              text_id("过一会儿再试，还不行就打电话给中心。")};
  }
  return {};
}

std::optional<Message> saving_message(const Painter& painter, const flow::SavingView& saving) {
  using State = flow::SavingView::State;
  switch (saving.state) {
    case State::idle:
      return std::nullopt;
    case State::saving:
      return Message{Icon::wait, Colour::brand, Colour::surface, {}, {painter.t("正在保存…")}};
    case State::saved:
      return Message{Icon::tick,
                     Colour::green,
                     Colour::green_tint,
                     painter.t("保存好了"),
                     {painter.t("文件名：{file}", fmt::arg("file", saving.file))}};
    case State::failed:
      return message_of(painter, words_of(saving.error.value_or(flow::SaveError::failed)));
  }
  return std::nullopt;
}

std::string format_rate(const Painter& painter, std::size_t bytes_per_second) {
  return painter.t("每秒 {size}", fmt::arg("size", format_bytes(bytes_per_second)));
}

std::string format_bytes(std::size_t bytes) {
  constexpr double kKilobyte = 1000;
  constexpr double kMegabyte = 1000 * 1000;
  constexpr double kGigabyte = 1000 * kMegabyte;
  const auto size = static_cast<double>(bytes);
  if (size < 100 * kKilobyte) return fmt::format("{} KB", (bytes + 999) / 1000);
  if (size < kGigabyte) return fmt::format("{:.1f} MB", size / kMegabyte);
  return fmt::format("{:.1f} GB", size / kGigabyte);
}

std::string format_time_left(const Painter& painter, std::chrono::seconds left) {
  if (left < std::chrono::seconds(60)) {
    return painter.t("约剩 {n} 秒", fmt::arg("n", std::max<std::int64_t>(left.count(), 1)));
  }
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(left);
  return painter.t("约剩 {n} 分钟", fmt::arg("n", minutes.count()));
}

}  // namespace linli::ui
