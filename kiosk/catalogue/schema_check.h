#pragma once
#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>

#include "kiosk/catalogue/faults.h"

/// Private to this directory.
namespace linli::catalogue {

/// The JSON Schema of service files (draft-07).
class SchemaCheck {
 public:
  /// A file that is no schema is a fault of it; then nothing else is checked.
  SchemaCheck(const std::filesystem::path& schema, std::vector<CatalogueError>& faults);
  ~SchemaCheck();

  /// Notes what does not fit; each place once.
  void check(const nlohmann::json& value, const Place& place) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace linli::catalogue
