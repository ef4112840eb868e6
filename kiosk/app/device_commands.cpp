#include <fmt/chrono.h>
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "drivers/camera/picture_file.h"
#include "drivers/samv/read_card.h"
#include "kiosk/app/commands.h"
#include "kiosk/base/day.h"

namespace linli::app {
namespace {

/// GB/T 2261.1 in words.
const char* name_of(domain::Sex sex) {
  switch (sex) {
    case domain::Sex::unknown:
      return "unknown";
    case domain::Sex::male:
      return "male";
    case domain::Sex::female:
      return "female";
    case domain::Sex::unspecified:
      return "unspecified";
  }
  return "unknown";
}

/// The card in reading order; the photo is left out, since nobody can show it.
nlohmann::ordered_json card_json(const domain::IdCard& card) {
  nlohmann::ordered_json json = {
      {"name", card.name},           {"sex", name_of(card.sex)},
      {"ethnicity", card.ethnicity}, {"birth_date", base::day_text(card.birth_date)},
      {"address", card.address},     {"number", card.number.text()},
      {"issuer", card.issuer},       {"valid_from", base::day_text(card.valid_from)},
      {"valid_to", nullptr},         {"newest_address", nullptr}};
  if (card.valid_to) json["valid_to"] = base::day_text(*card.valid_to);
  if (card.newest_address) json["newest_address"] = *card.newest_address;
  return json;
}

void print_card(const domain::IdCard& card, bool as_json) {
  const auto json = card_json(card);
  if (as_json) {
    fmt::print("{}\n", json.dump());
    return;
  }
  for (const auto& [field, value] : json.items()) {
    fmt::print("{}: {}\n", field, value.is_string() ? value.get<std::string>() : value.dump());
  }
}

struct CardArguments {
  std::string device;
  int baud = 115200;
  double wait_seconds = 10;
  bool json = false;
};

int read_card(const CardArguments& arguments) {
  const auto wait =
      std::chrono::milliseconds{static_cast<std::int64_t>(arguments.wait_seconds * 1000)};
  const auto card = drivers::samv::read_one_card(arguments.device, arguments.baud, wait, {});
  if (!card) {
    return fail(fmt::format("{}: {}", arguments.device, drivers::samv::describe(card.error())));
  }
  print_card(*card, arguments.json);
  return 0;
}

/// The text on one line: a code may hold line breaks and tabs.
std::string on_one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n') {
      line += "\\n";
    } else if (c == '\r') {
      line += "\\r";
    } else if (c == '\t') {
      line += "\\t";
    } else {
      line += c;
    }
  }
  return line;
}

const char* describe(drivers::PictureError error) {
  switch (error) {
    case drivers::PictureError::no_file:
      return "no such file, or not to be read";
    case drivers::PictureError::no_picture:
      return "no picture that can be decoded";
    case drivers::PictureError::too_large:
      return "more than 50 megapixels";
  }
  return "unknown error";
}

/// One line a file: FILE<TAB>text, or FILE<TAB>- where no code is in it.
int read_codes(const std::vector<std::string>& files) {
  int exit_code = 0;
  for (const auto& file : files) {
    const auto text = drivers::decode_picture_file(file);
    if (!text) exit_code = fail(fmt::format("{}: {}", file, describe(text.error())));
    fmt::print("{}\t{}\n", file, text && *text ? on_one_line(**text) : "-");
  }
  return exit_code;
}

void add_card_command(CLI::App& app, CommandContext& context) {
  auto* card = app.add_subcommand("card", "ID card reader")->require_subcommand(1);
  auto* read = card->add_subcommand("read", "Read one ID card and print it");
  auto arguments = std::make_shared<CardArguments>();
  read->add_option("--device", arguments->device, "Serial line of the reader, /dev/ttyUSB0")
      ->required();
  read->add_option("--baud", arguments->baud, "Speed of the line")
      ->check(CLI::IsMember({115200, 57600, 38400, 19200, 9600}))
      ->capture_default_str();
  read->add_option("--wait", arguments->wait_seconds, "How long to wait for a card, seconds")
      ->check(CLI::Range(0.1, 600.0))
      ->capture_default_str();
  read->add_flag("--json", arguments->json, "One JSON object on one line");
  read->callback([arguments, &context] { context.exit_code = read_card(*arguments); });
}

void add_code_command(CLI::App& app, CommandContext& context) {
  auto* code = app.add_subcommand("code", "QR codes")->require_subcommand(1);
  auto* read = code->add_subcommand(
      "read",
      "Decode the QR codes in pictures: a line FILE<TAB>text for each, FILE<TAB>- for none; ends "
      "with 1 if a file is no picture");
  auto files = std::make_shared<std::vector<std::string>>();
  read->add_option("file", *files, "Pictures: PNG, JPEG and the like")->required();
  read->callback([files, &context] { context.exit_code = read_codes(*files); });
}

}  // namespace

void add_device_commands(CLI::App& app, CommandContext& context) {
  add_card_command(app, context);
  add_code_command(app, context);
}

}  // namespace linli::app
