#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/day.h"
#include "kiosk/documents/documents.h"
#include "kiosk/documents/words.h"

namespace linli::documents {
namespace {

using offline_cache::ServiceDay;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// What spreadsheet programs take for the beginning of a formula, full-width forms included
/// (OWASP, CSV Injection).
constexpr std::array<std::string_view, 10> kFormulas = {"=",  "+",  "-",  "@",  "\t",
                                                        "\r", "＝", "＋", "－", "＠"};

/// RFC 4180, section 2: quoted, quotes doubled. An apostrophe makes a formula a text.
std::string field(const std::string& text) {
  const bool formula = std::ranges::any_of(
      kFormulas, [&](std::string_view start) { return text.starts_with(start); });
  std::string quoted = formula ? "\"'" : "\"";
  for (const char character : text) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + '"';
}

/// Every line has the same fields, the first two of them those of the report.
class Lines {
 public:
  explicit Lines(std::string day_and_terminal) : start_(std::move(day_and_terminal)) {
    lines_ = kByteOrderMark;
    lines_ += "日期,终端,类别,名称,项目,内容\r\n";
  }
  void add(const char* kind, const std::string& name, const std::string& what,
           const std::string& value) {
    lines_ +=
        fmt::format("{},{},{},{},{}\r\n", start_, kind, field(name), field(what), field(value));
  }
  void add(const char* kind, const std::string& name, const std::string& what, int count) {
    lines_ += fmt::format("{},{},{},{},{}\r\n", start_, kind, field(name), field(what), count);
  }
  const std::string& text() const { return lines_; }

 private:
  std::string start_;
  std::string lines_;
};

void add_service(Lines& lines, const std::string& name, const ServiceDay& day) {
  const std::pair<const char*, int> counts[] = {{"办件", day.stored},
                                                {"中心已确认", day.accepted},
                                                {"在途", day.on_the_way()},
                                                {"发不出去", day.quarantined},
                                                {"已另行处理", day.set_aside}};
  for (const auto& [what, count] : counts) lines.add("办件", name, what, count);
  lines.add("回执", name, "第一份", day.first_receipt);
  lines.add("回执", name, "最后一份", day.last_receipt);
}

void add_books(Lines& lines, const offline_cache::Reconciliation& books) {
  lines.add("对账", "", "结果", books_words(books));
  for (const auto& item : books.missing_there) lines.add("对账", "", "中心没有", item);
  for (const auto& item : books.differs) lines.add("对账", "", "两边不一样", item);
  if (!books.unknown_here.empty()) {
    lines.add("对账", "", "中心多出的件数", static_cast<int>(books.unknown_here.size()));
  }
}

}  // namespace

std::string day_report_csv(const DayReportPaper& of) {
  const auto& report = of.report;
  Lines lines(field(base::day_text(report.day)) + "," + field(report.terminal));
  for (const ServiceDay& day : report.services) {
    add_service(lines, service_name(of.catalogue, day.service), day);
  }
  lines.add("办件", "", "说明", kOutcomesElsewhere);
  if (report.last) add_books(lines, *report.last);
  for (const auto& range : report.closes) {
    lines.add("对账", fmt::format("序号 {} 到 {}", range.first, range.last), "一致的件数",
              range.items);
    lines.add("对账", fmt::format("序号 {} 到 {}", range.first, range.last), "校验码",
              range.check_code);
  }
  for (const auto& item : report.items) {
    lines.add("需处理", item.receipt_number, state_of(item),
              item.set_aside ? set_aside_words(*item.set_aside) : "还没有处理");
  }
  if (report.more_items > 0) lines.add("需处理", "", "没有列出", report.more_items);
  if (report.more_acts > 0) lines.add("记录", "", "前面没有列出的条数", report.more_acts);
  for (const auto& act : report.acts) {
    lines.add("记录", moment_words(act.at), name_of(act.kind), detail_words(act));
  }
  if (of.devices) {
    lines.add("设备", "读卡器", "状态", name_of(of.devices->card_reader));
    lines.add("设备", "摄像头", "状态", name_of(of.devices->camera));
    lines.add("设备", "打印机", "状态", "未装");
    lines.add("设备", "存储", "状态", name_of(of.devices->store));
  }
  return lines.text();
}

std::string day_report_file(const offline_cache::DayReport& report, const std::string& ending) {
  return fmt::format("day-report-{}-{}.{}", report.terminal.empty() ? "none" : report.terminal,
                     base::day_text(report.day), ending);
}

}  // namespace linli::documents
