#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "kiosk/package/package_reader.h"
#include "offline_cache/store/terminal_identity.h"
#include "offline_cache/sync/take_answers.h"

namespace linli::offline_cache {

/// A file with answers, and what came of it.
struct ImportedAnswers {
  enum class State {
    taken,
    other_terminal,  // left alone
    faulty,          // `fault`; nothing, or not all of it, was taken
    store_failed,    // import it again
  };
  std::filesystem::path file;
  State state{};
  package::PackageFault fault{};
  AnswerCounts counts;
};

/// Gives the records of every file of answers on the stick to `take` (take_answers, at the store
/// or through the running terminal), once the centre's signature over the whole file was checked.
/// Empty: the folder can't be read. Blocks.
std::optional<std::vector<ImportedAnswers>> import_answers(
    const std::filesystem::path& stick, const TerminalIdentity& identity,
    const std::function<std::optional<AnswerCounts>(ByteView record)>& take);

}  // namespace linli::offline_cache
