#include <fmt/format.h>

#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/app/room_check.h"
#include "kiosk/catalogue/check_catalogue.h"

namespace linli::app {
namespace {

struct Arguments {
  std::string folder;
  std::string region = "demo";
};

int check(const Arguments& arguments) {
  std::filesystem::path folder = arguments.folder;
  if (folder.empty()) folder = assets_directory() / "catalogue";
  RoomCheck room;
  const auto checked =
      catalogue::check_catalogue(folder, assets_directory(), arguments.region,
                                 [&room](const auto&... service) { room.check(service...); });
  for (const auto& fault : checked.faults) fmt::print(stderr, "{}\n", describe(fault));
  if (checked.faults.empty()) {
    fmt::print("{} services, nothing wrong\n", checked.files);
    return 0;
  }
  return fail(fmt::format("{} wrong in {} service files", checked.faults.size(), checked.files));
}

}  // namespace

void add_catalogue_command(CLI::App& app, CommandContext& context) {
  auto* catalogue = app.add_subcommand("catalogue", "The files of services");
  catalogue->require_subcommand(1);
  auto* checked = catalogue->add_subcommand(
      "check", "Everything that can be found wrong with service files, by file and line");
  auto arguments = std::make_shared<Arguments>();
  checked->add_option("DIR", arguments->folder,
                      "Folder of service files; those of this terminal if left out");
  checked->add_option("--region", arguments->region, "Whose figures the rules are tried with")
      ->capture_default_str();
  checked->callback([arguments, &context] { context.exit_code = check(*arguments); });
}

}  // namespace linli::app
