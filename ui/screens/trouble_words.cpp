#include "ui/screens/words.h"

namespace linli::ui {

TroubleWords words_of(drivers::CardReadError error) {
  using Error = drivers::CardReadError;
  switch (error) {
    case Error::removed_too_early:
      return {text_id("身份证拿得太早，没有读完。"), text_id("没有保存任何信息。"),
              text_id("请再放一次，等屏幕提示再拿走。")};
    case Error::not_readable:
      return {text_id("没有读出这张身份证。"), text_id("没有保存任何信息。"),
              text_id("请把身份证放平，不要和手机、钥匙放在一起，再试一次。")};
    case Error::line_disturbed:
      return {text_id("读卡时受到干扰，没有读完。"), text_id("没有保存任何信息。"),
              text_id("请再放一次。还是不行，请找工作人员。")};
    case Error::reader_silent:
      return {text_id("读卡器没有反应。"), text_id("没有保存任何信息。"),
              text_id("请再放一次。还是不行，请找工作人员。")};
    case Error::unknown_card_type:
      return {text_id("这不是居民身份证。"), text_id("没有保存任何信息。"),
              text_id("请换成居民身份证。其他证件请到窗口办理。")};
    case Error::invalid_content:
      return {text_id("身份证里的内容有错，不能使用。"), text_id("没有保存任何信息。"),
              text_id("请到窗口找工作人员核对。")};
    case Error::reader_not_allowed:
      return {text_id("读卡器需要维修。"), text_id("没有保存任何信息。"),
              text_id("请找工作人员，或到窗口办理。")};
  }
  return {};
}

TroubleWords words_of(flow::CardProblem problem) {
  using Problem = flow::CardProblem;
  switch (problem) {
    case Problem::expired:
      return {text_id("这张身份证已经过期，按规定不能用来办事。"), text_id("没有保存任何信息。"),
              text_id("请先到派出所换新证，或到窗口办理。")};
    case Problem::invalid_number:
      return {text_id("身份证号码不对，不能使用。"), text_id("没有保存任何信息。"),
              text_id("请到窗口找工作人员核对。")};
    case Problem::not_yet_valid:
      return {text_id("这张身份证还没到生效日期。"), text_id("没有保存任何信息。"),
              text_id("请换一张有效的身份证，或找工作人员。")};
  }
  return {};
}

TroubleWords words_of(offline_cache::SubmitError error) {
  using Error = offline_cache::SubmitError;
  switch (error) {
    case Error::disk_full:
      return {text_id("本机存满了，申请没有交上。"), text_id("您填的内容还在这里。"),
              text_id("请不要离开，按“找工作人员”。")};
    case Error::store_failed:
      return {text_id("本机存储出了故障，申请没有交上。"), text_id("您填的内容还在这里。"),
              text_id("请不要离开，按“找工作人员”。")};
    case Error::not_enrolled:
      return {text_id("本机还没有开通，申请没有交上。"), text_id("您填的内容还在这里。"),
              text_id("请不要离开，按“找工作人员”。")};
  }
  return {};
}

TroubleWords words_of(offline_cache::StoreHealth health) {
  using Health = offline_cache::StoreHealth;
  switch (health) {
    case Health::starting:
      return {text_id("本机正在启动。"), text_id("以前交的申请都在。"), text_id("请稍等一会儿。")};
    case Health::ready:
      return {text_id("本机可以使用。"), text_id("以前交的申请都在。"),
              text_id("请按“返回”继续。")};
    case Health::disk_full:
      return {text_id("本机存满了，暂时不能办新的申请。"),
              text_id("以前交的申请都在，会照常上传。"), text_id("请到窗口办理，或找工作人员。")};
    case Health::broken:
      return {text_id("本机存储出了故障，暂时不能办事。"),
              text_id("以前交的申请没有删除，由工作人员处理。"),
              text_id("请到窗口办理，或找工作人员。")};
    case Health::newer:
      return {text_id("本机程序需要更新，暂时不能办事。"), text_id("以前交的申请都在。"),
              text_id("请到窗口办理，或找工作人员。")};
    case Health::behind:
      return {text_id("本机的记录需要核对，暂时不能办事。"),
              text_id("以前交的申请没有删除，由工作人员核对。"),
              text_id("请到窗口办理，或找工作人员。")};
    case Health::in_use:
      return {text_id("工作人员正在维护本机。"), text_id("以前交的申请都在。"),
              text_id("请稍等，或到窗口办理。")};
  }
  return {};
}

TroubleWords words_for_benefits(offline_cache::LookupError error) {
  using Error = offline_cache::LookupError;
  switch (error) {
    case Error::unreachable:
      return {text_id("现在没有网络，查不到您的待遇。"), text_id("您的待遇不受影响。"),
              text_id("请过一会儿再试，或到窗口查询。")};
    case Error::not_trusted:
      return {text_id("网络连接不安全，已经停止查询。"), text_id("您的信息没有发出去。"),
              text_id("请找工作人员，或到窗口查询。")};
    case Error::misbehaving:
      return {text_id("查询系统出了问题，没有查到结果。"), text_id("您的待遇不受影响。"),
              text_id("请过一会儿再试，或到窗口查询。")};
    case Error::refused:
      return {text_id("系统里没有您的待遇记录。"), text_id("没有改动任何信息。"),
              text_id("如果您觉得不对，请到窗口核对。")};
    case Error::foreign_code:
    case Error::forged_code:
      return words_for_progress(error);
  }
  return {};
}

TroubleWords words_for_progress(offline_cache::LookupError error) {
  using Error = offline_cache::LookupError;
  switch (error) {
    case Error::unreachable:
      return {text_id("现在没有网络，查不到进度。"), text_id("您的申请不受影响。"),
              text_id("请过一会儿再扫，或打咨询电话。")};
    case Error::not_trusted:
      return {text_id("网络连接不安全，已经停止查询。"), text_id("您的申请不受影响。"),
              text_id("请找工作人员。")};
    case Error::misbehaving:
      return {text_id("查询系统出了问题，没有查到进度。"), text_id("您的申请不受影响。"),
              text_id("请过一会儿再扫，或打咨询电话。")};
    case Error::refused:
      return {text_id("系统里没有找到这份申请。"), text_id("您的回执没有作废。"),
              text_id("请拿着回执找工作人员核对。")};
    case Error::foreign_code:
      return {text_id("这个二维码不是办事回执。"), text_id("没有保存任何信息。"),
              text_id("请换成回执上的二维码，再扫一次。")};
    case Error::forged_code:
      return {text_id("这个二维码核对不上，可能不是我们的回执。"), text_id("没有保存任何信息。"),
              text_id("请拿着回执找工作人员核对。")};
  }
  return {};
}

TroubleWords words_for_missing_reader() {
  return {text_id("读卡器暂时不能用。"), text_id("没有保存任何信息。"),
          text_id("请找工作人员，或到窗口办理。")};
}

TroubleWords words_for_missing_camera() {
  return {text_id("摄像头暂时不能用。"), text_id("您的申请不受影响。"),
          text_id("请找工作人员，或打咨询电话。")};
}

TroubleWords words_for_page(drivers::ScanError error) {
  constexpr const char* kKept = text_id("您填的内容都还在，不拍也可以申请。");
  switch (error) {
    case drivers::ScanError::camera_busy:
      return {text_id("摄像头正忙。"), kKept, text_id("请等一会儿再试，或者把材料交到窗口。")};
    case drivers::ScanError::stopped:
    case drivers::ScanError::no_camera:
    case drivers::ScanError::camera_failed:
      return {text_id("摄像头暂时不能用。"), kKept, text_id("请把材料交到窗口。")};
  }
  return {};
}

TroubleWords words_for_dark_page() {
  return {text_id("太暗了，字可能看不清。"), text_id("您填的内容都还在。"),
          text_id("请别挡住光，再拍一次。")};
}

Message message_of(const Painter& painter, const TroubleWords& words) {
  return {Icon::error,
          Colour::red,
          Colour::red_tint,
          painter.t(words.happened),
          {painter.t(words.kept), painter.t(words.now)}};
}

}  // namespace linli::ui
