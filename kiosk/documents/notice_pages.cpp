#include <fmt/format.h>

#include "kiosk/catalogue/find_field.h"
#include "kiosk/documents/documents.h"
#include "kiosk/documents/paper.h"
#include "kiosk/documents/words.h"

namespace linli::documents {
namespace {

/// What the centre has named, by the labels of the form as far as it is known here.
std::vector<std::string> missing_lines(const NoticePaper& of) {
  std::vector<std::string> lines;
  const auto* service = of.catalogue.find(of.report.service);
  for (const auto& missing : of.report.supplement.missing) {
    const auto* field = service == nullptr ? nullptr : find_field(*service, missing.field);
    std::string line = field == nullptr ? "" : field->label.zh;
    if (!missing.reason.empty()) line += (line.empty() ? "" : "：") + missing.reason;
    if (!line.empty()) lines.push_back("· " + line);
  }
  return lines;
}

}  // namespace

std::string notice_pdf(const NoticePaper& of) {
  const auto& region = of.catalogue.region;
  const auto& report = of.report;
  constexpr double kLarge = 1.4;  // the body in 14.7 points, 四号 and a little
  const Paper::Frame frame{"补正材料告知书 " + report.receipt_number,
                           region.place().zh + "　补正材料告知书　" + report.receipt_number,
                           kLarge};
  return Paper::pdf(frame, [&](Paper& paper) {
    paper.title("补正材料告知书");
    paper.text(
        fmt::format("您于{}在自助终端提交的“{}”申请（回执编号 {}），材料还不齐全，需要补正。",
                    day_words(base::hall_time(report.submitted_at).date),
                    service_name(of.catalogue, report.service), report.receipt_number));
    paper.heading("需要补正的材料");
    const auto missing = missing_lines(of);
    for (const std::string& line : missing) paper.text(line);
    if (!report.note.empty()) paper.text(report.note);
    if (missing.empty() && report.note.empty()) paper.text("请到窗口询问，或拨打下面的电话。");
    if (report.supplement.until) {
      paper.text(fmt::format("请在{}以前补正。", day_words(*report.supplement.until)));
    }
    paper.heading("怎么补正");
    const bool in_time = !report.supplement.until || of.day <= *report.supplement.until;
    if (!missing.empty() && in_time) {
      paper.text("可以在自助终端补交：选“办件进度”，扫回执上的二维码，按“补交材料”。");
    }
    paper.text(
        fmt::format("请带上本告知书、回执和身份证，把材料送到{}的窗口。", region.place().zh));
    paper.text("您来不了，可以请家人带上您和家人的身份证来办。");
    if (!region.hotlines.empty()) {
      paper.heading("咨询电话");
      for (const auto& line : region.hotlines) paper.text(line.number + "　" + line.label.zh);
    }
    paper.signatures({"经办人：", "居民签收：", "日期："},
                     {region.place().zh + "（盖章）", day_words(of.day)});
  });
}

std::string notice_file(const std::string& receipt_number) {
  return "notice-" + receipt_number + ".pdf";
}

}  // namespace linli::documents
