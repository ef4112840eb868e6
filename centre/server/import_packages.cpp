#include "centre/server/import_packages.h"

#include <fmt/format.h>

#include <algorithm>

#include "centre/server/administration_line.h"
#include "kiosk/package/entries.h"
#include "kiosk/package/package_reader.h"
#include "kiosk/package/package_writer.h"

namespace linli::centre {
namespace {

using package::PackageReader;
using package::PackageWriter;
template <class T>
using Result = Expected<T, std::string>;  // the error is for the administrator

struct Counts {
  int accepted = 0;
  int known = 0;
  int refused = 0;
  int later = 0;
  int damaged = 0;  // records
};

template <class Array>
Result<Array> array_in(const Json& json, const char* name) {
  const auto bytes = crypto::from_base64url(text_argument(json, name));
  Array array{};
  if (!bytes || bytes->size() != array.size()) return unexpected(std::string("no answer"));
  std::ranges::copy(*bytes, array.begin());
  return array;
}

class Import {
 public:
  Import(AdministrationLine& line, const std::filesystem::path& file) : line_(line), file_(file) {}

  Result<Counts> run() {
    auto reader = PackageReader::open(file_);
    if (!reader) return fault(reader.error());
    const std::string& terminal = reader->header().terminal;
    const auto answer = line_.ask(command({{"command", "package-key"}, {"terminal", terminal}}));
    if (!answer) return unexpected(answer.error());
    const auto key = array_in<crypto::PublicKeyBytes>(*answer, "receipt_key");
    if (!key) return unexpected(key.error());
    // Nothing is made of it before the whole file was read once.
    if (const auto checked = reader->check(*key); !checked) return fault(checked.error());
    auto answers = PackageWriter::create(
        file_.parent_path(), {package::Kind::answers, reader->header().package, terminal});
    if (!answers) return stick_failed(answers.error());
    if (auto taken = take_records(*reader, *answers); !taken) return unexpected(taken.error());
    const auto finished =
        answers->finish([this](auto bytes, const auto& digest) { return sign(bytes, digest); });
    if (!finished) return stick_failed(finished.error());
    return counts_;
  }

 private:
  static Unexpected<std::string> fault(package::PackageFault fault) {
    return unexpected(std::string(package::describe(fault)));
  }
  static Unexpected<std::string> stick_failed(const std::error_code& error) {
    return unexpected("the answers can't be written: " + error.message() +
                      "; what was taken stays, import it again");
  }
  static std::string command(const Json& json) { return json.dump(); }

  Result<void> take_records(PackageReader& reader, PackageWriter& answers) {
    Bytes pending;
    for (int number = 1;; ++number) {
      const auto record = reader.next();
      if (!record) return fault(record.error());
      if (!*record) return flush(answers, pending);
      const auto taken = line_.ask(command({{"command", "take-record"},
                                            {"terminal", reader.header().terminal},
                                            {"record", crypto::to_base64url(**record)}}));
      if (!taken) return unexpected(taken.error());
      count(*taken, number);
      const auto said = crypto::from_base64url(text_argument(*taken, "answers")).value_or(Bytes());
      if (pending.size() + said.size() > package::kFullRecordBytes) {
        if (auto flushed = flush(answers, pending); !flushed) return flushed;
      }
      pending.insert(pending.end(), said.begin(), said.end());
    }
  }

  static Result<void> flush(PackageWriter& answers, Bytes& pending) {
    if (pending.empty()) return {};
    if (const auto error = answers.add(pending)) return stick_failed(error);
    pending.clear();
    return {};
  }

  /// One record that nothing can be made of keeps no other from being taken.
  void count(const Json& taken, int number) {
    if (const auto why = text_argument(taken, "damaged"); !why.empty()) {
      fmt::print(stderr, "linli-centre: {}: record {} {}; it was left out\n",
                 file_.filename().string(), number, why);
      ++counts_.damaged;
    }
    counts_.accepted += taken.value("accepted", 0);
    counts_.known += taken.value("known", 0);
    counts_.refused += taken.value("refused", 0);
    counts_.later += taken.value("later", 0);
  }

  std::optional<crypto::Signature> sign(std::uint64_t bytes, const crypto::Digest& digest) {
    const auto signed_ = line_.ask(command(
        {{"command", "sign-answers"}, {"bytes", bytes}, {"digest", crypto::to_hex(digest)}}));
    const auto signature =
        signed_ ? array_in<crypto::Signature>(*signed_, "signature") : unexpected(signed_.error());
    return signature ? std::optional(*signature) : std::nullopt;
  }

  AdministrationLine& line_;
  const std::filesystem::path& file_;
  Counts counts_;
};

/// True if the package was taken whole.
bool tell(const std::filesystem::path& file, const Result<Counts>& result) {
  const auto name = file.filename().string();
  if (!result) {
    fmt::print(stderr, "linli-centre: {}: {}\n", name, result.error());
    return false;
  }
  fmt::print("{}: accepted {}, here before {}, refused {}\n", name, result->accepted, result->known,
             result->refused);
  if (result->damaged > 0) {
    fmt::print(stderr,
               "linli-centre: {}: {} records were left out; export what they held again at the "
               "terminal\n",
               name, result->damaged);
  }
  if (result->later == 0) return result->damaged == 0;
  fmt::print(stderr,
             "linli-centre: {}: {} could not be taken (parts are in another package, or the ledger "
             "can't store); import it again\n",
             name, result->later);
  return false;
}

}  // namespace

int import_packages(const std::filesystem::path& data, const std::filesystem::path& folder) {
  const auto files = package::packages_in(folder, package::Kind::items);
  if (!files || files->empty()) {
    fmt::print(stderr, "linli-centre: {} {}\n", folder.string(),
               files ? "holds no packages of terminals" : "can't be read");
    return 1;
  }
  AdministrationLine line(data);
  bool all = true;
  for (const auto& file : *files) all = tell(file, Import(line, file).run()) && all;
  return all ? 0 : 1;
}

}  // namespace linli::centre
