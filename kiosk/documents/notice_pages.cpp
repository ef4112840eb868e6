#include <fmt/format.h>

#include "kiosk/documents/documents.h"
#include "kiosk/documents/paper.h"
#include "kiosk/documents/words.h"

namespace linli::documents {

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
    paper.text(report.note.empty() ? "请到窗口询问，或拨打下面的电话。" : report.note);
    paper.heading("怎么补正");
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
