#include "offline_cache/sync/export_package.h"

#include "kiosk/crypto/envelope.h"
#include "kiosk/package/package_writer.h"

namespace linli::offline_cache {
namespace {

using Why = ExportError::Why;
using package::PackageWriter;

/// JSON makes a manifest a third longer; certificates, keys and names come to each item.
std::uint64_t bytes_needed(const WaitingSize& waiting) {
  constexpr std::uint64_t kEachItem = 2048;
  constexpr std::uint64_t kSpare = 1 << 20;
  return waiting.bytes / 3 * 4 + waiting.items * kEachItem + kSpare;
}

ExportError of_the_medium(const std::error_code& code) {
  return {code == std::errc::no_space_on_device ? Why::no_space : Why::medium, code, 0};
}

class Exporting {
 public:
  Exporting(const ExportSource& source, const TerminalIdentity& identity,
            const std::filesystem::path& stick, const base::Clock& clock,
            const std::function<void(const ExportProgress&)>& progress, const std::stop_token& stop)
      : source_(source),
        identity_(identity),
        stick_(stick),
        clock_(clock),
        progress_(progress),
        stop_(stop) {}

  std::optional<ExportError> check_room() const {
    const auto waiting = source_.size();
    if (!waiting) return ExportError{Why::store, {}, 0};
    std::error_code error;
    const auto space = std::filesystem::space(stick_, error);
    if (error) return of_the_medium(error);
    if (space.available >= bytes_needed(*waiting)) return std::nullopt;
    return ExportError{Why::no_space, {}, bytes_needed(*waiting)};
  }

  /// Empty: everything that waits is on the stick.
  std::optional<ExportError> write_packages() {
    while (!done_) {
      if (const auto failed = write_package()) return failed;
    }
    return std::nullopt;
  }

  Exported take() { return std::move(result_); }

 private:
  std::optional<ExportError> write_package() {
    auto batch = source_.batch(place_);
    if (!batch) return ExportError{Why::store, {}, 0};
    done_ = batch->done;
    if (batch->record.empty()) {  // nothing waits that could be written
      result_.left_out += batch->left_out;
      return std::nullopt;
    }
    auto writer = PackageWriter::create(
        stick_, {package::Kind::items, base::make_uuid_v7(clock_.now()), identity_.terminal});
    if (!writer) return of_the_medium(writer.error());
    std::vector<base::Uuid> items;
    while (true) {
      if (stop_.stop_requested()) return ExportError{Why::stopped, {}, 0};
      if (auto failed = add(*writer, *batch, items)) return failed;
      if (done_ || !writer->has_room()) return finish(*writer, items);
      batch = source_.batch(place_);
      if (!batch) return ExportError{Why::store, {}, 0};
      done_ = batch->done;
    }
  }

  std::optional<ExportError> add(PackageWriter& writer, const ExportBatch& batch,
                                 std::vector<base::Uuid>& items) {
    place_ = batch.next;
    result_.left_out += batch.left_out;
    if (batch.record.empty()) return std::nullopt;
    const auto sealed = crypto::seal(batch.record, identity_.sealing_certificates);
    if (!sealed) return ExportError{Why::sealing, {}, 0};
    const std::uint64_t before = writer.bytes();
    if (const auto error = writer.add(*sealed)) return of_the_medium(error);
    items.insert(items.end(), batch.items.begin(), batch.items.end());
    result_.total.items += batch.items.size();
    result_.total.bytes += writer.bytes() - before;
    progress_(result_.total);
    return std::nullopt;
  }

  std::optional<ExportError> finish(PackageWriter& writer, const std::vector<base::Uuid>& items) {
    auto file = writer.finish(package::signer_with(identity_.receipt_key));
    if (!file) return of_the_medium(file.error());
    result_.packages.push_back(*std::move(file));
    // Only a note for staff: the package counts whether or not it is made.
    if (!source_.exported(items)) result_.noted = false;
    return std::nullopt;
  }

  const ExportSource& source_;
  const TerminalIdentity& identity_;
  const std::filesystem::path& stick_;
  const base::Clock& clock_;
  const std::function<void(const ExportProgress&)>& progress_;
  const std::stop_token& stop_;
  ExportPlace place_;
  bool done_ = false;
  Exported result_;
};

}  // namespace

Expected<Exported, ExportError> export_waiting(
    const ExportSource& source, const TerminalIdentity& identity,
    const std::filesystem::path& stick, const base::Clock& clock,
    const std::function<void(const ExportProgress&)>& progress, const std::stop_token& stop) {
  Exporting exporting(source, identity, stick, clock, progress, stop);
  auto failed = exporting.check_room();
  if (!failed) failed = exporting.write_packages();
  if (failed) return unexpected(*failed);
  return exporting.take();
}

}  // namespace linli::offline_cache
