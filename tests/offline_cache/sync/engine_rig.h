#pragma once
#include "offline_cache/sync/sync_engine.h"
#include "tests/offline_cache/sync/scripted_centre.h"

namespace linli::tests {

/// A store, a centre and the engine between them, on one thread. Chance always
/// chooses the longest wait.
struct EngineRig {
  explicit EngineRig(const offline_cache::SyncTiming& settings = {}) : timing(settings) {}

  offline_cache::SyncTiming timing;
  StoreInFolder here;
  ScriptedCentre centre{here.hall};
  ScriptedTransport transport{centre, &here.hall.clock};
  std::stop_source stop;
  bool broken = false;  // the store can't be reached
  offline_cache::SyncEngine engine = new_engine();

  offline_cache::SyncEngine new_engine() {
    return {[this](const std::function<void(offline_cache::Store&)>& job) {
              if (!broken) job(*here.store);
              return !broken;
            },
            transport,
            here.hall.terminal.centre_key,
            here.hall.clock,
            timing,
            [] { return 0.999999; }};
  }
  offline_cache::SyncReport run() { return engine.run_due(stop.get_token()); }
  offline_cache::ItemState state(const domain::Receipt& receipt) {
    return here.store->find(receipt.item)->state;
  }
  std::string problem(const domain::Receipt& receipt) {
    return here.store->find(receipt.item)->problem;
  }
  /// Lets time pass until everything is due, and runs; at most so many rounds.
  void run_for_long() {
    for (int i = 0; i < 30; ++i) {
      run();
      here.hall.clock.advance(std::chrono::minutes{11});
    }
  }
};

}  // namespace linli::tests
