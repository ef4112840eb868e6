#include <algorithm>

#include "kiosk/crypto/personal_cipher.h"
#include "kiosk/crypto/pin_hash.h"
#include "kiosk/database/query.h"
#include "offline_cache/api/staff_forms.h"
#include "offline_cache/store/audit_trail.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {
namespace {

namespace query = database::query;
using database::Database;
using database::Statement;
using std::chrono::seconds;
using Refusal = SignInRefusal::Why;

constexpr std::size_t kSaltBytes = 16;
constexpr int kFreeFailures = 3;
constexpr seconds kFirstPause{30};
constexpr seconds kLongestPause{3600};
constexpr std::chrono::days kKeepAttempts{1};
constexpr std::int64_t kMostAttempts = 200;  // numbers whose wrong PINs are remembered

struct Entry {
  StaffMember member;
  Bytes salt;
  crypto::Digest hash{};
};

Entry read_entry(const Statement& row) {
  return {{row.text(0), row.text(1), role_named(row.text(2)).value_or(StaffRole::clerk)},
          row.blob(3),
          query::array<crypto::Digest>(row, 4)};
}

struct Attempts {
  int failures = 0;
  base::WallTime locked_until{};
};

Attempts read_attempts(const Statement& row) {
  return {static_cast<int>(row.integer(0)), query::time(row, 1)};
}

/// None for the first three in a row, then 30 s, doubled each time up to an hour.
seconds pause_after(int failures) {
  if (failures <= kFreeFailures) return seconds(0);
  const int doublings = std::min(failures - kFreeFailures - 1, 7);  // 30 s · 2^7 is past an hour
  return std::min(kFirstPause * (1 << doublings), kLongestPause);
}

/// A pause longer than there is any was set by a clock that was wrong.
bool is_locked(const Attempts& attempts, base::WallTime now) {
  return now < attempts.locked_until && attempts.locked_until <= now + kLongestPause;
}

/// What is known before a PIN is looked at.
struct Door {
  bool anybody = false;
  std::optional<Entry> entry;
  Attempts attempts;
};

/// What a number is counted under; keyed with the store's salt.
crypto::Digest attempts_name(ByteView salt, std::string_view number) {
  Bytes text(salt.begin(), salt.end());
  for (const std::string_view part : {std::string_view("linli-staff-attempt\n"), number}) {
    text.insert(text.end(), part.begin(), part.end());
  }
  return crypto::sha256(text);
}

Expected<Door, database::Error> find_door(Database& database, const std::string& number,
                                          const crypto::Digest& name) {
  const auto count = query::row(
      database, [](const Statement& row) { return row.integer(0); }, "SELECT count(*) FROM staff");
  if (!count) return unexpected(count.error());
  auto entry = query::row(database, read_entry,
                          "SELECT number, name, role, salt, hash FROM staff WHERE number = ?",
                          std::string_view(number));
  if (!entry) return unexpected(entry.error());
  const auto attempts = query::row(
      database, read_attempts,
      "SELECT failures, locked_until FROM staff_attempt WHERE number_hash = ?", ByteView(name));
  if (!attempts) return unexpected(attempts.error());
  return Door{count->value_or(0) > 0, std::move(*entry), attempts->value_or(Attempts{})};
}

/// What is kept of a card. Only the card's own number and this store's salt give it.
crypto::Digest card_name(std::string_view card_number, ByteView salt) {
  return crypto::PersonalCipher(card_number, salt).record_name("staff_card");
}

/// Takes as long for a number that nobody has.
bool fits(const std::optional<Entry>& entry, std::string_view pin) {
  const crypto::Digest hash =
      crypto::pin_hash(pin, entry ? ByteView(entry->salt) : ByteView(Bytes(kSaltBytes)));
  return entry && crypto::same_hash(hash, entry->hash);
}

Expected<void, database::Error> count_failure(Database& database, const crypto::Digest& name,
                                              int failures, base::WallTime now) {
  auto counted =
      query::run(database,
                 "INSERT INTO staff_attempt VALUES (?, ?, ?, ?)"
                 " ON CONFLICT DO UPDATE SET failures = excluded.failures,"
                 " last_at = excluded.last_at, locked_until = excluded.locked_until",
                 ByteView(name), std::int64_t{failures}, now, now + pause_after(failures));
  if (!counted) return counted;
  return query::run(database,
                    "DELETE FROM staff_attempt WHERE number_hash NOT IN"
                    " (SELECT number_hash FROM staff_attempt ORDER BY last_at DESC LIMIT ?)",
                    kMostAttempts);
}

Expected<void, database::Error> forget_failures(Database& database, const crypto::Digest& name) {
  return query::run(database, "DELETE FROM staff_attempt WHERE number_hash = ?", ByteView(name));
}

}  // namespace

