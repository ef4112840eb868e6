#include "kiosk/app/document_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include "kiosk/app/day_report_json.h"
#include "kiosk/base/file.h"
#include "tests/support/temporary_folder.h"

using namespace linli;
using namespace linli::app;
using flow::SaveError;

namespace {

offline_cache::DayReport report_of_today() {
  offline_cache::DayReport report;
  report.day = std::chrono::year{2026} / 11 / 22;
  report.terminal = "0417";
  report.services = {
      {"temporary_relief", 2, 1, 0, 0, 1, 1, "LS-0417-2611-0001", "LS-0417-2611-0002"}};
  return report;
}

struct Desk {
  tests::TemporaryFolder folder;
  catalogue::Catalogue catalogue;
  base::FakeClock clock{base::parse_rfc3339("2026-11-22T18:00:00+08:00").value()};
  base::TaskQueue queue;

  Expected<std::string, SaveError> save(const std::filesystem::path& where) {
    DocumentFolder desk(where, catalogue, clock, queue);
    return answer([&](auto done) { desk.save_day_report(report_of_today(), {}, done); });
  }
  Expected<std::string, SaveError> save_notice(const std::filesystem::path& where) {
    DocumentFolder desk(where, catalogue, clock, queue);
    return answer([&](auto done) {
      desk.save_notice({"LS-0417-2611-0001", "temporary_relief", {}, {}, "缺材料", {}}, done);
    });
  }

