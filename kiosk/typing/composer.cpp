#include "kiosk/typing/composer.h"

#include <rime_api.h>

#include <mutex>
#include <string_view>

namespace linli::typing {
namespace {

constexpr Scheme kSchemes[] = {Scheme::letters, Scheme::nine_keys, Scheme::strokes};
constexpr int kBackSpace = 0xff08;  // X11's keysym, by which librime calls keys

struct SchemeRow {
  const char* schema;
  std::string_view keys;
};
// In the order of Scheme.
constexpr SchemeRow kRows[] = {{"linli_pinyin", "abcdefghijklmnopqrstuvwxyz"},
                               {"linli_nine", "23456789"},
                               {"linli_strokes", "hspnz"}};
const SchemeRow& row(Scheme scheme) { return kRows[static_cast<std::size_t>(scheme)]; }

RimeApi& rime() { return *rime_get_api(); }

/// Reads the built files alone; there is no place that could be written to.
void start(const std::string& directory) {
  const char* modules[] = {"core", "dict", "gears", nullptr};  // no plug-ins, no deployment
  RIME_STRUCT(RimeTraits, traits);
  traits.shared_data_dir = directory.c_str();
  traits.user_data_dir = "/dev/null";
  traits.prebuilt_data_dir = directory.c_str();
  traits.staging_dir = directory.c_str();
  traits.app_name = "rime.linli";
  traits.modules = modules;
  traits.min_log_level = 3;       // only what ends the process
  traits.log_dir = "";            // and that to standard error, not to a file
  static std::once_flag logging;  // librime's log is the process's, and is set up once
  std::call_once(logging, [&] { rime().setup(&traits); });
  rime().initialize(&traits);
}

std::string text_or_empty(const char* text) { return text == nullptr ? "" : text; }

/// What librime answers about a session, given back when it goes.
class Context {
 public:
  explicit Context(RimeSessionId session) {
    RIME_STRUCT_INIT(RimeContext, context_);
    there_ = rime().get_context(session, &context_);
  }
  ~Context() {
    if (there_) rime().free_context(&context_);
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  std::string preedit() const { return text_or_empty(context_.composition.preedit); }
  std::string first_comment() const {
    return context_.menu.num_candidates > 0 ? text_or_empty(context_.menu.candidates[0].comment)
                                            : "";
  }

 private:
  RimeContext context_{};
  bool there_ = false;
};

}  // namespace

Expected<std::unique_ptr<Composer>, std::string> Composer::load(
    const std::filesystem::path& directory) {
  for (const Scheme scheme : kSchemes) {
    const auto file = directory / (std::string(row(scheme).schema) + ".schema.yaml");
    if (!std::filesystem::exists(file)) return unexpected(file.string() + ": is missing");
  }
  start(directory.string());
  std::unique_ptr<Composer> composer(new Composer);
  for (const Scheme scheme : kSchemes) {
    if (!composer->open_session(scheme)) {
      return unexpected(directory.string() + ": librime can't use " + row(scheme).schema);
    }
    // A key finds candidates only where all files of the dictionary fit this librime.
    const bool usable =
        composer->press(scheme, row(scheme).keys.front()) && !composer->candidates(0, 1).empty();
    if (!usable)
      return unexpected(directory.string() + ": no dictionary for " + row(scheme).schema);
  }
  composer->forget();
  return composer;
}

Composer::~Composer() {
  rime().cleanup_all_sessions();
  rime().finalize();
}

bool Composer::open_session(Scheme scheme) {
  Session& place = sessions_[static_cast<std::size_t>(scheme)];
  const Session before = place;
  place = rime().create_session();
  const bool ready = place != 0 && rime().select_schema(place, row(scheme).schema);
  if (before != 0) rime().destroy_session(before);  // last, so that the dictionary stays open
  return ready;
}

bool Composer::press(Scheme scheme, char key) {
  if (row(scheme).keys.find(key) == std::string_view::npos) return false;
  if (scheme != scheme_) rime().clear_composition(current());
  scheme_ = scheme;
  const char* typed = rime().get_input(current());
  const bool room = typed == nullptr || std::string_view(typed).size() < kMostKeys;
  return room && rime().process_key(current(), key, 0);
}

void Composer::erase() { rime().process_key(current(), kBackSpace, 0); }

std::string Composer::composed() const {
  const Context context(current());
  const std::string hint = scheme_ == Scheme::nine_keys ? context.first_comment() : "";
  return hint.empty() ? context.preedit() : hint;
}

std::vector<std::string> Composer::candidates(std::size_t first, std::size_t most) const {
  std::vector<std::string> found;
  RimeCandidateListIterator list{};
  if (!rime().candidate_list_from_index(current(), &list, static_cast<int>(first))) return found;
  while (found.size() < most && rime().candidate_list_next(&list)) {
    found.push_back(text_or_empty(list.candidate.text));
  }
  rime().candidate_list_end(&list);
  return found;
}

std::optional<std::string> Composer::choose(std::size_t place) {
  if (!rime().select_candidate(current(), place)) return std::nullopt;
  RIME_STRUCT(RimeCommit, commit);
  if (!rime().get_commit(current(), &commit)) return std::nullopt;
  std::string text = text_or_empty(commit.text);
  rime().free_commit(&commit);
  return text;
}

void Composer::forget() {
  for (const Scheme scheme : kSchemes) open_session(scheme);
}

}  // namespace linli::typing
