/// What holds between the services that are shipped, and what some of them promise and judge.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "kiosk/catalogue/check_application.h"
#include "kiosk/catalogue/questionnaire.h"
#include "kiosk/catalogue/service.h"

using namespace linli;
using namespace std::chrono_literals;
using catalogue::Field;
using catalogue::FieldKind;
using catalogue::Service;
using domain::Choice;
using Verdict = catalogue::PreAssessment::Answer;

namespace {

constexpr domain::Day kToday = 2026y / 11 / 22;

const catalogue::Catalogue& shipped() {
  static const catalogue::Catalogue kCatalogue = *catalogue::load_catalogue(LINLI_ASSETS, "demo");
  return kCatalogue;
}

std::vector<const Field*> fields_of(const Service& service) {
  std::vector<const Field*> fields;
  for (const Field& question : service.pre_assessment.questions) fields.push_back(&question);
  for (const auto& step : service.steps) {
    for (const Field& field : step.fields) fields.push_back(&field);
  }
  return fields;
}

/// Agreeing and signing belong to one matter; what is computed or told is asked of nobody.
bool may_be_known(const Field& field) {
  return catalogue::is_answered(field) && field.kind != FieldKind::consent &&
         field.kind != FieldKind::signature && field.kind != FieldKind::authorisations;
}

struct AskedAgain {
  std::string_view field;
  std::string_view why;
};
constexpr std::array kAskedAgain{
    AskedAgain{"for_whom", "who a matter is for is chosen, not known"},
    AskedAgain{"order_day", "every order has its own day"},
    AskedAgain{"order_time", "every order has its own time"},
    AskedAgain{"notes", "words about one matter"},
    AskedAgain{"papers", "every matter has its own papers"},
    AskedAgain{"visit_day", "every visit has its own day"},
    // Of whoever a matter is for: in one visit that may be two people.
    AskedAgain{"carer", "of another person"},
    AskedAgain{"disability_certificate", "of another person"},
    AskedAgain{"disability_type", "of another person"},
    AskedAgain{"living", "of another person"},
    AskedAgain{"other_home", "of another person"},
    AskedAgain{"other_hukou", "of another person"},
    AskedAgain{"relief_status", "of another person"},
    AskedAgain{"self_care", "of another person"},
    AskedAgain{"their_age", "of another person"},
    AskedAgain{"walking", "of another person"},
};

std::set<std::string> options_of(const Field& field) {
  std::set<std::string> options;
  for (const auto& option : field.options) options.insert(option.id);
  return options;
}

/// An answer to one of them can be one to the other.
bool share_answers(const Field& one, const Field& other) {
  const auto some = options_of(one);
  const auto others = options_of(other);
  return one.kind == other.kind &&
         (std::ranges::includes(some, others) || std::ranges::includes(others, some));
}

/// By somebody of this age, for themselves: without support, without a certificate.
std::optional<Verdict> extreme_poverty_at(int age, const catalogue::Region& region,
                                          const char* household, std::int64_t fen) {
  const Service& service = *shipped().find("extreme_poverty_support");
  catalogue::Questionnaire questions(
      service, region,
      {.today = kToday, .birth_date = (kToday.year() - std::chrono::years(age)) / 1 / 1});
  questions.look_at({{"for_whom", Choice{"self"}},
                     {"supporters", Choice{"none"}},
                     {"disability_certificate", Choice{"none"}},
                     {"household_kind", Choice{household}},
                     {"own_income", domain::Money{fen}}});
  const auto verdict = questions.assess();
  return verdict ? std::optional(verdict->answer) : std::nullopt;
}

catalogue::Region with(catalogue::Region region, const std::string& name, std::int64_t amount) {
  for (auto& parameter : region.parameters) {
    if (parameter.name != name) continue;
    for (auto& value : parameter.values) value.amount = amount;
  }
  return region;
}

}  // namespace

TEST_CASE("help in an emergency stands first in its group") {
  const auto& services = shipped().services;
  const auto first = std::ranges::find(services, catalogue::ServiceGroup::relief, &Service::group);
  REQUIRE(first != services.end());
  CHECK(first->id == "temporary_relief");
}

TEST_CASE("what several services ask is asked once a visit") {
  std::map<std::string, std::set<std::string>> askers;
  std::set<std::string> again;
  for (const Service& service : shipped().services) {
    for (const Field* field : fields_of(service)) {
      if (!may_be_known(*field) || !field->known_as.empty()) continue;
      askers[field->id].insert(service.id);
    }
  }
  for (const auto& [field, services] : askers) {
    if (services.size() < 2) continue;
    INFO(field << " in " << *services.begin() << " and " << *services.rbegin());
    CHECK(std::ranges::find(kAskedAgain, field, &AskedAgain::field) != kAskedAgain.end());
    again.insert(field);
  }
  for (const AskedAgain& one : kAskedAgain) {
    INFO(one.field << ": " << one.why);
    CHECK(again.contains(std::string(one.field)));
  }
}

TEST_CASE("fields of one known_as can have each other's answers") {
  std::map<std::string, const Field*> first;
  for (const Service& service : shipped().services) {
    for (const Field* field : fields_of(service)) {
      if (field->known_as.empty()) continue;
      const auto [found, is_new] = first.emplace(field->known_as, field);
      INFO(service.id << ": " << field->id);
      CHECK((is_new || share_answers(*found->second, *field)));
    }
  }
}