 private:
  template <class Ask>
  Expected<std::string, SaveError> answer(Ask ask) {
    std::optional<Expected<std::string, SaveError>> saved;
    ask([&](Expected<std::string, SaveError> given) { saved = std::move(given); });
    while (!saved) {
      queue.wait_until(std::chrono::steady_clock::now() + std::chrono::milliseconds(50));
      queue.drain();
    }
    return *saved;
  }
};

int files_in(const std::filesystem::path& folder) {
  int count = 0;
  for ([[maybe_unused]] const auto& one : std::filesystem::directory_iterator(folder)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a day report is saved as a PDF and as a table, for its owner only") {
  Desk desk;
  CHECK(desk.save(desk.folder.path()) == std::string("day-report-0417-2026-11-22"));
  CHECK(desk.save(desk.folder.path()));  // again: replaced
  CHECK(files_in(desk.folder.path()) == 2);
  const auto pdf = base::read_file(desk.folder / "day-report-0417-2026-11-22.pdf", 10 << 20);
  REQUIRE(pdf);
  CHECK(pdf->starts_with("%PDF-"));
  const auto csv = base::read_file(desk.folder / "day-report-0417-2026-11-22.csv", 10 << 20);
  REQUIRE(csv);
  CHECK(csv->find("LS-0417-2611-0002") != std::string::npos);
  struct stat info {};
  REQUIRE(::stat((desk.folder / "day-report-0417-2026-11-22.pdf").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
}

TEST_CASE("a notice is saved under its receipt's number") {
  Desk desk;
  CHECK(desk.save_notice(desk.folder.path()) == std::string("notice-LS-0417-2611-0001.pdf"));
  CHECK(files_in(desk.folder.path()) == 1);
}

TEST_CASE("notices and half-written documents go after a day, and nothing else does") {
  Desk desk;
  const auto put = [&](const char* name, std::chrono::hours age) {
    REQUIRE_FALSE(base::write_file_durably(desk.folder / name, "x"));
    std::filesystem::last_write_time(desk.folder / name,
                                     std::chrono::file_clock::from_sys(desk.clock.now() - age));
  };
  using std::chrono::hours;
  for (const char* name : {"notice-LS-0417-2611-0001.pdf", "notice-LS-0417-2611-0002.pdf.new",
                           "day-report-0417-2026-11-20.csv.new"}) {
    put(name, hours(25));
  }
  for (const char* name : {"day-report-0417-2026-11-20.pdf", "notice.pdf", "theirs.new"}) {
    put(name, hours(25));
  }
  put("notice-LS-0417-2611-0003.pdf", hours(23));
  CHECK(remove_leftovers(desk.folder.path(), desk.clock.now()) == 3);
  CHECK(files_in(desk.folder.path()) == 4);
  CHECK(std::filesystem::exists(desk.folder / "notice-LS-0417-2611-0003.pdf"));
  CHECK(remove_leftovers(desk.folder / "stick", desk.clock.now()) == 0);
}

TEST_CASE("a folder that is not there is not made") {
  Desk desk;
  CHECK(desk.save("").error() == SaveError::no_folder);
  CHECK(desk.save(desk.folder / "stick").error() == SaveError::no_folder);
  CHECK(files_in(desk.folder.path()) == 0);
}

TEST_CASE("a file where the folder should be is not written to") {
  Desk desk;
  REQUIRE_FALSE(base::write_file_durably(desk.folder / "stick", "x"));
  CHECK(desk.save(desk.folder / "stick").error() == SaveError::no_folder);
}

TEST_CASE("a full disk is told, and nothing half is left") {
  const std::filesystem::path full = "/dev/full";
  std::error_code unknown;
  // A name that leads to a full device: the temporary file is a link to it.
  Desk desk;
  std::filesystem::create_symlink(full, desk.folder / "a.new", unknown);
  REQUIRE_FALSE(unknown);
  CHECK(save_document(desk.folder.path(), "a", "content").error() == SaveError::disk_full);
  CHECK(files_in(desk.folder.path()) == 0);
}

TEST_CASE("a folder that may not be written to is told") {
  if (::geteuid() == 0) {
    CHECK(save_document("/proc/self", "a", "content").error() != SaveError::disk_full);
    return;
  }
  Desk desk;
  REQUIRE(::chmod(desk.folder.path().c_str(), 0500) == 0);
  CHECK(desk.save(desk.folder.path()).error() == SaveError::not_writable);
}

TEST_CASE("a report comes out of its JSON as it went in") {
  auto report = report_of_today();
  report.made = {base::parse_rfc3339("2026-11-22T18:00:00.250+08:00").value(),
                 base::parse_rfc3339("2026-11-22T18:00:00.750+08:00").value()};
  report.items = {{"LS-0417-2611-0002", "temporary_relief", report.made.earliest,
                   offline_cache::ItemState::quarantined, offline_cache::ItemTrouble::damaged,
                   offline_cache::ReportItem::SetAside{offline_cache::SetAsideReason::withdrawn,
                                                       "1002", report.made.latest}},
                  {"LS-0417-2611-0003",
                   "temporary_relief",
                   report.made.earliest,
                   offline_cache::ItemState::returned,
                   offline_cache::ItemTrouble::none,
                   {}}};
  report.more_items = 3;
  report.more_acts = 5;
  report.closes = {{1, 2, 2, "7F3A-91C2", report.made.latest}};
  report.last =
      offline_cache::Reconciliation{.result = offline_cache::Reconciliation::Result::disputed,
                                    .day = report.day,
                                    .here = 2,
                                    .there = 1,
                                    .check_code = "7F3A-91C2",
                                    .missing_there = {"LS-0417-2611-0001"},
                                    .unknown_here = {"x"},
                                    .compared_at = report.made.latest};
  report.acts = {{report.made.earliest, offline_cache::AuditKind::staff_signed_in, "1002"}};
  const auto json = to_json(report);
  const auto back = day_report_from_json(nlohmann::json::parse(json.dump()));
  REQUIRE(back);
  CHECK(to_json(*back) == json);
  CHECK(back->items.at(0).set_aside->staff == "1002");
  CHECK(back->made.latest == report.made.latest);
}

TEST_CASE("what is no report is not taken for one") {
  const auto whole = to_json(report_of_today());
  for (const auto& [key, value] : whole.items()) {
    auto without = whole;
    without.erase(key);
    CHECK_FALSE(day_report_from_json(without));
    auto wrong = whole;
    wrong[key] = {{"x", 1}};
    CHECK_FALSE(day_report_from_json(wrong));
  }
  CHECK_FALSE(day_report_from_json(nlohmann::json()));
  CHECK_FALSE(day_report_from_json("x"));
}
