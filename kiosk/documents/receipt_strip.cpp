#include <fmt/format.h>

#include "kiosk/documents/documents.h"
#include "kiosk/documents/strip.h"
#include "kiosk/documents/words.h"

namespace linli::documents {
namespace {

/// As the screen says it (ui/screens/receipt_screen.cpp).
const char* headline_of(const ReceiptPaper& paper) {
  if (!paper.added) return "申请已安全保存";
  switch (*paper.added) {
    case domain::Addition::supplement:
      return "补交的材料已安全保存";
    case domain::Addition::authorisation:
      return "签字已安全保存";
  }
  return "";
}

/// Paper is read at home, too: nothing on it that is soon no longer so.
const char* comfort_of(const ReceiptPaper& paper) {
  if (paper.urgent) return "急难申请排在最前面";
  return paper.at_centre ? "中心已经收到，您可以放心离开"
                         : "已经存好，会自动传到中心，您不用再跑一趟";
}

const char* person_label(const ReceiptPaper& paper) {
  if (!paper.added) return "申请人";
  return *paper.added == domain::Addition::authorisation ? "签字人" : "提交人";
}

std::string time_limit(const catalogue::Promise& promise) {
  using Unit = catalogue::Deadline::Unit;
  std::string limit;
  switch (promise.unit) {
    case Unit::working_days:
      limit = fmt::format("{} 个工作日内", promise.count);
      break;
    case Unit::days:
      limit = fmt::format("{} 天内", promise.count);
      break;
    case Unit::hours:
      limit = fmt::format("{} 小时内", promise.count);
      break;
  }
  if (promise.last_day) limit += "，最晚 " + day_words(*promise.last_day);
  return limit;
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : "、") + name;
  return all;
}

/// The service's own texts, with the figures of the region; what is unknown there is not promised.
std::vector<std::string> next_lines(const ReceiptPaper& paper) {
  std::vector<std::string> lines;
  if (paper.added) lines.emplace_back("中心收到后接着办，不用重新申请");
  if (!paper.still_to_sign.empty()) {
    lines.push_back(
        fmt::format("还要签字：{}。请带身份证来，在“办件进度”扫这张回执，或先放申请人的身份证",
                    joined(paper.still_to_sign)));
  }
  if (!paper.phone_tail.empty()) {
    lines.push_back(fmt::format("工作人员会打您尾号 {} 的电话", paper.phone_tail));
  }
  const auto day = base::hall_time(paper.receipt.submitted_at).date;
  for (const catalogue::Text& text : paper.what_next) {
    if (auto line = catalogue::with_amounts(text.zh, paper.region, day)) {
      lines.push_back(*std::move(line));
    }
  }
  return lines;
}

void write_facts(Strip& strip, const ReceiptPaper& paper) {
  strip.note("回执编号");
  strip.number(paper.receipt.number);
  strip.rule();
  strip.fact("事项", paper.service);
  strip.fact(person_label(paper), paper.masked_name);
  strip.fact("提交时间", moment_words(paper.receipt.submitted_at));
  if (paper.decided_within) strip.fact("办理时限", time_limit(*paper.decided_within));
}

void write_next(Strip& strip, const ReceiptPaper& paper) {
  const auto lines = next_lines(paper);
  if (lines.empty()) return;
  strip.rule();
  strip.headline("接下来");
  int number = 0;
  for (const std::string& line : lines) strip.step(++number, line);
}

void write_help(Strip& strip, const ReceiptPaper& paper) {
  strip.rule();
  const bool calls = !paper.region.hotlines.empty();
  strip.note(calls ? "有问题请问工作人员，或打电话：" : "有问题请问工作人员");
  for (const auto& hotline : paper.region.hotlines) {
    strip.note(fmt::format("{}　{}", hotline.label.zh, hotline.number));
  }
}

}  // namespace

drivers::DotPicture receipt_picture(const ReceiptPaper& paper) {
  Strip strip;
  strip.note(paper.region.place().zh);
  strip.title("回执");
  strip.headline(headline_of(paper));
  strip.note(comfort_of(paper));
  strip.rule();
  write_facts(strip, paper);
  strip.code(paper.receipt.code);
  strip.note("办得怎么样了：在“办件进度”扫这个码");
  write_next(strip, paper);
  write_help(strip, paper);
  return strip.picture();
}

}  // namespace linli::documents
