/// No state can stick: whatever happened to an item, it ends accepted or in front of a person
/// within a bounded time after the centre is up.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/offline_cache/sync/state_walk.h"

using namespace linli;
using namespace linli::tests;

namespace {

constexpr unsigned kFirstSeed = 20261122;
constexpr int kWalks = 40;
constexpr int kSteps = 150;

std::vector<std::string> walk(unsigned seed, WalkCoverage& coverage,
                              const std::pair<const char*, const char*>* broken = nullptr) {
  StateWalk walk(seed, coverage);
  if (broken != nullptr) walk.break_move(broken->first, broken->second);
  walk.walk(kSteps);
  walk.reach_ends();
  return walk.findings();
}

bool any_has(const std::vector<std::string>& findings, const char* text) {
  return std::ranges::any_of(findings,
                             [&](const auto& line) { return line.find(text) != line.npos; });
}

}  // namespace

TEST_CASE("whatever happened to an item, it is accepted or before a person in the end") {
  WalkCoverage coverage;
  for (unsigned i = 0; i < kWalks; ++i) {
    for (const std::string& finding : walk(kFirstSeed + i, coverage)) FAIL_CHECK(finding);
  }
  const std::set<Move> allowed(allowed_moves().begin(), allowed_moves().end());
  for (const Move& move : coverage.moves) {
    INFO(kStandings[static_cast<int>(move.from)] << ", " << move.verb << ", "
                                                 << kStandings[static_cast<int>(move.to)]);
    CHECK(allowed.contains(move));
  }
  CHECK(coverage.moves.size() == allowed.size());
  std::string sought;
  for (const auto& [standing, items] : coverage.ends_sought) {
    CHECK(items > 0);
    sought += " " + std::to_string(items) + " " + kStandings[static_cast<int>(standing)];
  }
  CHECK(coverage.ends_sought.size() == std::size(kStandings));
  SUCCEED(coverage.steps << " steps; " << coverage.pairs.size() << " pairs of verb and standing, "
                         << coverage.moves.size() << " of " << allowed.size()
                         << " moves; ends sought for" << sought << "; longest way "
                         << coverage.longest_way.count() / 1000 << " s");
}

TEST_CASE("the walk finds a store that does not make a move") {
  constexpr std::pair<const char*, const char*> kMoves[] = {
      {"stored", "sending"},      {"sending", "stored"},       {"stored", "quarantined"},
      {"sending", "quarantined"}, {"quarantined", "stored"},   {"stored", "accepted"},
      {"sending", "accepted"},    {"quarantined", "accepted"}, {"accepted", "stored"},
  };
  for (const auto& move : kMoves) {
    INFO(move.first << " to " << move.second);
    WalkCoverage coverage;
    bool found = false;
    for (unsigned i = 0; i < kWalks && !found; ++i) {  // some moves are rare
      found = !walk(kFirstSeed + i, coverage, &move).empty();
    }
    CHECK(found);
  }
}

TEST_CASE("the walk finds items stuck as sending where leases do not end") {
  constexpr std::pair<const char*, const char*> kNoEndOfLeases{"sending", "stored"};
  WalkCoverage coverage;
  CHECK(any_has(walk(kFirstSeed, coverage, &kNoEndOfLeases), "stuck: sending"));
}
