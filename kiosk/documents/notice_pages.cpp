#include <fmt/format.h>

#include "kiosk/documents/documents.h"
#include "kiosk/documents/paper.h"
#include "kiosk/documents/words.h"

namespace linli::documents {

std::string notice_pdf(const NoticePaper& of) {
  const auto& region = of.catalogue.region;
  const auto& report = of.report;
  const Paper::Frame frame{"补正告知 " + report.receipt_number,
                           region.hall.zh + "　补正告知　" + report.receipt_number};
  return Paper::pdf(frame, [&](Paper& paper) {
    paper.title("补正材料告知");
    paper.text(fmt::format("您在 {} 办的“{}”，还缺材料。",
                           day_words(base::hall_time(report.submitted_at).date),
                           service_name(of.catalogue, report.service)));
    paper.heading("回执编号");
    paper.text(report.receipt_number);
    paper.heading("还缺什么");
    paper.text(report.note.empty() ? "请到窗口询问，或打下面的电话。" : report.note);
    paper.heading("怎么办");
    paper.text(fmt::format("请带上这张纸、回执和身份证，把材料送到{}的窗口。", region.hall.zh));
    paper.text("您来不了，可以请家人带上您和家人的身份证来办。");
    if (!region.hotlines.empty()) {
      paper.heading("不清楚可以打电话");
      for (const auto& line : region.hotlines) paper.text(line.number + "　" + line.label.zh);
    }
    paper.gap(12);
    paper.text(fmt::format("{}　{}", region.hall.zh, day_words(of.day)));
    paper.signatures({"经办人：", "居民签收：", "日期："});
  });
}

std::string notice_file(const std::string& receipt_number) {
  return "notice-" + receipt_number + ".pdf";
}

}  // namespace linli::documents
