#pragma once
#include "offline_cache/sync/day_closer.h"
#include "tests/offline_cache/sync/ledger_centre.h"

namespace linli::tests {

/// A store, an engine and a centre with its ledger, on one thread.
struct Evening {
  StoreInFolder here;
  LedgerCentre centre{here.hall};
  ScriptedTransport transport{answers_of(centre)};
  offline_cache::StoreGate gate = [this](const std::function<void(offline_cache::Store&)>& job) {
    job(*here.store);
    return true;
  };
  offline_cache::SyncEngine engine{
      gate, transport, here.hall.terminal.centre_key, here.hall.clock, {}, [] { return 0.5; }};
  offline_cache::DayCloser closer{gate, here.hall.clock};
  std::stop_source nobody;

  Expected<offline_cache::Reconciliation, offline_cache::CloseError> close() {
    offline_cache::SyncLine line{engine, transport, here.hall.terminal.centre_key};
    return closer.close(line, nobody.get_token());
  }
  void submit_and_send(int count) {
    for (int i = 0; i < count; ++i) here.submit();
    if (engine.sync_once(nobody.get_token()).waiting != 0) {
      throw std::runtime_error("something still waits");
    }
  }
  std::size_t closes() { return centre.ledger().day_closes(100)->size(); }
  /// The next commit arrives, but the terminal hears that it was refused.
  void refuse_commits() {
    centre.misbehave =
        [this](const offline_cache::CentreRequest& request) -> std::optional<Contact> {
      if (!is_commit(request)) return std::nullopt;
      if (deliver_refused) (void)centre.honest(request);
      return problem_answer(409, "digest-differs");
    };
  }
  /// A matter that is at the centre, without the terminal knowing, and set aside here.
  domain::Receipt set_one_aside_that_arrived() {
    deliver_refused = true;
    refuse_commits();
    const auto receipt = here.submit();
    if (close().error() != offline_cache::CloseError::waiting ||
        !here.store->set_aside(receipt.item, offline_cache::SetAsideReason::technical, "1024")) {
      throw std::runtime_error("it could not be set aside");
    }
    return receipt;
  }
  void answer_acceptances_with(const Contact& answer) {
    centre.misbehave = [answer](const offline_cache::CentreRequest& request) {
      return request.path.ends_with("/acceptance") ? std::optional(answer) : std::nullopt;
    };
  }
  void answer_closes_with(const protocol::DayCloseDifference& difference) {
    const Contact answer = json_answer(200, to_json(protocol::DayCloseAnswer(difference)));
    centre.misbehave = [answer](const offline_cache::CentreRequest& request) {
      return request.path == "/v1/day-closes" ? std::optional(answer) : std::nullopt;
    };
  }
  bool deliver_refused = false;
};

}  // namespace linli::tests
