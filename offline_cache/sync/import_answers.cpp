#include "offline_cache/sync/import_answers.h"

namespace linli::offline_cache {
namespace {

using State = ImportedAnswers::State;
using TakeRecord = std::function<std::optional<AnswerCounts>(ByteView record)>;

ImportedAnswers faulty(ImportedAnswers result, package::PackageFault fault) {
  result.state = State::faulty;
  result.fault = fault;
  return result;
}

ImportedAnswers import_file(const std::filesystem::path& file, const TerminalIdentity& identity,
                            const TakeRecord& take) {
  ImportedAnswers result{file, State::taken, {}, {}};
  auto reader = package::PackageReader::open(file);
  if (!reader) return faulty(std::move(result), reader.error());
  if (reader->header().terminal != identity.terminal) {
    result.state = State::other_terminal;
    return result;
  }
  if (const auto checked = reader->check(identity.centre_key); !checked) {
    return faulty(std::move(result), checked.error());
  }
  while (true) {
    const auto record = reader->next();
    if (!record) return faulty(std::move(result), record.error());
    if (!*record) return result;
    const auto counts = take(**record);
    if (!counts) {
      result.state = State::store_failed;
      return result;
    }
    result.counts += *counts;
  }
}

}  // namespace

std::optional<std::vector<ImportedAnswers>> import_answers(const std::filesystem::path& stick,
                                                           const TerminalIdentity& identity,
                                                           const TakeRecord& take) {
  const auto files = package::packages_in(stick, package::Kind::answers);
  if (!files) return std::nullopt;
  std::vector<ImportedAnswers> results;
  for (const auto& file : *files) results.push_back(import_file(file, identity, take));
  return results;
}

}  // namespace linli::offline_cache
