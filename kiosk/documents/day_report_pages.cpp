#include <fmt/format.h>

#include "kiosk/documents/documents.h"
#include "kiosk/documents/paper.h"
#include "kiosk/documents/words.h"

namespace linli::documents {
namespace {

using offline_cache::DayReport;
using offline_cache::ServiceDay;
using Rows = std::vector<std::vector<std::string>>;

std::vector<std::string> counts_of(const std::string& name, const ServiceDay& day) {
  std::vector<std::string> cells{name};
  for (const int count :
       {day.stored, day.accepted, day.on_the_way(), day.quarantined, day.set_aside}) {
    cells.push_back(std::to_string(count));
  }
  return cells;
}

void write_services(Paper& paper, const DayReportPaper& of) {
  paper.heading("办件");
  Rows rows;
  for (const ServiceDay& day : of.report.services) {
    rows.push_back(counts_of(service_name(of.catalogue, day.service), day));
  }
  rows.push_back(counts_of("合计", total_of(of.report)));
  constexpr auto kRight = Paper::Align::right;
  paper.table({{"事项", 0.24},
               {"办件", 0.12, kRight},
               {"中心已确认", 0.16, kRight},
               {"在途", 0.12, kRight},
               {"发不出去", 0.16, kRight},
               {"已另行处理", 0.2, kRight}},
              rows);
  paper.text(std::string("“已另行处理”包括在“发不出去”里面。合计不算评价。") + kOutcomesElsewhere);
}

void write_receipts(Paper& paper, const DayReportPaper& of) {
  if (of.report.services.empty()) return;
  paper.heading("回执编号");
  Rows rows;
  for (const ServiceDay& day : of.report.services) {
    rows.push_back({service_name(of.catalogue, day.service), day.first_receipt, day.last_receipt});
  }
  paper.table({{"事项", 0.3}, {"第一份", 0.35}, {"最后一份", 0.35}}, rows);
}

void write_books(Paper& paper, const DayReport& report) {
  paper.heading("和中心对账");
  if (report.last) {
    paper.text(books_words(*report.last));
    for (const auto& item : report.last->missing_there) paper.text("中心没有：" + item);
    for (const auto& item : report.last->differs) paper.text("两边不一样：" + item);
    if (!report.last->unknown_here.empty()) {
      paper.text(fmt::format("中心多出 {} 件，本机没有。", report.last->unknown_here.size()));
    }
  }
  Rows rows;
  for (const auto& range : report.closes) {
    rows.push_back({fmt::format("{} – {}", range.first, range.last), std::to_string(range.items),
                    range.check_code, moment_words(range.agreed_at)});
  }
  if (!rows.empty()) {
    paper.table({{"一致的序号", 0.3}, {"件数", 0.15}, {"校验码", 0.2}, {"中心确认时间", 0.35}},
                rows);
  } else if (!report.last) {
    paper.text("这一天没有对账。");
  }
}

void write_items(Paper& paper, const DayReportPaper& of) {
  paper.heading("需要人处理的办件");
  if (of.report.items.empty()) return paper.text("没有。");
  Rows rows;
  for (const auto& item : of.report.items) {
    rows.push_back({item.receipt_number, service_name(of.catalogue, item.service),
                    clock_words(item.stored_at), state_of(item),
                    item.set_aside ? set_aside_words(*item.set_aside) : "还没有处理"});
  }
  paper.table({{"回执编号", 0.24}, {"事项", 0.14}, {"时间", 0.09}, {"原因", 0.15}, {"处理", 0.38}},
              rows);
  if (of.report.more_items > 0) {
    paper.text(fmt::format("另有 {} 件没有列出。", of.report.more_items));
  }
}

void write_acts(Paper& paper, const DayReport& report) {
  paper.heading("操作记录");
  if (report.acts.empty()) return paper.text("没有记录。");
  Rows rows;
  for (const auto& act : report.acts) {
    rows.push_back({clock_words(act.at), name_of(act.kind), detail_words(act)});
  }
  if (report.more_acts > 0) {
    paper.text(fmt::format("前面还有 {} 条没有列出。", report.more_acts));
  }
  paper.table({{"时间", 0.12}, {"操作", 0.2}, {"工号、编号", 0.68}}, rows);
}

void write_devices(Paper& paper, const DayReportPaper& of) {
  if (!of.devices) return;
  paper.heading("设备状态（制表时）");
  paper.table({{"读卡器", 0.25}, {"摄像头", 0.25}, {"打印机", 0.25}, {"存储", 0.25}},
              {{name_of(of.devices->card_reader), name_of(of.devices->camera), "未装",
                name_of(of.devices->store)}});
}

}  // namespace

std::string day_report_pdf(const DayReportPaper& of) {
  const DayReport& report = of.report;
  const std::string place = fmt::format("{} 终端 {}", of.catalogue.region.place().zh,
                                        report.terminal.empty() ? "未登记" : report.terminal);
  const Paper::Frame frame{fmt::format("日报 {} {}", place, day_words(report.day)),
                           fmt::format("{}　{}　日报", place, day_words(report.day))};
  return Paper::pdf(frame, [&](Paper& paper) {
    paper.title("自助终端日报");
    paper.text(fmt::format("{}　{}", place, day_words(report.day)));
    const auto error = (report.made.latest - report.made.earliest) / 2;
    paper.text(fmt::format("制表 {}，时钟误差不超过 {:.1f} 秒", moment_words(report.made.middle()),
                           static_cast<double>(error.count()) / 1000));
    write_services(paper, of);
    write_receipts(paper, of);
    write_books(paper, report);
    write_items(paper, of);
    write_acts(paper, report);
    write_devices(paper, of);
    paper.signatures({"值班员签字：", "主管签字：", "日期："});
  });
}

}  // namespace linli::documents
