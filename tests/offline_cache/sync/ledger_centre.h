#pragma once
#include "centre/ledger/sqlite_ledger.h"
#include "tests/offline_cache/sync/scripted_centre.h"

namespace linli::tests {

/// A centre with the real ledger behind it, without the network. What is
/// sealed stays sealed.
class LedgerCentre {
 public:
  /// Called for each request; empty: the honest answer. Set before threads run.
  std::function<std::optional<Contact>(const offline_cache::CentreRequest&)> misbehave;

  explicit LedgerCentre(const Hall& hall, const std::filesystem::path& parent =
                                              std::filesystem::temp_directory_path())
      : hall_(hall), folder_(parent) {
    open();
    (void)ledger_->keep_code({"0417", {}, hall.clock.now() + std::chrono::hours{1}});
    (void)ledger_->enrol({"0417", {}, {}, hall.clock.now(), {}, {}}, {});
  }

  centre::Ledger& ledger() { return *ledger_; }
  int requests() const { return requests_; }

  /// The ledger's file as it is now, and back to that later.
  void back_up() {
    ledger_.reset();
    std::filesystem::copy_file(folder_ / "ledger.db", folder_ / "backup.db");
    open();
  }
  void restore() {
    ledger_.reset();
    std::filesystem::copy_file(folder_ / "backup.db", folder_ / "ledger.db",
                               std::filesystem::copy_options::overwrite_existing);
    open();
  }
  /// Another hand in the ledger.
  void tamper(const char* sql) {
    ledger_.reset();
    if (!database::Database::open(folder_ / "ledger.db", {})->execute(sql)) {
      throw std::runtime_error("tampering failed");
    }
    open();
  }

  Contact answer(const offline_cache::CentreRequest& request) {
    const std::lock_guard lock(mutex_);
    ++requests_;
    if (misbehave) {
      if (auto instead = misbehave(request)) return std::move(*instead);
    }
    return honest(request);
  }

  Contact honest(const offline_cache::CentreRequest& request) {
    if (request.path == "/v1/heartbeats") return offline_cache::CentreAnswer{204, {}, {}};
    if (request.path == "/v1/day-closes") return close(request.body);
    const std::string rest = request.path.substr(std::string("/v1/submissions/").size());
    const auto id = *base::Uuid::parse(rest.substr(0, 36));
    if (rest.ends_with("/acceptance")) return acceptance(id);
    if (rest.size() > 36) {
      const int number = std::stoi(rest.substr(std::string("/parts/").size() + 36));
      const auto sealed = bytes_of(request.body);
      (void)ledger_->store_part(
          {id, number, "0417", crypto::sha256(sealed), Bytes(sealed.begin(), sealed.end())});
      return offline_cache::CentreAnswer{204, {}, {}};
    }
    return commit(*protocol::commit_from_json(request.body));
  }

 private:
  void open() { ledger_ = std::move(centre::SqliteLedger::open(folder_ / "ledger.db").value()); }

  Contact commit(const protocol::Commit& commit) {
    const auto outcome = ledger_->commit(commit, hall_.clock.now(), hall_.centre, {}).value();
    if (const auto* accepted = std::get_if<centre::Accepted>(&outcome)) {
      return json_answer(accepted->repeated ? 200 : 201, protocol::to_json(accepted->acceptance));
    }
    if (const auto* missing = std::get_if<centre::PartsMissing>(&outcome)) {
      return problem_answer(422, "parts-missing", missing->numbers);
    }
    return problem_answer(409, "place-taken");
  }
  Contact acceptance(const base::Uuid& id) {
    const auto item = ledger_->item(id).value();
    if (!item) return problem_answer(404, "unknown-submission");
    return json_answer(200, protocol::to_json(item->acceptance));
  }
  Contact close(const std::string& body) {
    const auto request = protocol::day_close_request_from_json(body);
    if (!request) return problem_answer(400, "malformed");
    return json_answer(
        200,
        protocol::to_json(ledger_->close_day(*request, hall_.clock.now(), hall_.centre).value()));
  }

  const Hall& hall_;
  TemporaryFolder folder_;
  std::unique_ptr<centre::SqliteLedger> ledger_;
  std::mutex mutex_;
  std::atomic<int> requests_ = 0;
};

inline ScriptedTransport::Answer answers_of(LedgerCentre& centre) {
  return [&centre](const offline_cache::CentreRequest& request) { return centre.answer(request); };
}

}  // namespace linli::tests
