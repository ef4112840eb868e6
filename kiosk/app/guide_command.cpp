#include <fmt/format.h>

#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/base/clock.h"
#include "kiosk/reference/guide.h"

namespace linli::app {
namespace {

using catalogue::CatalogueError;
using reference::GuideSection;

struct Arguments {
  std::string directory = assets_directory().string();
  std::string region = "demo";
  std::string word;
};

struct Loaded {
  catalogue::Region region;
  reference::PolicyGuide guide;
};

Expected<Loaded, int> load(const Arguments& arguments) {
  const auto failed = [](const std::vector<CatalogueError>& faults) {
    for (const auto& fault : faults) fail(fault.where + ": " + fault.what);
    return unexpected(1);
  };
  auto region = catalogue::load_region(arguments.directory, arguments.region);
  if (!region) return failed(region.error());
  auto guide = reference::load_guide(arguments.directory, region->parameters);
  if (!guide) return failed(guide.error());
  return Loaded{*std::move(region), *std::move(guide)};
}

int check(const Arguments& arguments) {
  const auto loaded = load(arguments);
  if (!loaded) return loaded.error();
  fmt::print("{} articles\n", loaded->guide.articles.size());
  return 0;
}

/// As the screen shows it, with the region's figures of today.
void print_article(const reference::Article& article, const catalogue::Region& region) {
  const auto today = base::hall_time(base::SystemClock().now()).date;
  fmt::print("{}\t{}\n", article.id, article.title.zh);
  for (int i = 0; i < reference::kGuideSections; ++i) {
    const auto section = static_cast<GuideSection>(i);
    const auto lines =
        reference::lines_of(article, section, region, today, catalogue::Language::chinese);
    for (const auto& line : lines) fmt::print("  {}\t{}\n", reference::name_of(section), line);
    if (lines.empty()) fmt::print("  {}\tunknown: staff are asked\n", reference::name_of(section));
  }
  for (const auto& source : article.sources) {
    fmt::print("  source\t{}\t{}\n", source.document, source.passage);
  }
}

int find(const Arguments& arguments) {
  const auto loaded = load(arguments);
  if (!loaded) return loaded.error();
  for (const auto* article : loaded->guide.find(arguments.word)) {
    print_article(*article, loaded->region);
  }
  return 0;
}

void add_places(CLI::App& command, Arguments& arguments) {
  command.add_option("--assets", arguments.directory, "The folder that has guide/ and regions/")
      ->capture_default_str();
  command.add_option("--region", arguments.region, "A file of regions/ without .json")
      ->capture_default_str();
}

}  // namespace

void add_guide_command(CLI::App& app, CommandContext& context) {
  auto* guide = app.add_subcommand("guide", "The policy guide");
  guide->require_subcommand(1);
  auto arguments = std::make_shared<Arguments>();

  auto* checked = guide->add_subcommand("check", "Says everything that is wrong with its files");
  add_places(*checked, *arguments);
  checked->callback([arguments, &context] { context.exit_code = check(*arguments); });

  auto* found = guide->add_subcommand("find", "Searches as a resident does");
  add_places(*found, *arguments);
  found->add_option("WORD", arguments->word, "A word, its pinyin, or the first letters")
      ->required()
      ->check(wrong_encoding);
  found->callback([arguments, &context] { context.exit_code = find(*arguments); });
}

}  // namespace linli::app
