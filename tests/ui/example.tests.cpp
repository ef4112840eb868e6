#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <stdexcept>

#include "tests/ui/situations.h"
#include "tests/ui/stage.h"

namespace linli::tests {
namespace {

using catalogue::Language;
using flow::DisplayMode;

/// What stands in the field of that name while nothing is in it.
std::string hint_in(Stage& stage, const flow::View& view, const std::string& field) {
  stage.show(view);
  const ui::Node* found = stage.tree().find(field, ui::Role::field);
  REQUIRE(found != nullptr);
  return found->hint;
}

flow::FieldView& remark_of(flow::View& view) {
  for (auto& field : std::get<flow::FormView>(view.screen).fields) {
    if (field.field->id == "remark") return field;
  }
  throw std::logic_error("no remark on this page");
}

}  // namespace

TEST_CASE("a field with an example shows it until something is typed") {
  const auto mode = GENERATE(DisplayMode::standard, DisplayMode::large);
  Stage stage(1080, 1920);
  flow::View view = situation("kind-example", mode);
  CHECK(hint_in(stage, view, "说明") == "例如：和妹妹合买的");
  view.language = Language::english;
  CHECK(hint_in(stage, view, "Remark") == "e.g. Shared with my sister");

  view.language = Language::chinese;
  remark_of(view).typed = "贷款买的";
  CHECK(hint_in(stage, view, "说明").empty());
  CHECK(stage.tree().find("说明", ui::Role::field)->value == "贷款买的");
}

TEST_CASE("a field without an example, or one too long for it, says what to do") {
  Stage stage(1080, 1920);
  flow::View view = situation("kind-example", DisplayMode::standard);
  flow::FieldView& remark = remark_of(view);
  catalogue::Field field = *remark.field;
  remark.field = &field;
  field.example = {};
  CHECK(hint_in(stage, view, "说明") == "在键盘上写");
  for (int i = 0; i < 40; ++i) field.example.zh += "和妹妹合买的，";
  CHECK(hint_in(stage, view, "说明") == "在键盘上写");
}

}  // namespace linli::tests
