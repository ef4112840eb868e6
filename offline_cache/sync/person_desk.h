#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/base/task_queue.h"
#include "kiosk/base/worker.h"
#include "kiosk/crypto/personal_cipher.h"
#include "kiosk/protocol/messages.h"
#include "offline_cache/api/drafts.h"
#include "offline_cache/api/lookups.h"
#include "offline_cache/api/matters.h"
#include "offline_cache/sync/store_keeper.h"
#include "offline_cache/sync/sync_thread.h"

namespace linli::offline_cache {

/// The thread that works for the person at the terminal: questions to the
/// centre, drafts, cached benefits. Calls come from the UI thread and return at
/// once; `done` is posted to the queue.
class PersonDesk {
 public:
  /// What is given must outlive the object.
  PersonDesk(TransportMaker make_transport, StoreKeeper& keeper, IdentityShelf& identity,
             const base::Clock& clock, base::TaskQueue& queue);

  void benefits(const domain::IdCard& card,
                std::function<void(Expected<BenefitAnswer, LookupError>)> done);
  void stage(const std::string& code,
             std::function<void(Expected<domain::StageReport, LookupError>)> done);
  /// What the centre says of an item of this terminal's; never what the terminal itself knows.
  void item_stage(const base::Uuid& item,
                  std::function<void(Expected<domain::StageReport, LookupError>)> done);
  void keep_draft(const domain::IdCard& card, Draft draft, std::function<void(bool)> done);
  void find_draft(const domain::IdCard& card, const std::string& service,
                  std::function<void(std::optional<Draft>)> done);
  void drop_draft(const domain::IdCard& card, const std::string& service);
  void keep_matter(const domain::IdCard& card, Matter matter);
  void find_matters(const domain::IdCard& card, std::function<void(Matters::Found)> done);

  /// Runs the job on this thread when it is idle. From any thread.
  void post(std::function<void()> job);

 private:
  using Asked = Expected<domain::BenefitStatus, LookupError>;
  using Kept = Expected<std::vector<Matter>, MattersError>;
  struct Record {
    crypto::Digest name{};
    std::unique_ptr<crypto::PersonalCipher> cipher;
  };

  Asked ask_benefits(const protocol::BenefitQuery& query, const std::stop_token& stop);
  void keep_benefits(const std::string& number, const domain::BenefitStatus& status);
  std::optional<domain::BenefitStatus> kept_benefits(const std::string& number);

  Expected<domain::StageReport, LookupError> find_stage(const std::string& code,
                                                        const std::stop_token& stop);
  Expected<domain::StageReport, LookupError> ask_stage(const base::Uuid& item,
                                                       const std::stop_token& stop,
                                                       const CentreTransport::Deadline* = nullptr);
  std::optional<domain::StageReport> own_stage(const base::Uuid& item);
  Kept kept_matters(const Record& record);
  bool write_matter(const std::string& number, const Matter& matter);
  Matters::Found read_matters(const std::string& number, const std::stop_token& stop);
  MatterState state_of(const Matter& matter, bool& centre_answers, const std::stop_token& stop,
                       const CentreTransport::Deadline& deadline);

  /// Empty while there is no store, which holds the salt.
  std::optional<Record> record_of(const std::string& number, std::string_view kind);

  template <class Result, class Done>
  void answer(Done done, Result result);

  TransportMaker make_transport_;
  StoreKeeper& keeper_;
  IdentityShelf& identity_;
  const base::Clock& clock_;
  base::TaskQueue& queue_;
  std::unique_ptr<CentreTransport> transport_;  // for what is not personal
  base::Worker worker_{"person"};               // last: stops before what its jobs use
};

}  // namespace linli::offline_cache
