#include <catch2/catch_test_macros.hpp>

#include "tests/kiosk/documents/printed.h"

using namespace linli;
using namespace linli::tests;

namespace {

std::string pdf_of(const offline_cache::DayReport& report) {
  return documents::day_report_pdf(
      {report, project_catalogue(),
       documents::DeviceStates{drivers::DeviceHealth::working, drivers::DeviceHealth::missing,
                               offline_cache::StoreHealth::ready}});
}

domain::StageReport lacking() {
  return {"LS-0417-2611-0038",
          "temporary_relief",
          base::parse_rfc3339("2026-11-20T09:41:00+08:00").value(),
          domain::Stage::supplement_needed,
          "收入证明没有盖章，请到单位盖章后再交；还缺一份本月的住院收费票据。",
          std::nullopt};
}

}  // namespace

TEST_CASE("the day report says the day's figures and has lines for two staff") {
  const Printed paper(pdf_of(busy_day()));
  paper.keep_pictures("paper-day-report");
  for (const char* words :
       {"自助终端日报", "锦绣社区服务中心", "终端 0417", "2026年11月22日", "临时救助", "评价", "46",
        "LS-0417-2611-0046", "7F3A-91C2", "中心不接收", "和另一份申请重复", "工号 1002", "没接上",
        "LS-0417-2611-0012：和另一份申请重复，工号 1002", "1 到 77", "时钟误差不超过 1.0 秒",
        "值班员签字", "主管签字", "第 2 页，共 2 页"}) {
    INFO(words);
    CHECK(paper.says(words));
  }
}

TEST_CASE("the day report has no figures of what the centre decides, and says where they are") {
  const Printed paper(pdf_of(busy_day()));
  CHECK(paper.says("补正和受理结果以中心记录为准"));
  CHECK_FALSE(paper.says("要补材料"));
  CHECK_FALSE(paper.says("没有受理"));
}

TEST_CASE("the sum counts applications, not ratings") {
  const std::string all = Printed(pdf_of(busy_day())).text();
  const auto sum = all.find("合计");
  REQUIRE(sum != std::string::npos);
  const std::string line = all.substr(sum, all.find('\n', sum) - sum);
  CHECK(line.find("46") != std::string::npos);
  CHECK(line.find("77") == std::string::npos);
}

TEST_CASE("the pages are A4 and carry their fonts") {
  const Printed paper(pdf_of(busy_day()));
  CHECK(paper.read("pdfinfo").find("(A4)") != std::string::npos);
  const std::string fonts = paper.read("pdffonts");
  INFO(fonts);
  CHECK(fonts.find("NotoSansCJK") != std::string::npos);
  CHECK(fonts.find(" no  no ") == std::string::npos);  // embedded, or at least a subset of it
  CHECK(fonts.find("yes yes yes") != std::string::npos);
}

TEST_CASE("a long report goes on over numbered pages with the tables' heads again") {
  auto report = busy_day();
  report.items.resize(offline_cache::kMostReportItems, report.items[0]);
  report.more_items = 17;
  report.more_acts = 57;
  const Printed paper(pdf_of(report));
  paper.keep_pictures("paper-day-report-long");
  const std::string info = paper.read("pdfinfo");
  const auto at = info.find("Pages:");
  REQUIRE(at != std::string::npos);
  const int pages = std::stoi(info.substr(at + 6));
  CHECK(pages >= 5);
  CHECK(paper.says(("第 1 页，共 " + std::to_string(pages) + " 页").c_str()));
  const std::string last =
      "第 " + std::to_string(pages) + " 页，共 " + std::to_string(pages) + " 页";
  CHECK(paper.says(last.c_str()));
  CHECK(paper.says("另有 17 件没有列出"));
  CHECK(paper.says("前面还有 57 条没有列出"));
  const Printed middle(pdf_of(report));
  CHECK(middle.read("pdftotext -layout -f 3 -l 3", "-").find("回执编号") != std::string::npos);
}

TEST_CASE("a day on which nothing was done still makes a page") {
  offline_cache::DayReport report;
  report.day = std::chrono::year{2020} / 2 / 29;
  const Printed paper(documents::day_report_pdf({report, project_catalogue(), {}}));
  CHECK(paper.says("2020年2月29日"));
  CHECK(paper.says("这一天没有对账"));
  CHECK(paper.says("终端 未登记"));
  CHECK_FALSE(paper.says("读卡器"));
}

TEST_CASE("a comparison that differs names what differs") {
  auto report = busy_day();
  report.last->result = offline_cache::Reconciliation::Result::disputed;
  report.last->missing_there = {"LS-0417-2611-0038"};
  report.last->unknown_here = {"one", "two"};
  const Printed paper(pdf_of(report));
  CHECK(paper.says("不一致"));
  CHECK(paper.says("中心没有：LS-0417-2611-0038"));
  CHECK(paper.says("中心多出 2 件"));
}

TEST_CASE("rare characters stand on paper, and markup is only text") {
  auto report = busy_day();
  report.acts[0].detail = "𬘭 <b>&amp;</b> %s";
  const Printed paper(pdf_of(report));
  CHECK(paper.says("<b>&amp;</b> %s"));
  CHECK(paper.says("𬘭"));
}

TEST_CASE("a notice says what is missing, where to bring it and whom to call") {
  const Printed paper(
      documents::notice_pdf({lacking(), project_catalogue(), std::chrono::year{2026} / 11 / 22}));
  paper.keep_pictures("paper-notice");
  for (const char* words : {"补正材料告知书", "LS-0417-2611-0038", "收入证明没有盖章", "12345",
                            "2026年11月20日", "锦绣社区服务中心", "居民签收"}) {
    INFO(words);
    CHECK(paper.says(words));
  }
}

TEST_CASE("the longest notice goes on over pages and loses no line") {
  auto report = lacking();
  int lines = 0;
  for (; report.note.size() + 60 <= 2000; ++lines) report.note += "\n还缺一份住院票据。";
  const Printed paper(
      documents::notice_pdf({report, project_catalogue(), std::chrono::year{2026} / 11 / 22}));
  paper.keep_pictures("paper-notice-long");
  const std::string all = paper.text();
  int found = 0;
  for (auto at = all.find("还缺一份住院票据"); at != std::string::npos; ++found) {
    at = all.find("还缺一份住院票据", at + 1);
  }
  CHECK(found == lines);
  CHECK(paper.says("第 4 页，共 4 页"));
  // Who issues it stands on the page that is signed.
  const std::string end = paper.read("pdftotext -layout -f 4 -l 4", "-");
  CHECK(end.find("居民签收") != std::string::npos);
  CHECK(end.find("2026年11月22日") != std::string::npos);
}

TEST_CASE("files are named for what they are, and for nobody") {
  CHECK(documents::day_report_file(busy_day(), "pdf") == "day-report-0417-2026-11-22.pdf");
  CHECK(documents::day_report_file({}, "csv").starts_with("day-report-none-"));
  CHECK(documents::notice_file("LS-0417-2611-0038") == "notice-LS-0417-2611-0038.pdf");
}
