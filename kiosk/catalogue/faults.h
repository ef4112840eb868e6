#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/catalogue/catalogue_error.h"

namespace linli::catalogue {

/// A place in a JSON file (RFC 6901 pointer) where faults can be noted.
class Place {
 public:
  Place(std::string file, std::vector<CatalogueError>& faults)
      : file_(std::move(file)), faults_(&faults) {}

  Place at(const std::string& member) const {
    Place inner = *this;
    inner.pointer_ += "/" + member;
    return inner;
  }
  Place at(std::size_t index) const { return at(std::to_string(index)); }

  /// Whether this is the file of that name.
  bool is_named(std::string_view name) const {
    return file_ == name || file_.ends_with("/" + std::string(name));
  }

  /// `what` says what is wrong and what to do.
  void fault(std::string what) const {
    faults_->push_back({file_ + (pointer_.empty() ? "" : "#" + pointer_), std::move(what)});
  }

 private:
  std::string file_;
  std::string pointer_;
  std::vector<CatalogueError>* faults_;
};

}  // namespace linli::catalogue
