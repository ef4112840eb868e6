#pragma once
#include <filesystem>

#include "kiosk/base/clock.h"
#include "kiosk/base/task_queue.h"
#include "kiosk/base/worker.h"
#include "kiosk/flow/document_desk.h"

namespace linli::app {

/// Makes documents and writes them to a folder, on a thread of its own. The folder is never made
/// here: where a stick or a share belongs, and is not, nothing is to be written.
class DocumentFolder final : public flow::DocumentDesk {
 public:
  /// What is given must outlive the object. An empty folder: none is named.
  DocumentFolder(std::filesystem::path folder, const catalogue::Catalogue& catalogue,
                 const base::Clock& clock, base::TaskQueue& queue);

  void save_day_report(const offline_cache::DayReport& report, const flow::DevicesView& devices,
                       Saved done) override;
  void save_notice(const domain::StageReport& report, Saved done) override;

  /// Now and then: removes what remove_leftovers() names, at once and then once a day.
  void tidy();

 private:
  std::filesystem::path folder_;
  const catalogue::Catalogue& catalogue_;
  const base::Clock& clock_;
  base::TaskQueue& queue_;
  base::SteadyTime next_tidy_{};
  base::Worker worker_{"documents"};  // last: stops before what its jobs use
};

/// Replaces FOLDER/NAME as a whole; what keeps it from being so is why.
Expected<void, flow::SaveError> save_document(const std::filesystem::path& folder,
                                              const std::string& name, std::string_view content);

/// Removes notices, which are personal, and half-written documents that are older than a day.
/// Answers how many; anybody else's files stay.
int remove_leftovers(const std::filesystem::path& folder, base::WallTime now);

}  // namespace linli::app
