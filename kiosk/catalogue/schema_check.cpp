#include "kiosk/catalogue/schema_check.h"

#include <nlohmann/json.hpp>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "kiosk/catalogue/json_file.h"

namespace linli::catalogue {
namespace {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// "<root>[steps][0][id]" as /steps/0/id.
std::string pointer_of(const std::string& context) {
  std::string pointer;
  for (std::size_t at = context.find('['); at != std::string::npos; at = context.find('[', at)) {
    const std::size_t end = context.find(']', at);
    if (end == std::string::npos) break;
    pointer += "/" + context.substr(at + 1, end - at - 1);
    at = end;
  }
  return pointer;
}

}  // namespace

struct SchemaCheck::Impl {
  valijson::Schema schema;
};

SchemaCheck::SchemaCheck(const std::filesystem::path& schema, std::vector<CatalogueError>& faults) {
  Place place(schema.string(), faults);
  const nlohmann::json value = parse_json_file(schema, place);
  if (value.is_discarded()) return;
  auto made = std::make_unique<Impl>();
  try {
    valijson::SchemaParser parser;
    parser.populateSchema(Adapter(value), made->schema);
    impl_ = std::move(made);
  } catch (const std::exception& error) {
    place.fault(std::string("is no JSON Schema: ") + error.what());
  }
}

SchemaCheck::~SchemaCheck() = default;

void SchemaCheck::check(const nlohmann::json& value, const Place& place) const {
  if (!impl_) return;
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(impl_->schema, Adapter(value), &results)) return;
  std::set<std::string> told;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    std::string context;
    for (const std::string& part : error.context) context += part;
    const std::string pointer = pointer_of(context);
    if (!told.insert(pointer).second) continue;
    place.at_pointer(pointer).fault("does not fit the schema: " + error.description);
  }
}

}  // namespace linli::catalogue
