#pragma once
#include <filesystem>
#include <optional>

#include "kiosk/base/task_queue.h"
#include "kiosk/base/worker.h"
#include "kiosk/flow/place_name_desk.h"
#include "kiosk/place_names/place_names.h"

namespace linli::app {

/// Searches the place names on a thread of its own. The file is opened with the first question, and
/// tried again with the next where that failed.
class PlaceNameThread final : public flow::PlaceNameDesk {
 public:
  /// The queue must outlive the object.
  PlaceNameThread(std::filesystem::path file, base::TaskQueue& queue)
      : file_(std::move(file)), queue_(queue) {}

  void find(std::string text, int first, int count, Done done) override;

 private:
  std::optional<reference::FoundPlaces> found(const std::string& text, int first, int count);

  std::filesystem::path file_;
  base::TaskQueue& queue_;
  std::optional<place_names::PlaceNames> names_;  // of the worker
  base::Worker worker_{"place names"};            // last: stops before what its jobs use
};

}  // namespace linli::app
