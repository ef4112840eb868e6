#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/catalogue/catalogue_error.h"
#include "kiosk/catalogue/json_lines.h"

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
  /// "/steps/0"; empty: this place.
  Place at_pointer(const std::string& pointer) const {
    Place inner = *this;
    inner.pointer_ += pointer;
    return inner;
  }

  /// Faults that are noted here and within from now on say their line.
  void know_lines(JsonLines lines) { lines_ = std::make_shared<const JsonLines>(std::move(lines)); }

  /// Whether this is the file of that name.
  bool is_named(std::string_view name) const {
    return file_ == name || file_.ends_with("/" + std::string(name));
  }

  /// `what` says what is wrong and what to do.
  void fault(std::string what) const { fault_in_line(line(), std::move(what)); }
  /// Of a file whose values have no places, because it can't be read.
  void fault_in_line(int line, std::string what) const {
    faults_->push_back({file_ + (pointer_.empty() ? "" : "#" + pointer_), std::move(what), line});
  }

 private:
  /// Of the value, or of what it is missing from.
  int line() const {
    if (!lines_) return 0;
    std::string pointer = pointer_;
    for (;;) {
      const auto found = lines_->find(pointer);
      if (found != lines_->end()) return found->second;
      if (pointer.empty()) return 0;
      pointer.resize(pointer.rfind('/'));
    }
  }

  std::string file_;
  std::string pointer_;
  std::shared_ptr<const JsonLines> lines_;
  std::vector<CatalogueError>* faults_;
};

}  // namespace linli::catalogue
