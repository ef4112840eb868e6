#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/catalogue/json_file.h"
#include "kiosk/catalogue/object_reader.h"
#include "kiosk/reference/guide.h"
#include "kiosk/reference/spelling.h"

namespace linli::reference {
namespace {

using catalogue::CatalogueError;
using catalogue::ObjectReader;
using catalogue::Place;
using catalogue::Text;
using Json = nlohmann::json;
using Parameters = std::vector<catalogue::Parameter>;

constexpr std::size_t kMostArticles = 200;
constexpr std::size_t kMostLines = 4;
constexpr std::size_t kMostKeyWords = 20;
constexpr std::size_t kMostSources = 6;
// What fits its place on the screen in the large mode, where one section has a page of its own.
constexpr std::size_t kMostTitleCharacters = 16;
constexpr std::size_t kMostSectionCharacters = 120;
constexpr std::size_t kMostSectionLetters = 330;

constexpr std::array<std::string_view, kGuideSections> kSections{"what",  "who",  "amount",
                                                                 "bring", "time", "where"};

/// As they are shown: a {parameter} is as long as most figures.
std::size_t characters_in(const std::string& utf8) {
  constexpr std::size_t kFigure = 6;
  std::size_t count = 0;
  bool in_braces = false;
  for (const char c : utf8) {
    if (c == '{') count += kFigure;
    in_braces = c == '{' || (in_braces && c != '}');
    const bool begins_character = (c & 0xC0) != 0x80;
    if (begins_character && !in_braces && c != '}') ++count;
  }
  return count;
}

/// The first {name} that is no parameter; a brace alone counts as one.
std::optional<std::string> unknown_name_in(std::string_view text, const Parameters& parameters) {
  while (true) {
    const auto brace = text.find_first_of("{}");
    if (brace == std::string_view::npos) return std::nullopt;
    const auto close = text.find('}', brace);
    if (text[brace] == '}' || close == std::string_view::npos) return std::string(1, text[brace]);
    const std::string name(text.substr(brace + 1, close - brace - 1));
    if (std::ranges::find(parameters, name, &catalogue::Parameter::name) == parameters.end()) {
      return name;
    }
    text.remove_prefix(close + 1);
  }
}

void check_line(const Text& line, const Parameters& parameters, const Place& place) {
  for (const std::string* text : {&line.zh, &line.en}) {
    if (const auto unknown = unknown_name_in(*text, parameters)) {
      place.fault(
          fmt::format("names \"{}\", which is not in regions/parameters.json; use a name of that "
                      "list in braces",
                      *unknown));
    }
  }
}

void check_length(const std::vector<Text>& lines, const Place& place) {
  std::size_t characters = 0;
  std::size_t letters = 0;
  for (const Text& line : lines) {
    characters += characters_in(line.zh);
    letters += characters_in(line.en);
  }
  if (characters > kMostSectionCharacters || letters > kMostSectionLetters) {
    place.fault(
        fmt::format("is longer than a page in the large mode ({} of {} characters, {} of "
                    "{} English letters); shorten it",
                    characters, kMostSectionCharacters, letters, kMostSectionLetters));
  }
}

std::vector<Text> read_section(ObjectReader& object, const std::string& member,
                               const Parameters& parameters) {
  std::vector<Text> lines;
  object.list_or_unknown(member, kMostLines, [&](const Json& value, const Place& place) {
    ObjectReader reader(value, place);
    lines.push_back({reader.line("zh"), reader.line("en")});
    reader.refuse_unknown();
    check_line(lines.back(), parameters, place);
  });
  check_length(lines, object.place().at(member));
  return lines;
}

std::vector<std::string> read_key_words(ObjectReader& object) {
  std::vector<std::string> words;
  object.list("keywords", 1, kMostKeyWords, [&](const Json& value, const Place& place) {
    const auto* text = value.get_ptr<const std::string*>();
    if (text == nullptr || !search_word(*text)) {
      place.fault("must be a word of 1 to 40 characters");
    } else {
      words.push_back(*text);
    }
  });
  return words;
}

std::vector<catalogue::Source> read_sources(ObjectReader& object) {
  std::vector<catalogue::Source> sources;
  object.list("sources", 1, kMostSources, [&](const Json& value, const Place& place) {
    ObjectReader reader(value, place);
    sources.push_back({reader.line("document"), reader.line("passage")});
    reader.refuse_unknown();
  });
  return sources;
}

Article read_article(const Json& value, const Parameters& parameters, const Place& place) {
  ObjectReader object(value, place);
  Article article;
  article.id = object.id("id");
  if (const auto* row = object.row("group", catalogue::kServiceGroups)) article.group = row->group;
  article.order = object.whole_number("order", 1, static_cast<int>(kMostArticles));
  article.title = object.text("title");
  if (characters_in(article.title.zh) > kMostTitleCharacters) {
    place.at("title").fault(fmt::format("has more than {} characters", kMostTitleCharacters));
  }
  for (std::size_t i = 0; i < kSections.size(); ++i) {
    article.sections[i] = read_section(object, std::string(kSections[i]), parameters);
  }
  article.hotline = object.line("hotline");
  if (object.has("service")) article.service = object.id("service");
  article.sources = read_sources(object);
  article.names = read_key_words(object);
  article.names.insert(article.names.begin(), article.title.zh);
  object.refuse_unknown();
  if (!place.is_named(article.id + ".json")) place.at("id").fault("must be the name of its file");
  return article;
}

}  // namespace

std::string_view name_of(GuideSection section) {
  return kSections[static_cast<std::size_t>(section)];
}

Expected<PolicyGuide, std::vector<CatalogueError>> load_guide(
    const std::filesystem::path& directory, const Parameters& parameters) {
  PolicyGuide guide;
  std::vector<CatalogueError> faults;
  const std::filesystem::path folder = directory / "guide";
  const Place folder_place(folder.string(), faults);
  const auto files = catalogue::json_files_in(folder);
  if (!files) {
    folder_place.fault("can't be read: " + files.error().message());
    return unexpected(std::move(faults));
  }
  if (files->empty() || files->size() > kMostArticles) {
    folder_place.fault(fmt::format("must have 1 to {} files NAME.json", kMostArticles));
  }
  for (const auto& file : *files) {
    Place place(file.string(), faults);
    const Json value = catalogue::parse_json_file(file, place);
    if (!value.is_discarded()) guide.articles.push_back(read_article(value, parameters, place));
  }
  if (!faults.empty()) return unexpected(std::move(faults));
  std::ranges::stable_sort(guide.articles, {}, [](const Article& article) {
    return std::pair(article.group, article.order);
  });
  return guide;
}

}  // namespace linli::reference