bool Store::add_staff(const StaffMember& member, std::string_view pin) {
  if (!is_staff_pin(pin)) return false;
  const Bytes salt = crypto::random_bytes(kSaltBytes);
  const crypto::Digest hash = crypto::pin_hash(pin, salt);
  return write("entering staff",
               [&](Database& database) -> Expected<void, database::Error> {
                 auto done =
                     query::run(database,
                                "INSERT INTO staff VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                                " name = excluded.name, role = excluded.role, salt = excluded.salt,"
                                " hash = excluded.hash",
                                std::string_view(member.number), std::string_view(member.name),
                                name_of(member.role), ByteView(salt), ByteView(hash));
                 if (done) done = forget_failures(database, attempts_name(salt_, member.number));
                 if (!done) return done;
                 return append_event(database, clock_.interval(), AuditKind::staff_added,
                                     member.number);
               })
      .has_value();
}

bool Store::remove_staff(const std::string& number) {
  bool known = false;
  const auto done =
      write("removing staff", [&](Database& database) -> Expected<void, database::Error> {
        auto removed =
            query::run(database, "DELETE FROM staff WHERE number = ?", std::string_view(number));
        if (!removed) return removed;
        if (database.changes() == 0) return {};
        known = true;  // also where only the first run of the job removed them
        return append_event(database, clock_.interval(), AuditKind::staff_removed, number);
      });
  return done && known;
}

std::optional<std::vector<StaffMember>> Store::staff() {
  if (!database_) return std::nullopt;
  auto found = query::rows(
      *database_, [](const Statement& row) { return read_entry(row).member; },
      "SELECT number, name, role, salt, hash FROM staff ORDER BY number");
  return found ? std::optional(std::move(*found)) : std::nullopt;
}

Expected<StaffMember, SignInRefusal> Store::sign_in(const std::string& number,
                                                    std::string_view pin) {
  const SignInRefusal failed{Refusal::store_failed, {}};
  if (!database_) return unexpected(failed);
  if (!is_staff_number(number)) return unexpected(SignInRefusal{Refusal::wrong, {}});
  const crypto::Digest name = attempts_name(salt_, number);
  const auto door = find_door(*database_, number, name);
  if (!door) return unexpected(failed);
  if (!door->anybody) return unexpected(SignInRefusal{Refusal::no_staff, {}});
  const base::WallTime now = clock_.now();
  if (is_locked(door->attempts, now)) {
    return unexpected(SignInRefusal{Refusal::locked, door->attempts.locked_until});
  }
  const bool right = fits(door->entry, pin);
  const int failures = door->attempts.failures + 1;
  const auto counted =
      write("a sign-in", [&](Database& database) -> Expected<void, database::Error> {
        auto done =
            right ? forget_failures(database, name) : count_failure(database, name, failures, now);
        if (!done) return done;
        // What nobody's number is may be a PIN in the wrong field.
        return append_event(database, clock_.interval(),
                            right ? AuditKind::staff_signed_in : AuditKind::staff_refused,
                            door->entry ? number : "unknown number");
      });
  if (!counted) return unexpected(failed);
  if (right) return door->entry->member;
  const seconds pause = pause_after(failures);
  if (pause == seconds(0)) return unexpected(SignInRefusal{Refusal::wrong, {}});
  return unexpected(SignInRefusal{Refusal::locked, now + pause});
}

Expected<void, database::Error> Store::forget_old_attempts(Database& database) {
  const base::WallTime now = clock_.now();
  return query::run(database, "DELETE FROM staff_attempt WHERE last_at < ? OR last_at > ?",
                    now - kKeepAttempts, now + kLongestPause);
}

bool Store::set_staff_card(const std::string& number, std::string_view card_number) {
  const crypto::Digest name = card_name(card_number, salt_);
  bool known = false;
  const auto done =
      write("a staff card", [&](Database& database) -> Expected<void, database::Error> {
        auto removed = query::run(database, "DELETE FROM staff_card WHERE number = ?",
                                  std::string_view(number));
        if (!removed) return removed;
        auto entered = query::run(database,
                                  "INSERT INTO staff_card SELECT ?, number FROM staff"
                                  " WHERE number = ?",
                                  ByteView(name), std::string_view(number));
        if (!entered) return entered;
        if (database.changes() == 0) return {};
        known = true;
        return append_event(database, clock_.interval(), AuditKind::staff_added,
                            number + ", with a card");
      });
  return done && known;
}

StaffRegister::Recognised Store::staff_of_card(std::string_view card_number) {
  const SignInRefusal failed{Refusal::store_failed, {}};
  if (!database_) return unexpected(failed);
  const crypto::Digest name = card_name(card_number, salt_);
  const auto number = query::row(
      *database_, [](const Statement& row) { return row.text(0); },
      "SELECT number FROM staff_card WHERE name = ?", ByteView(name));
  if (!number) return unexpected(failed);
  if (!*number) return std::nullopt;
  const auto door = find_door(*database_, **number, attempts_name(salt_, **number));
  if (!door) return unexpected(failed);
  if (is_locked(door->attempts, clock_.now())) {
    return unexpected(SignInRefusal{Refusal::locked, door->attempts.locked_until});
  }
  return *number;
}

}  // namespace linli::offline_cache
