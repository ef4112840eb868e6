#include "kiosk/catalogue/json_lines.h"

#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

namespace linli::catalogue {
namespace {

using Json = nlohmann::json;

/// Counts the lines that the parser has read. A number ends with the character after it, so blanks
/// count only once something follows them.
struct LineCount {
  int passed = 1;   // line ends that were read, and one
  int current = 1;  // line of the last character that is no blank
  void take(char c) {
    if (c == '\n') ++passed;
    if (c != '\n' && c != ' ' && c != '\t' && c != '\r') current = passed;
  }
};

/// Reads a text and counts on the way.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, LineCount* count) : at_(at), count_(count) {}
  const char& operator*() const { return *at_; }
  CountingIterator& operator++() {
    count_->take(*at_);
    ++at_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  LineCount* count_;
};

/// Notes where every value begins, for an object and a list where they open.
class Noter : public nlohmann::json_sax<Json> {
 public:
  Noter(const LineCount& count, JsonLines& lines) : count_(count), lines_(lines) {}

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }
  bool key(string_t& name) override {
    open_.back().name = name;
    return true;
  }
  bool start_object(std::size_t) override { return begin(false); }
  bool start_array(std::size_t) override { return begin(true); }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) override {
    return false;
  }

 private:
  struct Open {
    std::string pointer;
    bool list = false;
    std::size_t index = 0;
    std::string name;
  };

  std::string pointer() const {
    if (open_.empty()) return "";
    const Open& in = open_.back();
    return in.pointer + "/" + (in.list ? std::to_string(in.index) : in.name);
  }
  bool value() {
    lines_.emplace(pointer(), count_.current);
    if (!open_.empty()) ++open_.back().index;
    return true;
  }
  bool begin(bool list) {
    if (open_.size() > static_cast<std::size_t>(kDeepestBrackets)) return false;
    lines_.emplace(pointer(), count_.current);
    open_.push_back({pointer(), list});
    return true;
  }
  bool end() {
    open_.pop_back();
    if (!open_.empty()) ++open_.back().index;
    return true;
  }

  const LineCount& count_;
  JsonLines& lines_;
  std::vector<Open> open_;
};

}  // namespace

JsonLines lines_of(std::string_view json) {
  JsonLines lines;
  LineCount count;
  Noter noter(count, lines);
  Json::sax_parse(CountingIterator(json.data(), &count),
                  CountingIterator(json.data() + json.size(), &count), &noter);
  return lines;
}

}  // namespace linli::catalogue
