#include <fmt/format.h>

#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/app/control.h"
#include "kiosk/app/day_report_json.h"
#include "kiosk/app/document_folder.h"
#include "kiosk/documents/documents.h"

namespace linli::app {
namespace {

struct Arguments {
  std::string day;  // empty: today, by the hall's clock
  std::string pdf;
  std::string csv;
};

std::string describe(flow::SaveError error) {
  switch (error) {
    case flow::SaveError::no_folder:
      return "there is no such folder";
    case flow::SaveError::not_writable:
      return "the folder may not be written to";
    case flow::SaveError::disk_full:
      return "the disk is full; nothing was left there";
    case flow::SaveError::failed:
      return "it could not be written";
  }
  return "unknown error";
}

int write(const std::string& file, const std::string& content) {
  const std::filesystem::path path(file);
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const auto saved = save_document(folder, path.filename().string(), content);
  if (!saved) return fail(file + ": " + describe(saved.error()));
  fmt::print("{}\n", file);
  return 0;
}

int make_report(const CommandContext& context, const Arguments& arguments) {
  if (arguments.pdf.empty() && arguments.csv.empty()) {
    fail("say --pdf FILE, --csv FILE or both");
    return kWrongUse;
  }
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  const auto catalogue = catalogue::load_catalogue(assets_directory(), configuration->region);
  if (!catalogue) return fail("the services can't be loaded");
  const auto answer = ask_terminal(*configuration, {{"do", "day_report"}, {"day", arguments.day}});
  become_caller_again();
  if (!answer) return fail(answer.error());
  const auto report = day_report_from_json(answer->value("report", nlohmann::json()));
  if (!report) return fail("the answer makes no sense");
  const documents::DayReportPaper paper{*report, *catalogue, {}};
  int code = 0;
  if (!arguments.pdf.empty()) code = write(arguments.pdf, documents::day_report_pdf(paper));
  if (code == 0 && !arguments.csv.empty()) {
    code = write(arguments.csv, documents::day_report_csv(paper));
  }
  return code;
}

}  // namespace

void add_day_report_command(CLI::App& app, CommandContext& context) {
  auto* report =
      app.add_subcommand("day-report", "The figures of a day, for paper or a spreadsheet");
  auto arguments = std::make_shared<Arguments>();
  report->add_option("--day", arguments->day, "A day of the hall, 2026-11-22; today if left out")
      ->check(wrong_day);
  report->add_option("--pdf", arguments->pdf, "A4 pages with lines to sign");
  report->add_option("--csv", arguments->csv, "UTF-8 with a byte order mark");
  report->callback([arguments, &context] { context.exit_code = make_report(context, *arguments); });
}

}  // namespace linli::app
