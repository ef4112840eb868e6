#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "tests/kiosk/documents/invented_report.h"

using namespace linli;
using namespace linli::tests;

namespace {

using Table = std::vector<std::vector<std::string>>;

/// A reader of its own: RFC 4180 and nothing else.
Table parse(std::string_view text) {
  Table table(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        cell += text[++i];
      } else if (c == '"') {
        quoted = false;
      } else {
        cell += c;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      table.back().push_back(std::exchange(cell, {}));
    } else if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      table.back().push_back(std::exchange(cell, {}));
      table.emplace_back();
      ++i;
    } else {
      cell += c;
    }
  }
  REQUIRE_FALSE(quoted);
  REQUIRE(table.back().empty());  // the last line is ended, too
  table.pop_back();
  return table;
}

std::string csv_of(const offline_cache::DayReport& report) {
  return documents::day_report_csv({report, project_catalogue(), {}});
}

std::string value_of(const Table& table, const char* name, const char* what) {
  for (const auto& row : table) {
    if (row.at(3) == name && row.at(4) == what) return row.at(5);
  }
  return "nothing";
}

}  // namespace

TEST_CASE("the table begins with the byte order mark that spreadsheet programs look for") {
  const std::string csv = csv_of(busy_day());
  CHECK(csv.starts_with("\xef\xbb\xbf日期,终端,类别,名称,项目,内容\r\n"));
  CHECK(csv.find("\xef\xbb\xbf", 3) == std::string::npos);
}

TEST_CASE("every line has the same fields and says of which day and terminal it is") {
  const Table table = parse(csv_of(busy_day()));
  REQUIRE(table.size() > 20);
  for (std::size_t i = 1; i < table.size(); ++i) {
    REQUIRE(table[i].size() == 6);
    CHECK(table[i][0] == "2026-11-22");
    CHECK(table[i][1] == "0417");
  }
}

TEST_CASE("the table holds the day's figures") {
  const Table table = parse(csv_of(busy_day()));
  CHECK(value_of(table, "临时救助", "办件") == "46");
  CHECK(value_of(table, "临时救助", "中心已确认") == "38");
  CHECK(value_of(table, "临时救助", "在途") == "6");
  CHECK(value_of(table, "临时救助", "已另行处理") == "1");
  CHECK(value_of(table, "临时救助", "最后一份") == "LS-0417-2611-0046");
  CHECK(value_of(table, "评价", "办件") == "31");
  CHECK(value_of(table, "序号 1 到 77", "校验码") == "7F3A-91C2");
  CHECK(value_of(table, "LS-0417-2611-0012", "内容损坏").find("工号 1002") != std::string::npos);
  CHECK(value_of(table, "LS-0417-2611-0007", "中心不接收") == "还没有处理");
}

TEST_CASE("the table has no figures of what the centre decides, and says where they are") {
  const Table table = parse(csv_of(busy_day()));
  CHECK(value_of(table, "", "说明") == "补正和受理结果以中心记录为准。");
  for (const char* unknown : {"要补材料", "没有受理"}) {
    CHECK(value_of(table, "临时救助", unknown) == "nothing");
  }
}

TEST_CASE("the table names what differs on a disputed day") {
  auto report = busy_day();
  report.last->result = offline_cache::Reconciliation::Result::disputed;
  report.last->missing_there = {"LS-0417-2611-0038", "LS-0417-2611-0039"};
  report.last->differs = {"LS-0417-2611-0030"};
  report.last->unknown_here = {"one", "two"};
  const Table table = parse(csv_of(report));
  const auto has = [&](const char* what, const char* value) {
    return std::ranges::any_of(
        table, [&](const auto& row) { return row.at(4) == what && row.at(5) == value; });
  };
  CHECK(value_of(table, "", "结果").starts_with("不一致"));
  CHECK(has("中心没有", "LS-0417-2611-0038"));
  CHECK(has("中心没有", "LS-0417-2611-0039"));
  CHECK(has("两边不一样", "LS-0417-2611-0030"));
  CHECK(has("中心多出的件数", "2"));
}

TEST_CASE("nothing in the table can be taken for a formula") {
  for (const char* evil :
       {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "=\"a\",\r\nb"}) {
    auto report = busy_day();
    report.services[0].service = evil;
    report.acts[0].detail = evil;
    report.terminal = evil;
    const Table table = parse(csv_of(report));
    int found = 0;
    for (const auto& row : table) {
      for (const auto& cell : row) {
        CHECK(cell != evil);
        found += cell == std::string("'") + evil;
      }
    }
    CHECK(found > 7 + static_cast<int>(table.size()) - 2);
  }
}

TEST_CASE("quotes, commas and line ends stay within their field") {
  auto report = busy_day();
  report.acts[0].detail = "a \"b\", c\r\nd";
  const Table table = parse(csv_of(report));
  CHECK(value_of(table, "2026-11-22 17:45", "登录") == "a \"b\", c\r\nd");
}

TEST_CASE("the table says how much it leaves out") {
  auto report = busy_day();
  const auto whole = parse(csv_of(report));
  CHECK(value_of(whole, "", "没有列出") == "nothing");
  CHECK(value_of(whole, "", "前面没有列出的条数") == "nothing");
  report.more_items = 4;
  report.more_acts = 57;
  const Table table = parse(csv_of(report));
  CHECK(value_of(table, "", "没有列出") == "4");
  CHECK(value_of(table, "", "前面没有列出的条数") == "57");
}
