#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>

#include "tests/visits/applicant.h"

/// What is added to an application: signatures of the household that come later, and what the
/// centre found lacking.
namespace linli::tests {
namespace {

using flow::DisplayMode;
using nlohmann::json;

constexpr const char* kDaughter = "990101197203150010";  // invented, unassigned division code

domain::IdCard card_of(const std::string& number, const char* name) {
  auto card = invented_card();
  card.name = name;
  card.number = *domain::IdentityNumber::parse(number);
  card.birth_date = card.number.birth_date();
  return card;
}

domain::Household daughter() {
  return {{"", *domain::IdentityNumber::parse(kDaughter), domain::Relation::child, false}};
}

/// An application for the subsistence allowance whose daughter signs later, at the centre.
domain::Receipt handed_in(WholeTerminal& terminal) {
  Applicant applicant(terminal, *terminal.services().find("subsistence_allowance"), 7);
  applicant.insist("members", daughter());
  applicant.open();
  applicant.fill_in();
  auto receipt = applicant.submit();
  applicant.leave();
  REQUIRE(terminal.send_all());
  return receipt;
}

/// From the home screen to where the matter stands.
void look_up(WholeTerminal& terminal, const domain::Receipt& receipt) {
  if (!terminal.offers("办件进度")) terminal.press("其他服务");
  terminal.press("办件进度");
  terminal.show_code(receipt.code);
  REQUIRE(terminal.shows<flow::ProgressView>());
}

/// The large mode asks one thing a page.
void agree_and_sign(WholeTerminal& terminal) {
  terminal.press(terminal.nodes(ui::Role::consent).front());
  if (terminal.nodes(ui::Role::canvas).empty()) terminal.press("下一步");
  terminal.sign(terminal.nodes(ui::Role::canvas).front());
  terminal.picture("addition-signature");
  terminal.press("下一步");
}

void type(WholeTerminal& terminal, const std::string& keys) {
  for (const char key : keys) terminal.press(std::string(1, key));
}

domain::Receipt submitted(WholeTerminal& terminal) {
  while (!terminal.offers("确认提交")) terminal.press("下一页");
  terminal.press("确认提交");
  terminal.wait_until([&] { return terminal.shows<flow::ReceiptView>(); });
  return terminal.screen<flow::ReceiptView>().receipt;
}

void go_home(WholeTerminal& terminal) {
  terminal.take_card_away();
  while (!terminal.shows<flow::HomeView>()) {
    terminal.press(terminal.offers("完成退出") ? "完成退出" : "下一页");
  }
}

}  // namespace

TEST_CASE("whoever was not there signs later with the receipt and their own card") {
  WholeTerminal terminal(GENERATE(DisplayMode::standard, DisplayMode::large));
  const auto receipt = handed_in(terminal);
  const auto before = terminal.signatories(receipt.number);
  REQUIRE(before.size() == 2);
  CHECK(before[0].has_signed);
  CHECK_FALSE(before[1].has_signed);

  look_up(terminal, receipt);
  CHECK(terminal.screen<flow::ProgressView>().report.signatures_missing == 1);
  terminal.press("家人签字");
  terminal.place(card_of(kDaughter, "李小红"));
  terminal.press("同意，继续");
  agree_and_sign(terminal);
  terminal.press("下一步");  // for nobody else
  const auto added = submitted(terminal);
  CHECK(added.number.starts_with(domain::kSignaturePrefix));
  go_home(terminal);
  REQUIRE(terminal.send_all());

  const auto after = terminal.signatories(receipt.number);
  CHECK(after[1].has_signed);
  CHECK(after[1].guardian.empty());
  CHECK(after[1].receipt_number == added.number);
  CHECK(terminal.item(added.number).adds_to->receipt_number == receipt.number);
  look_up(terminal, receipt);
  CHECK_FALSE(terminal.offers("家人签字"));
}

TEST_CASE("whoever signs later for an adult of the household is left to staff") {
  WholeTerminal terminal(GENERATE(DisplayMode::standard, DisplayMode::large));
  const auto receipt = handed_in(terminal);
  look_up(terminal, receipt);
  terminal.press("家人签字");
  terminal.place(card_of("990101195001010010", "赵大明"));
  terminal.press("同意，继续");
  agree_and_sign(terminal);
  type(terminal, kDaughter);
  terminal.press("下一步");
  submitted(terminal);
  go_home(terminal);
  REQUIRE(terminal.send_all());
  const auto people = terminal.signatories(receipt.number);
  CHECK_FALSE(people[1].has_signed);
  CHECK(people[1].guardian.empty());
  CHECK(people[1].guardian_to_confirm == "990101195001010010");
}

TEST_CASE("what the centre found lacking is asked for alone, and then nothing is waited for") {
  WholeTerminal terminal(GENERATE(DisplayMode::standard, DisplayMode::large));
  const auto receipt = handed_in(terminal);
  terminal.decide(receipt.number,
                  {domain::Stage::supplement_needed, "", {{{"bank_card", "卡号少一位"}}, {}}});
  look_up(terminal, receipt);
  const auto lacks = terminal.screen<flow::ProgressView>().additions;
  terminal.picture("addition-lacking");
  REQUIRE(lacks.missing.size() == 1);
  CHECK(lacks.missing[0].field->id == "bank_card");
  CHECK(lacks.missing[0].reason == "卡号少一位");

  terminal.press("补交材料");
  terminal.place(invented_card());
  terminal.press("同意，继续");
  const auto form = terminal.screen<flow::FormView>();
  CHECK(form.steps.size() == 1);
  REQUIRE(form.fields.size() == 1);
  CHECK(form.fields[0].field->id == "bank_card");
  terminal.press("下一步");
  CHECK(terminal.screen<flow::FormView>().fields[0].problem == catalogue::AnswerProblem::missing);
  type(terminal, "6222020000000000000");
  terminal.picture("addition-supplement");
  terminal.press("下一步");
  const auto added = submitted(terminal);
  go_home(terminal);
  CHECK(terminal.item(receipt.number).stage == domain::Stage::supplement_needed);
  REQUIRE(terminal.send_all());

  CHECK(terminal.item(receipt.number).stage == domain::Stage::received);
  const auto content = json::parse(terminal.at_centre(added.number).content);
  CHECK(content["answers"].size() == 1);
  CHECK(content["answers"]["bank_card"]["text"] == "6222020000000000000");
  CHECK(content["adds_to"]["receipt_number"] == receipt.number);
  look_up(terminal, receipt);
  CHECK_FALSE(terminal.offers("补交材料"));
}

}  // namespace linli::tests
