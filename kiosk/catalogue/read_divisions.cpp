#include <fmt/format.h>

#include "kiosk/catalogue/object_reader.h"
#include "kiosk/catalogue/readers.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostDivisions = 60'000;
/// Of a name with everything that it lies in, which goes into an application.
constexpr std::size_t kMostFullNameBytes = 200;

DivisionRow read_row(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  DivisionRow row;
  row.code = object.line("code");
  row.name.zh = object.line("zh");
  row.name.en = object.line("en", Need::optional);
  if (row.name.en.empty()) row.name.en = row.name.zh;
  object.refuse_unknown();
  if (!is_division_code(row.code)) {
    place.at("code").fault("must be 12 digits: 2 + 2 + 2 + 3 + 3 by level, zeros below");
  }
  return row;
}

/// What is wrong only beside the other rows.
void check_row(const DivisionRow& row, const Divisions& tree, const Place& place) {
  const DivisionRow* found = tree.find(row.code);
  if (found == nullptr) return;  // its code is a fault already
  if (level_of(row.code) != DivisionLevel::province && tree.above(*found) == nullptr) {
    place.at("code").fault("lies in no province of this file; add it");
  }
  if (tree.full_name(*found).size() > kMostFullNameBytes) {
    place.at("zh").fault(
        fmt::format("is too long: with what it lies in, at most {} bytes", kMostFullNameBytes));
  }
}

}  // namespace

std::shared_ptr<const Divisions> read_divisions(const Json& value, const Place& place) {
  ObjectReader object(value, place);
  object.line("note");  // for people: where the rows are from, which are invented
  std::vector<DivisionRow> rows;
  std::vector<DivisionRow> usable;
  std::set<std::string> codes;
  object.list("divisions", 1, kMostDivisions, [&](const Json& item, const Place& at) {
    rows.push_back(read_row(item, at));
    if (!is_division_code(rows.back().code)) return;
    if (codes.insert(rows.back().code).second) {
      usable.push_back(rows.back());
    } else {
      at.at("code").fault("is used twice; every place has its own");
    }
  });
  object.refuse_unknown();
  auto tree = std::make_shared<const Divisions>(std::move(usable));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    check_row(rows[i], *tree, place.at("divisions").at(i));
  }
  return tree;
}

}  // namespace linli::catalogue
