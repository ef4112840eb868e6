#pragma once
#include <set>
#include <string>
#include <vector>

#include "kiosk/catalogue/object_reader.h"
#include "kiosk/catalogue/service.h"

/// Parts of a service's file. Private to this directory.
namespace linli::catalogue {

using Ids = std::set<std::string>;

void must_be_new(Ids& ids, const std::string& id, const Place& place);
std::vector<Text> read_texts(ObjectReader& object, const std::string& member, std::size_t most);
/// Not compiled yet.
Rule read_rule(ObjectReader& object, const std::string& member, Need need);

Field read_field(const nlohmann::json& value, const Place& place);
/// A column of a table.
Field read_column(const nlohmann::json& value, const Place& place);
/// A question before the application.
Field read_question(const nlohmann::json& value, const Place& place);

}  // namespace linli::catalogue
