#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/app/control.h"
#include "kiosk/base/stop_on_signals.h"
#include "offline_cache/sync/export_package.h"
#include "offline_cache/sync/import_answers.h"

namespace linli::app {
namespace {

using nlohmann::json;
using offline_cache::AnswerCounts;
using offline_cache::ExportBatch;
using offline_cache::Exported;
using offline_cache::ExportError;
using offline_cache::ExportPlace;
using offline_cache::ExportProgress;
using offline_cache::ImportedAnswers;
using offline_cache::TerminalIdentity;

constexpr std::size_t kMostItemsInALine = 5'000;  // a line of the control socket holds 1 MiB

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

Expected<TerminalIdentity, int> identity_of(const Configuration& configuration) {
  auto identity = offline_cache::load_identity(configuration.state);
  if (identity) return *std::move(identity);
  return unexpected(fail("this terminal is not enrolled, or its identity can't be read"));
}

// ---- export ----

std::optional<ExportBatch> batch_from(const json& answer) {
  auto record = crypto::from_base64url(answer["record"].get<std::string>());
  if (!record) return std::nullopt;
  ExportBatch batch{*std::move(record),
                    {},
                    {answer["position"].get<std::int64_t>(), answer["begun"].get<std::int64_t>(),
                     answer["parts"].get<int>()},
                    answer["done"].get<bool>(),
                    answer["left_out"].get<int>()};
  for (const auto& text : answer["items"]) {
    if (const auto item = base::Uuid::parse(text.get<std::string>())) batch.items.push_back(*item);
  }
  return batch;
}

/// The terminal's queue, by its control socket. What it said last when it could not stays in
/// `error`.
class QueueOfTerminal {
 public:
  explicit QueueOfTerminal(TerminalLine& line) : line_(line) {}

  offline_cache::ExportSource source() {
    return {.size = [this] { return size(); },
            .batch = [this](const ExportPlace& place) { return batch(place); },
            .exported = [this](const auto& items) { return exported(items); }};
  }
  const std::string& error() const { return error_; }

 private:
  std::optional<json> ask(const json& request) {
    auto answer = line_.ask(request);
    if (answer) return *std::move(answer);
    error_ = answer.error();
    return std::nullopt;
  }

  std::optional<offline_cache::WaitingSize> size() {
    const auto answer = ask({{"do", "waiting_size"}});
    if (!answer) return std::nullopt;
    return offline_cache::WaitingSize{(*answer)["items"], (*answer)["bytes"]};
  }

  std::optional<ExportBatch> batch(const ExportPlace& place) {
    const auto answer = ask({{"do", "export_batch"},
                             {"position", place.position},
                             {"begun", place.begun},
                             {"parts", place.parts}});
    return answer ? batch_from(*answer) : std::nullopt;
  }

  bool exported(const std::vector<base::Uuid>& items) {
    for (std::size_t begin = 0; begin < items.size(); begin += kMostItemsInALine) {
      json names = json::array();
      const std::size_t end = std::min(items.size(), begin + kMostItemsInALine);
      for (std::size_t i = begin; i < end; ++i) names.push_back(items[i].text());
      if (!ask({{"do", "exported"}, {"items", names}})) return false;
    }
    return true;
  }

