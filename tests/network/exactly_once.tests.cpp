#include <algorithm>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <future>
#include <list>
#include <map>
#include <random>
#include <set>

#include "offline_cache/sync/curl_transport.h"
#include "offline_cache/sync/sync_engine.h"
#include "tests/offline_cache/store/hall.h"
#include "tests/support/fault_proxy.h"
#include "tests/support/ledger_under_test.h"
#include "tests/support/loopback_centre.h"

using namespace linli;
using namespace linli::tests;
using offline_cache::ItemState;

namespace {

constexpr int kTerminals = 4;
constexpr std::uint32_t kSeed = 20'261'122;
constexpr std::size_t kTogether = 25;  // submissions in one commit of the store

FaultPlan bad_network() {
  return {kSeed,
          {{Fault::reset_tls, 150}, {Fault::wrong_certificate, 150}},
          {{Fault::delay, 30},
           {Fault::throttle, 10},
           {Fault::cut_request, 30},
           {Fault::cut_response, 30},
           {Fault::duplicate, 30},
           {Fault::late_duplicate, 30},
           {Fault::hold_response, 30},
           {Fault::captive_portal, 15},
           {Fault::bad_gateway, 15},
           {Fault::lost_behind_gateway, 15},
           {Fault::too_many_requests, 15}}};
}

/// A store, and the engine that empties it over HTTPS, on one thread and a clock of its own.
class Terminal {
 public:
  Terminal(offline_cache::TerminalIdentity identity, std::uint32_t seed) : chance_(seed) {
    here.hall.terminal = std::move(identity);
  }

  void hand_in(std::size_t items) {
    for (std::size_t left = items; left > 0;) {
      std::vector<domain::Application> applications;
      for (; left > 0 && applications.size() < kTogether; --left) {
        applications.push_back(here.hall.application());
      }
      applications.back() = with_large_parts(std::move(applications.back()));
      for (auto& receipt : here.store->submit_all(applications, here.hall.terminal)) {
        receipts.push_back(receipt.value());
      }
    }
  }

  /// Until nothing waits; time goes as fast as the engine has nothing to do.
  void send_all(const std::string& address) {
    const auto& identity = here.hall.terminal;
    const auto transport =
        offline_cache::make_curl_transport({.centre_url = address,
                                            .ca_certificate = identity.ca_certificate,
                                            .certificate = identity.certificate,
                                            .key = identity.tls_key});
    offline_cache::SyncEngine engine(
        [this](const std::function<void(offline_cache::Store&)>& job) {
          job(*here.store);
          return true;
        },
        *transport, identity.centre_key, here.hall.clock, {},
        [this] { return std::uniform_real_distribution<>()(chance_); });
    const std::size_t most_turns = 100 + 20 * receipts.size();
    for (std::size_t turn = 0; turn < most_turns && here.store->counts()->waiting > 0; ++turn) {
      engine.run_due({});
      here.hall.clock.advance(engine.idle_time());
    }
  }

  StoreInFolder here;
  std::vector<domain::Receipt> receipts;

