#pragma once
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "offline_cache/store/store.h"
#include "offline_cache/sync/centre_transport.h"
#include "offline_cache/sync/take_answers.h"

namespace linli::offline_cache {

struct RecoverOptions {
  std::filesystem::path from;  // the dead terminal's directory: its disk, or a backup; only read
  std::filesystem::path work;  // where a private folder may be made; needs room for the database
  const TerminalIdentity& identity;  // of this terminal, which asks
  CentreTransport& transport;        // this terminal's line to the centre
  const base::Clock& clock;
};

enum class RecoverError {
  no_recovery_copy,  // store.recovery is missing or can't be read
  no_database,       // store.db is missing or can't be read
  no_room,           // `work` can't hold the copy and 200 MB more
  not_authorised,    // the centre's administrator has not authorised it yet
  refused,           // the centre knows no such terminal, or the authorisation has ended
  unreachable,
  busy,  // the centre or what stands before it asked to come back later, ten times in a row
  not_trusted,
  stopped,         // by the stop token; nothing is left of the copy
  misbehaving,     // an answer that makes no sense, or a key that is not this store's
  store_unusable,  // the copy does not open: damaged beyond SQLite's reading, or newer
};

struct Recovered {
  std::string terminal;  // the dead one
  StoreHealth health{};  // of the copy: `behind` where the database has lost its end
  bool has_mark = true;  // false: there is no high-water mark, as in a backup: what came after it
                         // was made is not in it, and nothing tells whether there was something
  AnswerCounts answers;
  int later = 0;     // wait on: they can't be read, or the centre could not take them
  int left_out = 0;  // damaged, or on a page that can't be read
  std::uint64_t unreadable_bytes = 0;  // what the disk did not give
  bool closed = false;  // the centre has closed all books that the recovered store had open
  std::vector<QueueItem> for_staff;  // damaged, refused, or in quarantine; not what staff set aside

  /// Everything that waited in it is at the centre, and nobody has to see to anything.
  bool complete() const {
    return later == 0 && left_out == 0 && answers.unproven == 0 && answers.refused == 0 &&
           closed && for_staff.empty() &&
           !((has_mark || unreadable_bytes > 0) && health == StoreHealth::behind);
  }
};

/// Sends what waits in the store of a terminal that died, as that terminal's items. The store is
/// copied; the copy and its key are overwritten and removed in the end. May be repeated: what the
/// centre has it only answers again. Blocks.
Expected<Recovered, RecoverError> recover(const RecoverOptions& options,
                                          const std::stop_token& stop = {});

}  // namespace linli::offline_cache
