#pragma once
#include <catch2/catch_template_test_macros.hpp>

#include "tests/support/ledger_under_test.h"

namespace linli::centre::tests {

inline base::WallTime morning() { return *base::parse_rfc3339("2026-11-22T09:41:00.000+08:00"); }

using linli::tests::LedgerKind;
using linli::tests::OnPostgres;
using linli::tests::OnSqlite;

/// A test case that runs over either database: `TestType::kind` says which one.
#define LEDGER_TEST_CASE(name) TEMPLATE_TEST_CASE(name, "", OnSqlite, OnPostgres)

/// A ledger in a database of its own, with two terminals enrolled.
class LedgerFixture {
 public:
  explicit LedgerFixture(LedgerKind kind) : database_(kind) {
    reopen();
    enrol("0417");
    enrol("0418");
  }

  Ledger& ledger() { return *ledger_; }
  const crypto::SigningKey& key() const { return key_; }
  linli::tests::LedgerUnderTest& database() { return database_; }

  void reopen() {
    ledger_.reset();
    ledger_ = database_.open().value();
  }
  void close() { ledger_.reset(); }

  void enrol(const std::string& terminal) {
    (void)ledger_->keep_code({terminal, crypto::Digest{1}, morning() + std::chrono::hours{1}});
    (void)ledger_->enrol({terminal, {}, {}, morning(), {}, {}}, crypto::Digest{1});
  }

  CommitOutcome commit(const protocol::Commit& commit, base::WallTime now = morning()) {
    return ledger_->commit(commit, now, key_, {}).value();
  }

 private:
  linli::tests::LedgerUnderTest database_;
  crypto::SigningKey key_ = crypto::SigningKey::generate();
  std::unique_ptr<Ledger> ledger_;
};

/// Commits of one terminal's chain. The ledger never opens what is sealed, so
/// any bytes do.
class Chain {
 public:
  explicit Chain(std::string terminal = "0417")
      : terminal_(std::move(terminal)), incarnation_(base::make_uuid_v7(morning())) {}

  protocol::Commit next(const std::vector<protocol::PartDigest>& parts = {}) {
    const auto item = base::make_uuid_v7(morning());
    const std::string sealed = "sealed for " + item.text();
    protocol::Commit commit{
        {terminal_, incarnation_, ++sequence_, item, crypto::sha256(bytes_of(sealed)), previous_},
        "LS-0417-2611-0038",
        "temporary_relief",
        morning(),
        morning(),
        Bytes(sealed.begin(), sealed.end()),
        parts};
    previous_ = hash_of(commit.link);
    return commit;
  }

 private:
  std::string terminal_;
  base::Uuid incarnation_;
  std::uint64_t sequence_ = 0;
  crypto::Digest previous_{};
};

inline Part part(const base::Uuid& item, int number, std::string_view content,
                 const std::string& terminal = "0417") {
  return {item, number, terminal, crypto::sha256(bytes_of(content)),
          Bytes(content.begin(), content.end())};
}

inline protocol::PartDigest named(const Part& part) {
  return {part.number, part.digest, part.sealed.size(), "image/svg+xml", "signature"};
}

}  // namespace linli::centre::tests