  TerminalLine& line_;
  std::string error_;
};

int fail_export(const ExportError& error, const std::string& store_error) {
  switch (error.why) {
    case ExportError::Why::no_space:
      return fail(error.bytes_needed == 0
                      ? std::string("the stick is full; nothing unfinished was left on it")
                      : "the stick has no room: needed are " + megabytes(error.bytes_needed));
    case ExportError::Why::medium:
      return fail("the stick can't be used: " + error.code.message());
    case ExportError::Why::store:
      return fail(store_error);
    case ExportError::Why::stopped:
      return fail("stopped; nothing unfinished was left on the stick");
    case ExportError::Why::sealing:
      return fail("the centre's sealing certificates can't be used");
  }
  return fail("unknown error");
}

struct ExportArguments {
  std::string stick;
  bool anyway = false;
};

/// What is written onto the machine's own disk leaves it with nobody.
bool is_own_disk(const std::filesystem::path& folder, const Configuration& configuration) {
  struct stat there {};
  if (::stat(folder.c_str(), &there) != 0) return false;
  const std::filesystem::path own[] = {"/", configuration.state};
  return std::ranges::any_of(own, [&](const std::filesystem::path& path) {
    struct stat here {};
    return ::stat(path.c_str(), &here) == 0 && here.st_dev == there.st_dev;
  });
}

/// 0 only if everything that waits is on the stick.
int tell_exported(const Exported& exported, const std::string& store_error) {
  for (const auto& file : exported.packages) fmt::print("{}\n", file.filename().string());
  if (!exported.packages.empty()) {
    fmt::print("{} items, {}, read back and compared: the stick may be taken out\n",
               exported.total.items, megabytes(exported.total.bytes));
  } else if (exported.left_out == 0) {
    fmt::print("nothing waits; nothing was written\n");
  }
  if (!exported.noted) return fail("the store could not note it: " + store_error);
  if (exported.left_out == 0) return 0;
  return fail(fmt::format("{} could not be read and stay in the queue (linlictl queue list)",
                          exported.left_out));
}

int export_queue(const CommandContext& context, const ExportArguments& arguments) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  const std::string& stick = arguments.stick;
  if (!arguments.anyway && is_own_disk(stick, *configuration)) {
    return fail("no stick is mounted there: " + stick + " is on this machine's own disk");
  }
  const auto identity = identity_of(*configuration);
  if (!identity) return identity.error();
  const base::StopOnSignals stopping;  // before any thread
  TerminalLine line(*configuration);
  QueueOfTerminal queue(line);
  const auto source = queue.source();
  const auto waiting = source.size();
  if (!waiting) return fail(queue.error());
  std::uint64_t told = 0;
  const auto tell = [&](const ExportProgress& progress) {
    const std::uint64_t percent = waiting->items == 0 ? 0 : progress.items * 100 / waiting->items;
    if (percent == told) return;
    told = percent;
    fmt::print("{} of {} items, {}\n", progress.items, waiting->items, megabytes(progress.bytes));
    static_cast<void>(std::fflush(stdout));
  };
  const auto exported = offline_cache::export_waiting(source, *identity, stick, base::SystemClock(),
                                                      tell, stopping.token());
  if (!exported) return fail_export(exported.error(), queue.error());
  return tell_exported(*exported, queue.error());
}

// ---- import ----

std::optional<AnswerCounts> take_through(TerminalLine& line, ByteView record, std::string& error) {
  const auto answer = line.ask({{"do", "take_answers"}, {"record", crypto::to_base64url(record)}});
  if (!answer) {
    error = answer.error();
    return std::nullopt;
  }
  return AnswerCounts{(*answer)["accepted"], (*answer)["known"], (*answer)["refused"],
                      (*answer)["unproven"], (*answer)["not_here"]};
}

/// False: not all of it was taken.
bool tell(const ImportedAnswers& result, const std::string& error) {
  const auto name = result.file.filename().string();
  const AnswerCounts& counts = result.counts;
  switch (result.state) {
    case ImportedAnswers::State::taken:
      fmt::print("{}: accepted {}, known before {}, refused {}, not of this store {}\n", name,
                 counts.accepted, counts.known, counts.refused, counts.not_here);
      if (counts.unproven == 0) return true;
      fail(fmt::format("{}: {} acceptances prove nothing; their items go on waiting", name,
                       counts.unproven));
      return false;
    case ImportedAnswers::State::other_terminal:
      fmt::print("{}: of another terminal, left alone\n", name);
      return true;
    case ImportedAnswers::State::faulty:
      fail(name + ": " + std::string(package::describe(result.fault)));
      return false;
    case ImportedAnswers::State::store_failed:
      fail(name + ": " + error + "; import it again");
      return false;
  }
  return false;
}

int import_stick(const CommandContext& context, const std::string& stick) {
  const auto configuration = context.configuration();
  if (!configuration) return configuration.error();
  const auto identity = identity_of(*configuration);
  if (!identity) return identity.error();
  TerminalLine line(*configuration);
  std::string error;
  const auto results = offline_cache::import_answers(
      stick, *identity, [&](ByteView record) { return take_through(line, record, error); });
  if (!results) return fail(stick + " can't be read");
  if (results->empty()) return fail("there are no answers in " + stick);
  bool all = true;
  for (const auto& result : *results) all = tell(result, error) && all;
  return all ? 0 : 1;
}

}  // namespace

void add_stick_commands(CLI::App& app, CommandContext& context) {
  const auto arguments = std::make_shared<ExportArguments>();
  auto* write = app.add_subcommand("export", "Write what waits for the centre onto a USB stick");
  write->add_option("DIR", arguments->stick, "Where the stick is mounted")
      ->required()
      ->check(CLI::ExistingDirectory);
  write->add_flag("--anyway", arguments->anyway, "Even into a folder of this machine's own disk");
  write->callback([arguments, &context] { context.exit_code = export_queue(context, *arguments); });
  const auto stick = std::make_shared<std::string>();
  auto* read = app.add_subcommand("import", "Take the centre's answers from a USB stick");
  read->add_option("DIR", *stick, "Where the stick is mounted")
      ->required()
      ->check(CLI::ExistingDirectory);
  read->callback([stick, &context] { context.exit_code = import_stick(context, *stick); });
}

}  // namespace linli::app
