#pragma once
#include <algorithm>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "kiosk/protocol/acceptance.h"
#include "kiosk/protocol/messages.h"
#include "kiosk/protocol/submission.h"
#include "offline_cache/sync/centre_transport.h"
#include "tests/offline_cache/store/hall.h"

namespace linli::tests {

using Contact = Expected<offline_cache::CentreAnswer, offline_cache::CentreTrouble>;

inline offline_cache::CentreAnswer json_answer(int status, std::string body) {
  return {status, {{"content-type", "application/json"}}, std::move(body)};
}
inline offline_cache::CentreAnswer problem_answer(int status, const char* type,
                                                  std::vector<int> missing = {}) {
  return {status,
          {{"content-type", "application/problem+json"}},
          protocol::to_json(protocol::Problem{status, std::string("urn:linli:problem:") + type,
                                              "told by the test", std::move(missing)})};
}
inline offline_cache::CentreAnswer html_answer(int status = 200) {
  return {status, {{"content-type", "text/html"}}, "<html>Please log in</html>"};
}

/// A centre in memory: honest, unless a test says what it does instead.
class ScriptedCentre {
 public:
  /// Called for each request; empty: the honest answer. Set before threads run.
  std::function<std::optional<Contact>(const offline_cache::CentreRequest&)> misbehave;

  explicit ScriptedCentre(const Hall& hall) : hall_(hall) {}

  Contact answer(const offline_cache::CentreRequest& request) {
    const std::lock_guard lock(mutex_);
    paths_.push_back(request.path);
    if (misbehave) {
      if (auto instead = misbehave(request)) return std::move(*instead);
    }
    return honest(request);
  }

  /// The centre's word for a commit, signed by `key`.
  static std::string acceptance(const protocol::ChainLink& link, const crypto::SigningKey& key,
                                base::WallTime at) {
    return protocol::to_json(protocol::accept(link, protocol::hash_of(link), at, key));
  }

  std::vector<std::string> paths() const {
    const std::lock_guard lock(mutex_);
    return paths_;
  }
  int requests() const { return static_cast<int>(paths().size()); }
  std::map<base::Uuid, protocol::Commit> items() const {
    const std::lock_guard lock(mutex_);
    return items_;
  }
  domain::BenefitStatus benefits;
  domain::Stage stage = domain::Stage::home_visit;

  Contact honest(const offline_cache::CentreRequest& request) {
    if (request.path == "/v1/heartbeats") return offline_cache::CentreAnswer{204, {}, {}};
    if (request.path == "/v1/benefit-queries") return json_answer(200, protocol::to_json(benefits));
    const std::string rest = request.path.substr(std::string("/v1/submissions/").size());
    const auto id = *base::Uuid::parse(rest.substr(0, 36));
    if (rest.size() > 36) {
      parts_[id].insert_or_assign(std::stoi(rest.substr(std::string("/parts/").size() + 36)),
                                  request.body);
      return offline_cache::CentreAnswer{204, {}, {}};
    }
    return request.method == offline_cache::HttpMethod::get ? show(id) : commit(id, request.body);
  }

 private:
  Contact commit(const base::Uuid& id, const std::string& body) {
    const auto commit = protocol::commit_from_json(body);
    if (!commit || commit->link.item != id) return problem_answer(400, "malformed");
    for (const auto& [number, sealed] : commit->inside) parts_[id][number] = text_of(sealed);
    std::vector<int> missing;
    for (const auto& part : commit->parts) {
      const auto found = parts_[id].find(part.number);
      const bool here =
          found != parts_[id].end() && crypto::sha256(bytes_of(found->second)) == part.digest;
      if (!here) missing.push_back(part.number);
    }
    if (!missing.empty()) return problem_answer(422, "parts-missing", missing);
    const bool first = items_.emplace(id, *commit).second;
    return json_answer(first ? 201 : 200,
                       acceptance(items_.at(id).link, hall_.centre, hall_.clock.now()));
  }

  Contact show(const base::Uuid& id) {
    const auto found = items_.find(id);
    if (found == items_.end()) return problem_answer(404, "unknown-submission");
    return json_answer(
        200, protocol::to_json(domain::StageReport{found->second.receipt_number,
                                                   found->second.service,
                                                   found->second.created_earliest, stage, "",
                                                   hall_.clock.now()}));
  }

  const Hall& hall_;
  mutable std::mutex mutex_;
  std::vector<std::string> paths_;
  std::map<base::Uuid, std::map<int, std::string>> parts_;
  std::map<base::Uuid, protocol::Commit> items_;
};

/// Answers each request at once with what `answer` says. What was begun together
/// finishes together. With a clock, waiting for nothing lets its time pass.
class ScriptedTransport final : public offline_cache::CentreTransport {
 public:
  using Answer = std::function<Contact(const offline_cache::CentreRequest&)>;

  explicit ScriptedTransport(Answer answer, base::FakeClock* clock = nullptr)
      : answer_(std::move(answer)), clock_(clock) {}
  explicit ScriptedTransport(ScriptedCentre& centre, base::FakeClock* clock = nullptr)
      : ScriptedTransport(
            [&centre](const offline_cache::CentreRequest& request) {
              return centre.answer(request);
            },
            clock) {}

  Ticket begin(offline_cache::CentreRequest request) override {
    under_way_.push_back(request.path);
    bytes_ += request.body.size();
    if (under_way_.size() > 1) most_bytes_ = std::max(most_bytes_, bytes_);
    finished_.push_back({++last_, answer_(request)});
    return last_;
  }
  std::vector<Finished> wait(std::chrono::milliseconds most, const std::stop_token&) override {
    if (finished_.empty() && clock_ != nullptr) clock_->advance(most);
    if (!finished_.empty()) {
      together_.push_back(std::exchange(under_way_, {}));
      bytes_ = 0;
    }
    return std::exchange(finished_, {});
  }
  void abandon() override {
    under_way_.clear();
    finished_.clear();
    bytes_ = 0;
  }

  /// The paths of what was under way together, in order.
  const std::vector<std::vector<std::string>>& together() const { return together_; }
  /// Of bodies, where more than one was under way.
  std::size_t most_bytes_together() const { return most_bytes_; }
  std::size_t most_at_a_time() const {
    std::size_t most = 0;
    for (const auto& paths : together_) most = std::max(most, paths.size());
    return most;
  }

 private:
  Answer answer_;
  base::FakeClock* clock_;
  Ticket last_ = 0;
  std::vector<Finished> finished_;
  std::vector<std::string> under_way_;
  std::size_t bytes_ = 0;  // of those
  std::size_t most_bytes_ = 0;
  std::vector<std::vector<std::string>> together_;
};

inline bool is_commit(const offline_cache::CentreRequest& request) {
  return request.method == offline_cache::HttpMethod::put &&
         request.path.find("/parts/") == std::string::npos;
}

}  // namespace linli::tests
