#pragma once
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/expected.h"
#include "kiosk/domain/benefit.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/protocol/acceptance.h"
#include "kiosk/protocol/day_close.h"
#include "kiosk/protocol/messages.h"
#include "kiosk/protocol/submission.h"

namespace linli::centre {

/// What keeps the ledger from answering. A retry can help with `busy`, `full`
/// and `unknown`.
enum class LedgerFault {
  busy,             // others have it
  full,             // no space; nothing was stored
  failed,           // the disk or the database server; nothing was stored
  unknown,          // the database server went while it committed: stored, or not
  damaged,          // not a ledger, or broken
  from_the_future,  // written by a later version; left as it is
};

struct LedgerError {
  LedgerFault fault{};
  std::string what;  // for the administrator; no personal data
};

template <class T>
using LedgerResult = Expected<T, LedgerError>;

/// A one-time code that lets a terminal enrol. Only its hash is kept.
struct EnrolmentCode {
  std::string terminal;
  crypto::Digest hash{};
  base::WallTime expires_at{};
  int attempts = 5;  // wrong tries it survives
};

struct Terminal {
  std::string number;
  crypto::Digest certificate{};  // fingerprint of the one certificate that counts
  crypto::PublicKeyBytes receipt_key{};
  base::WallTime enrolled_at{};
  std::optional<base::WallTime> seen_at;  // last heartbeat, and what it said
  protocol::Heartbeat heartbeat;
  /// Another terminal was authorised to recover it since it was enrolled: its certificate and its
  /// packages count no more.
  bool shut_out = false;
};

/// A terminal (`by`) asks to send what another one, which died, has left on its disk.
struct Recovery {
  std::string terminal;     // the one that died
  std::string by;           // may be the same number, on another machine
  Bytes sealed_key;         // of the store, to the recovery certificate
  std::string certificate;  // PEM, of `by`
  base::WallTime requested_at{};
  std::optional<base::WallTime> authorised_at;  // by the administrator; then also:
  base::WallTime expires_at{};
  Bytes answer;  // the key, sealed to `certificate`
  std::optional<base::WallTime> revoked_at;
};

enum class EnrolmentOutcome { enrolled, no_code, wrong_code, expired };

struct Part {
  base::Uuid item;
  int number = 0;  // from 1
  std::string terminal;
  crypto::Digest digest{};
  Bytes sealed;
};

enum class PartOutcome {
  stored,
  known,           // the same bytes were here; nothing changed
  digest_differs,  // other bytes are here under this number, or another terminal's item
  too_many,        // the terminal sends parts without ever committing them
};

/// Where a matter has come to.
struct StageEvent {
  domain::Stage stage{};
  std::string note = {};
  domain::Supplement supplement = {};  // Stage::supplement_needed: what is asked for
};

/// An item that the centre has accepted.
struct StoredItem {
  protocol::Acceptance acceptance;  // with the link
  std::string receipt_number;
  std::string service;
  base::WallTime created_earliest{};
  base::WallTime created_latest{};
  Bytes sealed_manifest;
  domain::Stage stage{};
  std::string note;
  base::WallTime stage_at{};
  std::optional<base::WallTime> expired_at;              // its content was deleted then
  domain::Supplement supplement = {};                    // of the stage
  std::optional<domain::AddsTo> adds_to = std::nullopt;  // empty: a matter of its own
  bool urgent = false;                                   // an emergency
};

inline constexpr std::size_t kMostAdditions = 200;

/// What the opened content of an item says: what it does to an earlier one, and how urgent it is.
struct Effects {
  struct EndedOrder {
    base::Uuid item;
    domain::Stage stage{};  // replaced, or cancelled: then the item itself is cancelled as well
  };
  std::optional<domain::AddsTo> adds_to;  // the application need not be here yet
  std::optional<EndedOrder> ends;         // an order that is here
  bool urgent = false;                    // an emergency
};

struct Accepted {
  protocol::Acceptance acceptance;
  bool repeated = false;  // it was here before; the acceptance is the one given then
  bool expired = false;   // and its content is gone
};
struct PartsMissing {
  std::vector<int> numbers;
};
enum class CommitRefusal {
  digest_differs,  // the id, or a part of it, is here with other content
  place_taken,     // another item has this sequence of the chain
  chain_broken,    // a neighbour in the chain does not match by hash
};
using CommitOutcome = std::variant<Accepted, PartsMissing, CommitRefusal>;

/// Items of one chain that no agreed day close covers.
struct OpenRange {
  std::string terminal;
  base::Uuid incarnation;
  std::uint64_t first_sequence = 0;
  std::uint64_t last_sequence = 0;
  int items = 0;
  base::WallTime oldest{};  // when the first of them was accepted
};

/// What became of the items that one call of expire() looked at.
struct Expiry {
  int expired = 0;                   // their content was deleted
  int kept = 0;                      // not closed or not settled yet
  std::optional<std::int64_t> next;  // where the next call goes on; empty: that was all
};

struct Resident {
  domain::IdentityNumber number;
  std::string name;
  domain::BenefitStatus status;
};

/// The centre's memory: terminals, what they handed in and where it stands,
/// residents and their benefits. One interface for SQLite and PostgreSQL. Every
/// call is one transaction, durable when it returns, and safe from any thread.
/// An error means that nothing was stored; after `unknown` a repetition of the
/// call settles what was.
class Ledger {
 public:
  virtual ~Ledger() = default;