 private:
  std::mt19937 chance_;
};

void check_terminal(const Terminal& terminal) {
  const auto counts = terminal.here.store->counts().value();
  CHECK(counts.waiting == 0);
  CHECK(counts.for_staff == 0);
  const bool all_accepted = std::ranges::all_of(terminal.receipts, [&](const auto& receipt) {
    return terminal.here.store->find(receipt.item)->state == ItemState::accepted;
  });
  CHECK(all_accepted);
}

/// The chain of one terminal as the centre has it: whole from the first link to
/// the last, every link's acceptance proven, every part what its digest says.
void check_chain(centre::Ledger& ledger, const std::vector<centre::StoredItem>& chain,
                 const crypto::PublicKeyBytes& centre_key) {
  crypto::Digest previous{};
  std::uint64_t sequence = 0;
  bool unbroken = true;
  bool proven = true;
  bool whole = true;
  for (const auto& item : chain) {
    const protocol::ChainLink& link = item.acceptance.link;
    unbroken = unbroken && link.sequence == ++sequence && link.previous == previous;
    proven = proven && protocol::proves(item.acceptance, link, centre_key);
    whole = whole && crypto::sha256(item.sealed_manifest) == link.content;
    const auto parts = ledger.parts_of(link.item).value();
    whole = whole && !parts.empty() && std::ranges::all_of(parts, [](const auto& part) {
              return crypto::sha256(part.sealed) == part.digest;
            });
    previous = hash_of(link);
  }
  CHECK(unbroken);
  CHECK(proven);
  CHECK(whole);
}

void check_centre(centre::Ledger& ledger, const std::list<Terminal>& terminals,
                  std::size_t submissions) {
  const auto items = ledger.items(2 * submissions).value();
  CHECK(items.size() == submissions);
  std::set<base::Uuid> ids;
  std::map<std::string, std::vector<centre::StoredItem>> chains;
  for (const auto& item : items) {
    ids.insert(item.acceptance.link.item);
    chains[item.acceptance.link.terminal].push_back(item);
  }
  CHECK(ids.size() == submissions);
  for (const Terminal& terminal : terminals) {
    const auto& identity = terminal.here.hall.terminal;
    CAPTURE(identity.terminal);
    const bool all_there = std::ranges::all_of(
        terminal.receipts, [&](const auto& receipt) { return ids.contains(receipt.item); });
    CHECK(all_there);
    auto& chain = chains[identity.terminal];
    std::ranges::sort(chain, {}, [](const auto& item) { return item.acceptance.link.sequence; });
    check_chain(ledger, chain, identity.centre_key);
  }
}

/// What each terminal says in the evening is what the centre has.
void check_books(centre::Ledger& ledger, const std::list<Terminal>& terminals,
                 const LoopbackCentre& centre, base::WallTime now) {
  for (const Terminal& terminal : terminals) {
    const auto books = terminal.here.store->open_books().value();
    REQUIRE(books.size() == 1);
    CHECK(books[0].unsettled == 0);
    auto close = books[0].close;
    close.day = std::chrono::year{2026} / 11 / 22;
    const auto answer = ledger.close_day({close, {}}, now, centre.keys().signing).value();
    CHECK(std::holds_alternative<protocol::AgreedDayClose>(answer));
  }
}

std::string report(const FaultPlan& plan, const FaultProxy& proxy) {
  return plan.report() + "held, and overtaken: " + std::to_string(proxy.overtaken()) +
         "\nanswered by the centre: " + std::to_string(proxy.answered());
}

void send_through_every_fault(LedgerKind kind, std::size_t submissions) {
  const LedgerUnderTest database(kind);
  const base::FakeClock clock(base::SystemClock().now());
  LoopbackCentre centre(clock, [&](const auto&) { return std::move(database.open().value()); });
  std::list<Terminal> terminals;
  std::vector<offline_cache::TerminalIdentity> identities;
  for (int i = 0; i < kTerminals; ++i) {
    identities.push_back(centre.enrolled("041" + std::to_string(i)));
    terminals.emplace_back(identities.back(), kSeed + static_cast<std::uint32_t>(i));
  }
  FaultPlan plan = bad_network();
  FaultProxy proxy(centre.keys(), centre.port(), identities, plan);
  {
    std::vector<std::future<void>> running;
    for (Terminal& terminal : terminals) {
      running.push_back(std::async(std::launch::async, [&] {
        terminal.hand_in(submissions / kTerminals);
        terminal.send_all(proxy.address());
      }));
    }
    for (auto& terminal : running) terminal.get();
  }
  for (const Terminal& terminal : terminals) check_terminal(terminal);
  check_centre(centre.ledger(), terminals, submissions);
  check_books(centre.ledger(), terminals, centre, clock.now());
  for (const auto& [fault, count] : plan.counts()) {
    CAPTURE(name_of(fault));
    CHECK(count > 0);
  }
  SUCCEED(submissions << " submissions\n" << report(plan, proxy));
}

}  // namespace

TEMPLATE_TEST_CASE(
    "500 submissions through every fault of a network end at the centre exactly once", "", OnSqlite,
    OnPostgres) {
  send_through_every_fault(TestType::kind, 500);
}

TEMPLATE_TEST_CASE(
    "5000 submissions through every fault of a network end at the centre exactly once", "[long]",
    OnSqlite, OnPostgres) {
  send_through_every_fault(TestType::kind, 5000);
}
