#include "centre/server/administration_commands.h"

namespace linli::centre {
namespace {

constexpr std::size_t kMostResidents = 10'000;

/// {"source": …, "residents": [{"number", "name", "benefits": as in the API, and where it is known
/// "disability_grade"}]}
std::optional<Resident> resident_from(const Json& json, const Json& source,
                                      const std::string& now) {
  if (!json.is_object() || !json.contains("benefits")) return std::nullopt;
  const auto number = domain::IdentityNumber::parse(text_argument(json, "number"));
  const auto name = text_argument(json, "name");
  Json status{{"source", source}, {"as_of", now}, {"benefits", json["benefits"]}};
  if (json.contains("disability_grade")) status["disability_grade"] = json["disability_grade"];
  auto benefits = protocol::benefit_status_from_json(status.dump());
  if (!number || name.empty() || !benefits) return std::nullopt;
  return Resident{*number, name, *std::move(benefits)};
}

}  // namespace

CommandResult seed_residents(Administration& centre, const Json& arguments) {
  const auto seed = arguments.find("residents");
  if (seed == arguments.end() || !seed->is_array() || seed->size() > kMostResidents) {
    return unexpected("the file needs a list \"residents\"");
  }
  const Json source = text_argument(arguments, "source");
  const auto now = base::format_rfc3339(centre.now());
  std::vector<Resident> residents;
  for (const Json& json : *seed) {
    auto resident = resident_from(json, source, now);
    if (!resident) {
      return unexpected("resident " + std::to_string(residents.size() + 1) +
                        " of the file is not valid; nothing was stored");
    }
    residents.push_back(*std::move(resident));
  }
  const auto stored = centre.ledger().put_residents(residents);
  if (!stored) return unexpected(describe(stored.error()));
  return Json{{"residents", residents.size()}};
}

}  // namespace linli::centre
