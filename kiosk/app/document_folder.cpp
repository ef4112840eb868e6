#include "kiosk/app/document_folder.h"

#include "kiosk/base/file.h"
#include "kiosk/crypto/wipe.h"
#include "kiosk/documents/documents.h"

namespace linli::app {
namespace {

using flow::SaveError;

SaveError save_error(const std::error_code& error) {
  if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
    return SaveError::no_folder;
  }
  if (error == std::errc::permission_denied || error == std::errc::read_only_file_system ||
      error == std::errc::operation_not_permitted) {
    return SaveError::not_writable;
  }
  const bool quota = error == std::error_code(EDQUOT, std::generic_category());
  if (error == std::errc::no_space_on_device || quota) return SaveError::disk_full;
  return SaveError::failed;
}

constexpr std::chrono::hours kKeepLeftovers{24};
constexpr std::chrono::hours kTidyEvery{24};

bool is_leftover(const std::string& name) {
  const bool notice = name.starts_with("notice-");
  const bool half = name.ends_with(".new") && (notice || name.starts_with("day-report-"));
  return half || (notice && name.ends_with(".pdf"));
}

}  // namespace

int remove_leftovers(const std::filesystem::path& folder, base::WallTime now) {
  namespace fs = std::filesystem;
  int removed = 0;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code unknown;  // of one file says nothing about the next
    if (!entry->is_regular_file(unknown) || !is_leftover(entry->path().filename())) continue;
    const auto written = entry->last_write_time(unknown);
    if (unknown || std::chrono::file_clock::to_sys(written) > now - kKeepLeftovers) continue;
    removed += fs::remove(entry->path(), unknown);
  }
  return removed;
}

Expected<void, SaveError> save_document(const std::filesystem::path& folder,
                                        const std::string& name, std::string_view content) {
  std::error_code unknown;
  if (folder.empty() || !std::filesystem::is_directory(folder, unknown)) {
    return unexpected(SaveError::no_folder);
  }
  if (const auto error = base::write_file_durably(folder / name, content)) {
    return unexpected(save_error(error));
  }
  return {};
}

DocumentFolder::DocumentFolder(std::filesystem::path folder, const catalogue::Catalogue& catalogue,
                               const base::Clock& clock, base::TaskQueue& queue)
    : folder_(std::move(folder)), catalogue_(catalogue), clock_(clock), queue_(queue) {}

void DocumentFolder::save_day_report(const offline_cache::DayReport& report,
                                     const flow::DevicesView& devices, Saved done) {
  const documents::DeviceStates states{devices.card_reader, devices.camera, devices.store};
  worker_.post([this, report, states, done = std::move(done)](const std::stop_token&) {
    const documents::DayReportPaper paper{report, catalogue_, states};
    const std::string pdf = documents::day_report_file(report, "pdf");
    auto saved = save_document(folder_, pdf, documents::day_report_pdf(paper));
    if (saved) {
      saved = save_document(folder_, documents::day_report_file(report, "csv"),
                            documents::day_report_csv(paper));
    }
    Expected<std::string, SaveError> answer = pdf.substr(0, pdf.rfind('.'));
    if (!saved) answer = unexpected(saved.error());
    queue_.post([done, answer = std::move(answer)] { done(answer); });
  });
}

void DocumentFolder::save_notice(const domain::StageReport& report, Saved done) {
  // What the centre wrote is wiped here once it is on paper.
  const auto note = std::make_shared<crypto::Wiped<std::string>>(report.note);
  auto nameless = report;
  crypto::wipe(nameless.note);
  worker_.post([this, nameless, note, done = std::move(done)](const std::stop_token&) {
    auto whole = nameless;
    whole.note = note->value;
    const auto today = base::hall_time(clock_.now()).date;
    crypto::Wiped<std::string> pdf{documents::notice_pdf({whole, catalogue_, today})};
    crypto::wipe(whole.note);
    const std::string name = documents::notice_file(whole.receipt_number);
    const auto saved = save_document(folder_, name, pdf.value);
    Expected<std::string, SaveError> answer = name;
    if (!saved) answer = unexpected(saved.error());
    queue_.post([done, answer = std::move(answer)] { done(answer); });
  });
}

void DocumentFolder::tidy() {
  if (folder_.empty() || clock_.steady() < next_tidy_) return;
  next_tidy_ = clock_.steady() + kTidyEvery;
  worker_.post([this](const std::stop_token&) { remove_leftovers(folder_, clock_.now()); });
}

}  // namespace linli::app
