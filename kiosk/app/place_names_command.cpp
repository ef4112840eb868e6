#include <fmt/format.h>

#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/place_names/place_names.h"

namespace linli::app {
namespace {

struct Arguments {
  std::string list;  // JSON
  std::string file;  // what is searched
  std::string word;
  int first = 0;
  int count = 20;
};

int import_list(const Arguments& arguments) {
  const auto list = reference::read_place_names(arguments.list);
  if (!list) {
    for (const auto& fault : list.error()) fail(fault.where + ": " + fault.what);
    return 1;
  }
  const auto written = place_names::write_file(*list, arguments.file);
  if (!written) return fail(arguments.file + ": " + written.error().what);
  fmt::print("{} place names\n", list->names.size());
  return 0;
}

void print_place(const reference::FoundPlace& found) {
  const auto& place = found.place;
  fmt::print("{}\t{}\t{}\t{}\t{}\t{}\n", place.name, place.pinyin, place.kind, place.division,
             place.state == reference::PlaceState::historic ? "historic" : "in use",
             found.by_former_name);
}

int find(const Arguments& arguments) {
  auto names = place_names::PlaceNames::open(arguments.file);
  if (!names) return fail(arguments.file + ": " + names.error().what);
  const auto found = names->find(arguments.word, arguments.first, arguments.count);
  if (!found) return fail(arguments.file + ": " + found.error().what);
  fmt::print("name\tpinyin\tkind\tdivision\tstate\tfound by its former name\n");
  for (const auto& place : found->places) print_place(place);
  fmt::print(stderr, "{} of {}\n", found->places.size(), found->total);
  return 0;
}

}  // namespace

void add_place_names_command(CLI::App& app, CommandContext& context) {
  auto* names = app.add_subcommand("place-names", "The standard place names that residents search");
  names->require_subcommand(1);
  auto arguments = std::make_shared<Arguments>();

  auto* imported = names->add_subcommand("import", "Makes the file that is searched, anew");
  imported->add_option("LIST", arguments->list, "JSON, as docs/place-names.md describes it")
      ->required();
  imported->add_option("FILE", arguments->file, "What is made; an earlier one is replaced")
      ->required();
  imported->callback([arguments, &context] { context.exit_code = import_list(*arguments); });

  auto* found = names->add_subcommand("find", "Searches as a resident does");
  found->add_option("FILE", arguments->file, "What import made")->required();
  found->add_option("WORD", arguments->word, "Part of a name, its pinyin, or the first letters")
      ->required()
      ->check(wrong_encoding);
  found->add_option("--first", arguments->first, "From this one on, counted from 0")
      ->check(CLI::Range(0, 1'000'000));
  found->add_option("--count", arguments->count, "At most so many")->check(CLI::Range(1, 100));
  found->callback([arguments, &context] { context.exit_code = find(*arguments); });
}

}  // namespace linli::app
