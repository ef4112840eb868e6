#include "kiosk/catalogue/json_file.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "kiosk/base/file.h"

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;

/// JSON parsers keep the last of two equal names in silence; here it is a fault. So is a depth that
/// no file of ours has; what lies deeper is left out.
class NameCheck {
 public:
  explicit NameCheck(const Place& place) : place_(place) {}
  bool operator()(int depth, Json::parse_event_t event, const Json& value) {
    if (depth > kDeepestBrackets) {
      if (!too_deep_) place_.fault("has brackets within brackets more than 32 deep");
      too_deep_ = true;
      return false;
    }
    const auto level = static_cast<std::size_t>(depth);
    if (event == Json::parse_event_t::object_start) {
      names_.resize(std::max(names_.size(), level + 2));
      names_[level + 1].clear();
    } else if (event == Json::parse_event_t::key) {
      const auto name = value.get<std::string>();
      if (!names_[level].insert(name).second) {
        place_.fault("has the name \"" + name + "\" twice in one object; remove one");
      }
    }
    return true;
  }

 private:
  const Place& place_;
  bool too_deep_ = false;
  std::vector<std::set<std::string>> names_;
};

/// The line that holds the byte of that number, from 1.
int line_of(const std::string& content, std::size_t byte) {
  const auto end = content.begin() + static_cast<std::ptrdiff_t>(std::min(byte, content.size()));
  return 1 + static_cast<int>(std::count(content.begin(), end, '\n'));
}

}  // namespace

Expected<std::vector<std::filesystem::path>, std::error_code> json_files_in(
    const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto entry = std::filesystem::directory_iterator(folder, error);
       !error && entry != std::filesystem::end(entry); entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
  }
  if (error) return unexpected(error);
  std::ranges::sort(files);
  return files;
}

Json parse_json_file(const std::filesystem::path& path, Place& place, std::size_t most_bytes) {
  const auto content = base::read_file(path, most_bytes);
  if (!content) {
    place.fault("can't be read: " + content.error().message());
    return Json::value_t::discarded;
  }
  place.know_lines(lines_of(*content));
  try {
    return Json::parse(*content, NameCheck(place));
  } catch (const Json::parse_error& error) {
    // What stands there may be about a person.
    place.fault_in_line(line_of(*content, error.byte),
                        "is no JSON from here on: look in this line and the one before for a "
                        "missing comma, quotation mark or bracket, or a full-width sign (：，“)");
    return Json::value_t::discarded;
  } catch (const Json::out_of_range&) {
    place.fault("has a number that is too large");
    return Json::value_t::discarded;
  }
}

std::string describe(const CatalogueError& error) {
  const std::string line = error.line == 0 ? "" : " (line " + std::to_string(error.line) + ")";
  return error.where + line + ": " + error.what;
}

}  // namespace linli::catalogue
