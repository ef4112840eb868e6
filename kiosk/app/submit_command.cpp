#include <fmt/format.h>

#include <memory>

#include "kiosk/app/commands.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/uuid.h"
#include "kiosk/catalogue/json_file.h"

namespace linli::app {
namespace {

using nlohmann::json;

struct Arguments {
  std::string service;
  std::string answers;
  std::string item;
};

int print(const std::vector<catalogue::CatalogueError>& faults) {
  for (const auto& fault : faults) fmt::print(stderr, "{}\n", describe(fault));
  return fail(fmt::format("{} wrong, nothing was handed in", faults.size()));
}

int submit(const CommandContext& context, const Arguments& arguments) {
  std::vector<catalogue::CatalogueError> faults;
  catalogue::Place place(arguments.answers, faults);
  json application = catalogue::parse_json_file(arguments.answers, place);
  if (!faults.empty()) return print(faults);
  const std::string item = arguments.item.empty()
                               ? base::make_uuid_v7(base::SystemClock().now()).text()
                               : arguments.item;
  const auto answer = ask(context, {{"do", "submit"},
                                    {"service", arguments.service},
                                    {"item", item},
                                    {"application", std::move(application)}});
  if (!answer) return answer.error();
  if (answer->contains("faults")) {
    for (const json& fault : (*answer)["faults"]) {
      place.at_pointer(fault["where"].get<std::string>().substr(1))
          .fault(fault["what"].get<std::string>());
    }
    return print(faults);
  }
  fmt::print("{}\t{}\n", (*answer)["receipt_number"].get<std::string>(),
             (*answer)["item"].get<std::string>());
  return 0;
}

std::string wrong_item(const std::string& text) {
  return base::Uuid::parse(text) ? "" : "must be the id of an item";
}

}  // namespace

void add_submit_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand(
      "submit",
      "Hand in an application from a file, checked as on the screen; prints its receipt"
      " number and id");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("--service", arguments->service, "Id of the service")
      ->required()
      ->check(wrong_encoding);
  command->add_option("--answers", arguments->answers, "The applicant and the answers (JSON)")
      ->required();
  command
      ->add_option(
          "--item", arguments->item,
          "Id of this attempt (UUID, version 7): tried again with the same, it is stored once")
      ->check(wrong_item);
  command->callback([arguments, &context] { context.exit_code = submit(context, *arguments); });
}

}  // namespace linli::app
