#include <catch2/catch_test_macros.hpp>

#include "tests/visits/applicant.h"

/// A draft meets a service whose file has changed since.
namespace linli::tests {
namespace {

using catalogue::Field;

Field& field_of(catalogue::Service& service, const std::string& id) {
  for (auto& step : service.steps) {
    for (Field& field : step.fields) {
      if (field.id == id) return field;
    }
  }
  throw std::runtime_error("no such field");
}

/// A draft of the temporary relief, complete up to the authorisation.
void keep_draft(WholeTerminal& terminal) {
  Applicant applicant(terminal, *terminal.services().find("temporary_relief"), 7);
  applicant.open();
  applicant.fill_in("authorisation");
  terminal.press("退出");
  terminal.press("保存草稿，退出");
  terminal.wait_until([&] { return terminal.shows<flow::HomeView>(); });
  terminal.take_card_away();
}

void resume(WholeTerminal& terminal) {
  Applicant applicant(terminal, *terminal.services().find("temporary_relief"), 7);
  applicant.open();
  terminal.wait_until([&] { return terminal.view().overlay.has_value(); });
  terminal.press("接着上次填");
}

}  // namespace

TEST_CASE("of a draft whose options are gone only that question is asked again, by its name") {
  WholeTerminal terminal(flow::DisplayMode::standard);
  keep_draft(terminal);
  auto& service = terminal.change_service("temporary_relief");
  ++service.version;
  Field& causes = field_of(service, "causes");
  for (auto& option : causes.options) option.id += "_2";
  resume(terminal);
  const auto form = terminal.screen<flow::FormView>();
  REQUIRE(form.ask_again.size() == 1);
  CHECK(form.ask_again[0] == &causes);
  CHECK(form.step->fields.front().id == causes.id);
  CHECK(terminal.says("这张表改过了，这几项请再填一次：" + causes.label.zh));
}

TEST_CASE("of a draft whose field is of another kind now, that field is asked again") {
  WholeTerminal terminal(flow::DisplayMode::standard);
  keep_draft(terminal);
  auto& service = terminal.change_service("temporary_relief");
  Field& phone = field_of(service, "phone");
  phone.kind = catalogue::FieldKind::number;
  phone.most_number = 9;
  resume(terminal);
  const auto form = terminal.screen<flow::FormView>();
  REQUIRE(form.ask_again.size() == 1);
  CHECK(form.ask_again[0] == &phone);
  for (const auto& field : form.fields) {
    if (field.field != &phone) CHECK(field.answer != nullptr);
  }
}

TEST_CASE("a field that is gone is asked of nobody, and the rest of the draft stays") {
  WholeTerminal terminal(flow::DisplayMode::standard);
  keep_draft(terminal);
  auto& service = terminal.change_service("temporary_relief");
  ++service.version;
  auto& fields = service.steps.front().fields;
  REQUIRE(fields.size() > 1);
  std::erase_if(fields, [](const Field& field) { return field.id == "phone"; });
  resume(terminal);
  const auto form = terminal.screen<flow::FormView>();
  CHECK(form.ask_again.empty());
  CHECK(form.step->id == "papers");  // whose pictures no draft keeps
  CHECK(form.photograph_again.size() == 1);
}

}  // namespace linli::tests