  /// Replaces an earlier code of the same terminal.
  virtual LedgerResult<void> keep_code(const EnrolmentCode& code) = 0;
  /// Uses up the code and stores the terminal, replacing its earlier
  /// certificate and key. A wrong code costs one attempt.
  virtual LedgerResult<EnrolmentOutcome> enrol(const Terminal& terminal,
                                               const crypto::Digest& code_hash) = 0;
  virtual LedgerResult<std::optional<Terminal>> terminal(const std::string& number) = 0;
  virtual LedgerResult<std::vector<Terminal>> terminals() = 0;
  virtual LedgerResult<void> record_heartbeat(const std::string& terminal,
                                              const protocol::Heartbeat& heartbeat,
                                              base::WallTime now) = 0;

  virtual LedgerResult<PartOutcome> store_part(const Part& part) = 0;
  /// Stores the item, moves the terminal's chain, signs and stores the
  /// acceptance, all or nothing. Idempotent by the item's id. Sequences may be
  /// missing (a quarantined item must not block later ones), but neighbours
  /// that are here must match by hash. Parts inside the commit, whose digests
  /// the caller has checked, are stored with it, and so are its effects: a supplement takes an
  /// application that waited for one by then back to Stage::received; an order that it ends, and
  /// that is not over, gets its receipt number as note.
  virtual LedgerResult<CommitOutcome> commit(const protocol::Commit& commit, base::WallTime now,
                                             const crypto::SigningKey& centre,
                                             const Effects& effects) = 0;
  virtual LedgerResult<std::optional<StoredItem>> item(const base::Uuid& id) = 0;
  /// In the order of arrival; of more than `most` the latest.
  virtual LedgerResult<std::vector<StoredItem>> items(std::size_t most) = 0;
  virtual LedgerResult<std::vector<StoredItem>> items_with_receipt(const std::string& number) = 0;
  /// Signatures and supplements of an application, in the order of arrival; at most kMostAdditions.
  virtual LedgerResult<std::vector<StoredItem>> additions_to(const base::Uuid& application) = 0;
  /// The parts a committed item names, in order.
  virtual LedgerResult<std::vector<Part>> parts_of(const base::Uuid& item) = 0;
  virtual LedgerResult<void> record_stage(const base::Uuid& item, const StageEvent& event,
                                          base::WallTime now) = 0;

  /// Compares what the terminal names with what is here. Where they are the
  /// same, signs and stores the close; repeated, it answers what it answered
  /// first. A difference stores nothing.
  virtual LedgerResult<protocol::DayCloseAnswer> close_day(const protocol::DayCloseRequest& request,
                                                           base::WallTime now,
                                                           const crypto::SigningKey& centre) = 0;
  /// The same for a terminal that died, whose books another one or the administrator names: what is
  /// here and not named is closed as well, since nobody is left who could name it. A difference is
  /// only that something named is missing, or another item. The answer's close is what is here.
  virtual LedgerResult<protocol::DayCloseAnswer> close_recovered(
      const protocol::DayClose& named, base::WallTime now, const crypto::SigningKey& centre) = 0;
  /// In the order they were agreed; of more than `most` the latest.
  virtual LedgerResult<std::vector<protocol::AgreedDayClose>> day_closes(std::size_t most) = 0;
  virtual LedgerResult<std::vector<OpenRange>> open_ranges() = 0;
  /// Deletes the content of items that were accepted before, are covered by an
  /// agreed day close, and whose matter has ended (ratings: at once; what was
  /// added to an application: with that, or after 90 days without it). Place,
  /// digests, acceptance and stages stay; a repeated commit is still answered.
  /// Looks at 200 such old items a call, in the order of arrival; `after` is 0
  /// at first, then what the call before gave as next.
  virtual LedgerResult<Expiry> expire(base::WallTime before, base::WallTime now,
                                      std::int64_t after) = 0;

  /// Keeps a request, in the place of an earlier one of the same two that waits. One that is known
  /// already, authorised or not, stays as it is.
  virtual LedgerResult<void> request_recovery(const Recovery& request) = 0;
  /// In the order they were made; at most the last 1000. Rows stay: they say who was let in when.
  virtual LedgerResult<std::vector<Recovery>> recoveries() = 0;
  /// False: there is no such request (terminal, by, sealed key, certificate) any more.
  virtual LedgerResult<bool> authorise_recovery(const Recovery& granted) = 0;
  /// Ends every request and authorisation for this terminal. False: there was none.
  virtual LedgerResult<bool> revoke_recoveries(const std::string& terminal, base::WallTime now) = 0;

  /// Adds residents or replaces them, all or none.
  virtual LedgerResult<void> put_residents(std::span<const Resident> residents) = 0;
  virtual LedgerResult<std::optional<Resident>> resident(const domain::IdentityNumber& number) = 0;
};

}  // namespace linli::centre