TEST_CASE("a benefit that somebody gets is the answer until they give another") {
  using domain::BenefitKind;
  const Service& service = *shipped().find("disability_living_subsidy");
  const auto fields = fields_of(service);
  const Field& field = **std::ranges::find(fields, "relief_status", &Field::id);
  const auto known = [&](std::vector<BenefitKind> benefits, const domain::Answers& answers) {
    catalogue::Questionnaire questions(service, shipped().region,
                                       {.today = kToday, .benefits = std::move(benefits)});
    questions.look_at(answers);
    const domain::Answers complete = questions.complete();
    const auto found = complete.find("relief_status");
    const domain::Answer* answer = questions.answer(field);
    CHECK((answer != nullptr) == (found != complete.end()));
    return found == complete.end() ? "" : std::get<Choice>(found->second).option;
  };
  const domain::Answers self{{"for_whom", Choice{"self"}}};
  CHECK(known({BenefitKind::low_income_family}, self) == "low_income");
  CHECK(known({BenefitKind::low_income_family}, {}).empty());
  CHECK(known({BenefitKind::low_income_family}, {{"for_whom", Choice{"other"}}}).empty());
  CHECK(known({BenefitKind::old_age_allowance}, self).empty());
  CHECK(known({BenefitKind::low_income_family, BenefitKind::rural_subsistence_allowance}, self) ==
        "subsistence");  // the first that holds
  CHECK(known({BenefitKind::low_income_family},
              {{"for_whom", Choice{"self"}}, {"relief_status", Choice{"none"}}}) == "none");
}

TEST_CASE("whoever hands in a file says what is known as well") {
  const Service& service = *shipped().find("disability_living_subsidy");
  catalogue::Questionnaire questions(
      service, shipped().region,
      {.today = kToday, .benefits = {{domain::BenefitKind::low_income_family}}});
  const domain::IdCard applicant{.number = *domain::IdentityNumber::parse("990101194612280023")};
  const domain::Answers answers{{"for_whom", Choice{"self"}}};
  std::vector<catalogue::CatalogueError> faults;
  catalogue::check_application({service, shipped().region, kToday, applicant, answers}, questions,
                               catalogue::Place("answers.json", faults));
  CHECK(std::ranges::any_of(faults, [](const catalogue::CatalogueError& fault) {
    return fault.where.find("relief_status") != std::string::npos &&
           fault.what == "must be answered";
  }));
}

TEST_CASE("an order may be changed until the day before, as its receipt says") {
  int orders = 0;
  for (const Service& service : shipped().services) {
    if (!service.order) continue;
    INFO(service.id);
    ++orders;
    const auto open_for = [&](domain::Day day) {
      catalogue::Questionnaire questions(service, shipped().region, {.today = kToday});
      questions.look_at({{"when_needed", Choice{"later"}}, {service.order->day, day}});
      return questions.order_is_open();
    };
    CHECK(open_for(2026y / 11 / 23));
    CHECK_FALSE(open_for(kToday));
    CHECK(std::ranges::any_of(service.what_next, [](const catalogue::Text& text) {
      return text.zh.find("最晚前一天") != std::string::npos &&
             text.en.find("until the day before") != std::string::npos;
    }));
  }
  CHECK(orders == 6);
}

TEST_CASE(
    "help that is wanted now has no day, can't be changed here, and promises nobody's visit") {
  const Service& service = *shipped().find("urgent_help_order");
  catalogue::Questionnaire questions(service, shipped().region, {.today = kToday});
  questions.look_at({{"when_needed", Choice{"now"}}});
  CHECK(questions.is_urgent());
  CHECK_FALSE(questions.order_is_open());
  CHECK_FALSE(service.urgent_what_next.empty());
  CHECK(service.summary.zh.find("马上") == std::string::npos);
}

TEST_CASE("both amounts of the orphans' allowance are named") {
  std::string said;
  for (const auto& text : shipped().find("orphan_allowance")->what_next) said += text.zh;
  CHECK(said.find("{orphan_living_allowance}") != std::string::npos);
  CHECK(said.find("{orphan_institution_allowance}") != std::string::npos);
}

TEST_CASE("who is 16 or 17 is not told that support in extreme poverty is unlikely") {
  const auto to_16 = with(shipped().region, "extreme_poverty_minor_age", 16);
  CHECK(extreme_poverty_at(15, to_16, "urban", 0) == Verdict::likely);
  CHECK_FALSE(extreme_poverty_at(16, to_16, "urban", 0));
  CHECK_FALSE(extreme_poverty_at(17, to_16, "urban", 0));
  CHECK(extreme_poverty_at(17, shipped().region, "urban", 0) == Verdict::likely);
  CHECK(extreme_poverty_at(18, to_16, "urban", 0) == Verdict::unlikely);
  CHECK(extreme_poverty_at(61, to_16, "urban", 0) == Verdict::likely);
}

TEST_CASE("income is measured by the standard of town or country") {
  constexpr std::int64_t kBetween = 500'00;  // a month; the standards are 624 and 5,000 / 12
  CHECK(extreme_poverty_at(70, shipped().region, "urban", kBetween) == Verdict::likely);
  CHECK(extreme_poverty_at(70, shipped().region, "rural", kBetween) == Verdict::unlikely);
  CHECK(extreme_poverty_at(70, shipped().region, "urban", 700'00) == Verdict::unlikely);
}
