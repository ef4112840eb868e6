/// Days by the lunar calendar, places of the division tree, pages from the document camera.
#include "kiosk/flow/application_form.h"
#include "tests/kiosk/flow/hall.h"
#include "tests/support/test_assets.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;
using namespace std::chrono;

namespace {

/// Somebody at the service of tests/services that has every kind of field, on 22 November 2026.
struct AtForm {
  explicit AtForm(PageDesk* pages = nullptr, DisplayMode mode = DisplayMode::standard,
                  typing::Engines* typing = nullptr)
      : catalogue(*catalogue::load_catalogue(test_assets(), "demo")),
        form({.service = *catalogue.find("whole_form"),
              .region = catalogue.region,
              .circumstances = {2026y / 11 / 22},
              .applicant = card_of().number,
              .mode = mode,
              .reader = drivers::DeviceHealth::working,
              .known = {{"card_name", domain::Words{"王桂芳"}},
                        {"card_address", domain::Words{"和平路1号"}}},
              .typing = typing,
              .pages = pages,
              .changed = [this] { ++changes; }}) {}

  /// On, through as many pages as it takes; what is asked on the way is answered.
  void go_to(const std::string& field) {
    for (int i = 0; i < 40; ++i) {
      for (const FieldView& one : form.view().fields) {
        if (one.field->id == field) return form.on(action::ActivateField{field});
      }
      for (const FieldView& one : form.view().fields) answer(one.field->id);
      form.next();
    }
    FAIL("never asked: " << field);
  }
  void answer(const std::string& field) {
    if (field == "for_whom") form.on(action::ChooseOption{field, "self"});
    if (field == "name" || field == "address") return;  // known
    form.on(action::ActivateField{field});
    if (field == "phone") type("13804180000");
    if (field == "born") form.on(action::TurnWheel{field, DayPart::day, 1});
    if (field == "rooms") type("3");
    if (field == "spending") type("0");
  }
  void type(const char* keys) {
    for (const char* key = keys; *key != '\0'; ++key) form.on(action::PressKey{*key});
  }
  FieldView field(const std::string& id) const {
    for (const FieldView& one : form.view().fields) {
      if (one.field->id == id) return one;
    }
    FAIL("not on the page: " << id);
    return {};
  }
  domain::Division place() const { return std::get<domain::Division>(*field("home").answer); }

  catalogue::Catalogue catalogue;
  int changes = 0;
  ApplicationForm form;
};

struct AtWheels : AtForm {
  AtWheels() { go_to("born"); }
  void turn(DayPart part, int by) { form.on(action::TurnWheel{"born", part, by}); }
  void lunar() { form.on(action::ChooseCalendar{"born", DayCalendar::lunar}); }
  domain::Day day() const { return std::get<domain::Day>(*field("born").answer); }
};

std::vector<std::string> names(const PlaceChoiceView& place) {
  std::vector<std::string> names;
  for (const auto* row : place.offered) names.push_back(row->name.zh);
  return names;
}

const catalogue::DayLimits kNoLimits;

domain::Day turned_lunar(domain::Day from, DayPart part, int by) {
  return turned(from, part, by, from, kNoLimits, DayCalendar::lunar);
}

}  // namespace

TEST_CASE("lunar wheels keep month and day in another year, as far as it has them") {
  // 正月初一 of 1953 and of 1954.
  CHECK(turned_lunar(1953y / 2 / 14, DayPart::year, 1) == 1954y / 2 / 3);
  // 闰四月初一 of 2020: 2021 has only 四月.
  CHECK(turned_lunar(2020y / 5 / 23, DayPart::year, 1) == 2021y / 5 / 12);
  // 四月三十 of 2020: that month of 2024 has 29 days.
  CHECK(turned_lunar(2020y / 5 / 22, DayPart::year, 4) == 2024y / 6 / 5);
}

TEST_CASE("a leap month stands behind its month, and months go round in the year") {
  const domain::Day fourth = 2020y / 4 / 23;  // 四月初一
  const domain::Day leap = 2020y / 5 / 23;    // 闰四月初一
  CHECK(turned_lunar(fourth, DayPart::month, 1) == leap);
  CHECK(turned_lunar(leap, DayPart::month, 1) == 2020y / 6 / 21);  // 五月初一
  CHECK(turned_lunar(leap, DayPart::month, -1) == fourth);
  CHECK(turned_lunar(2020y / 1 / 25, DayPart::month, -1) == 2021y / 1 / 13);  // 腊月初一
}

TEST_CASE("lunar days go round in their month of 29 or 30") {
  CHECK(turned_lunar(1953y / 2 / 14, DayPart::day, -1) == 1953y / 3 / 14);  // 正月 had 29 days
  CHECK(turned_lunar(1953y / 2 / 14, DayPart::day, 29) == 1953y / 2 / 14);
}

TEST_CASE("whoever thinks in lunar days picks one, and the answer is the Gregorian day") {
  AtWheels at;
  at.turn(DayPart::day, 1);
  for (int i = 0; i < 7; ++i) at.turn(DayPart::year, -10);
  for (int i = 0; i < 3; ++i) at.turn(DayPart::year, -1);
  at.lunar();
  CHECK(at.field("born").calendar == DayCalendar::lunar);
  CHECK(at.day() == 1953y / 11 / 22);  // 十月十六: choosing a calendar changes no day
  for (int i = 0; i < 9; ++i) at.turn(DayPart::month, -1);
  for (int i = 0; i < 15; ++i) at.turn(DayPart::day, -1);
  CHECK(at.day() == 1953y / 2 / 14);  // 正月初一
  at.form.on(action::ChooseCalendar{"born", DayCalendar::gregorian});
  at.turn(DayPart::day, 1);
  CHECK(at.day() == 1953y / 2 / 15);
}

TEST_CASE("lunar wheels never leave the limits of the field") {
  AtWheels at;
  at.lunar();
  at.turn(DayPart::day, 1);
  at.turn(DayPart::year, 1);
  CHECK(at.day() == 2026y / 11 / 22);
}

TEST_CASE("a date without lunar days turns by the Gregorian calendar alone") {
  AtForm at;
  catalogue::Questionnaire questions(at.form.service(), at.catalogue.region, {2026y / 11 / 22});
  FormAnswers answers(questions);
  catalogue::Field date;
  date.id = "day";
  date.kind = catalogue::FieldKind::date;
  answers.choose_calendar(date, DayCalendar::lunar);
  CHECK(answers.calendar(date) == DayCalendar::gregorian);
}

TEST_CASE("a place is chosen from the province down, page by page") {
  AtForm at;
  at.go_to("home");
  auto place = at.form.view().place;
  REQUIRE(place);
  CHECK(place->within == nullptr);
  CHECK(place->pages == 5);
  CHECK(names(*place).front() == "北京市");
  at.form.on(action::TurnPlacePage{"home", 4});
  CHECK(names(*at.form.view().place).back() == "演示省");
  for (const char* code :
       {"990000000000", "990100000000", "990101000000", "990101002000", "990101002001"}) {
    at.form.on(action::ChoosePlace{"home", code});
  }
  CHECK(at.place().code == "990101002001");
  CHECK(at.place().name == "演示省演示市演示区荷塘街道荷塘社区");
  place = at.form.view().place;
  CHECK(names(*place) == std::vector<std::string>{"荷塘社区", "双井社区", "南巷社区"});
  REQUIRE(place->chosen);
  CHECK(place->chosen->name.zh == "荷塘社区");
}

TEST_CASE("a level up forgets what was chosen below it, and the top forgets all") {
  AtForm at;
  at.go_to("home");
  at.form.on(action::ChoosePlace{"home", "990101002001"});
  at.form.on(action::ChoosePlace{"home", at.form.view().place->up});
  CHECK(at.place().name == "演示省演示市演示区");
  for (int i = 0; i < 3; ++i) at.form.on(action::ChoosePlace{"home", at.form.view().place->up});
  CHECK(at.field("home").answer == nullptr);
}

TEST_CASE("where less of a place is known, that is the whole answer") {
  AtForm at;
  at.go_to("home");
  at.form.on(action::ChoosePlace{"home", "530000000000"});
  CHECK(at.place().name == "云南省");
  REQUIRE(at.form.view().place->chosen);
  at.form.next();
  CHECK(at.form.view().step->id == "notice");
}

TEST_CASE("a place that is not chosen to the end is not taken") {
  AtForm at;
  at.go_to("home");
  at.form.on(action::ChoosePlace{"home", "990101000000"});
  at.form.next();
  CHECK(at.field("home").problem == catalogue::AnswerProblem::place_incomplete);
}

TEST_CASE("a rule can go by the code of a place") {
  AtForm at;
  at.go_to("home");
  at.form.on(action::ChoosePlace{"home", "820000000000"});
  at.form.next();
  CHECK(at.field("home").problem == catalogue::AnswerProblem::check_failed);
}

TEST_CASE("a page is taken, looked at and kept") {
  FakePageDesk desk;
  AtForm at(&desk);
  at.go_to("diagnosis");
  at.form.on(action::AddPage{"diagnosis"});
  CHECK(desk.open);
  at.form.on(action::TakePage{});
  CHECK_FALSE(desk.wanted);  // nothing was to be seen yet
  desk.see();
  CHECK(at.changes == 1);
  at.form.on(action::TakePage{});
  CHECK(desk.wanted);
  CHECK(at.form.view().page_capture->state == PageCaptureView::State::taking);
  desk.deliver();
  CHECK_FALSE(desk.open);
  CHECK(at.form.view().page_capture->state == PageCaptureView::State::checking);
  CHECK(at.field("diagnosis").answer == nullptr);
  at.form.next();
  CHECK_FALSE(at.form.view().page_capture);
  CHECK(std::get<domain::Photos>(*at.field("diagnosis").answer).pages.size() == 1);
}

TEST_CASE("a page that is no good is taken again, or given up") {
  FakePageDesk desk;
  AtForm at(&desk);
  at.go_to("diagnosis");
  at.form.on(action::AddPage{"diagnosis"});
  desk.see();
  at.form.on(action::TakePage{});
  desk.deliver(true);
  CHECK(at.form.view().page_capture->too_dark);
  at.form.retry();
  CHECK(desk.aims == 2);
  CHECK_FALSE(at.form.view().page_capture->too_dark);
  at.form.back();
  CHECK_FALSE(desk.open);
  CHECK(at.form.view().step->id == "papers");
  CHECK(at.field("diagnosis").answer == nullptr);
}

TEST_CASE("a camera that fails is said, tried again, and stops nobody") {
  FakePageDesk desk;
  AtForm at(&desk);
  at.go_to("diagnosis");
  at.form.on(action::AddPage{"diagnosis"});
  desk.done(unexpected(drivers::ScanError::camera_busy));
  CHECK(at.form.view().page_capture->error == drivers::ScanError::camera_busy);
  at.form.next();  // there is nothing to keep
  CHECK(at.form.view().page_capture);
  at.form.retry();
  CHECK(desk.open);
  at.form.back();
  at.form.next();
  CHECK(at.form.view().step->id == "notice");
}

TEST_CASE("a field takes so many pages and no more, and each can be removed") {
  FakePageDesk desk;
  AtForm at(&desk);
  at.go_to("diagnosis");
  for (int i = 0; i < 2; ++i) {
    at.form.on(action::AddPage{"diagnosis"});
    desk.see();
    at.form.on(action::TakePage{});
    desk.deliver();
    at.form.next();
  }
  at.form.on(action::AddPage{"diagnosis"});
  CHECK_FALSE(desk.open);
  CHECK(at.field("diagnosis").problem == catalogue::AnswerProblem::too_many_pages);
  at.form.on(action::RemovePage{"diagnosis", 5});
  at.form.on(action::RemovePage{"diagnosis", 0});
  CHECK(std::get<domain::Photos>(*at.field("diagnosis").answer).pages.size() == 1);
  at.form.on(action::RemovePage{"diagnosis", 0});
  CHECK(at.field("diagnosis").answer == nullptr);
}

TEST_CASE("without a camera papers that are needed are handed in at the window") {
  AtForm at;
  at.go_to("diagnosis");
  at.form.on(action::AddPage{"diagnosis"});
  CHECK_FALSE(at.form.view().page_capture);
  CHECK_FALSE(at.form.view().has_document_camera);
  at.form.next();
  CHECK(at.form.view().step->id == "notice");
  const auto complete = at.form.answers().questions().complete();
  CHECK(std::get<domain::Photos>(complete.at("diagnosis")).pages.empty());
}

TEST_CASE("a form that ends closes the camera, and a picture that comes later finds nobody") {
  FakePageDesk desk;
  {
    AtForm at(&desk);
    at.go_to("diagnosis");
    at.form.on(action::AddPage{"diagnosis"});
  }
  CHECK_FALSE(desk.open);
  desk.see();
  desk.deliver();
}

TEST_CASE("a draft keeps no pictures: they are asked for again, and people are told") {
  FakePageDesk desk;
  AtForm at(&desk);
  at.go_to("diagnosis");
  at.form.on(action::ChoosePlace{"home", "530000000000"});
  at.form.on(action::AddPage{"diagnosis"});
  desk.see();
  at.form.on(action::TakePage{});
  desk.deliver();
  at.form.next();
  CHECK(at.form.has_pages());
  auto draft = at.form.draft();
  CHECK(std::get<domain::Photos>(draft.answers.at("diagnosis")).pages.empty());
  AtForm later(&desk);
  later.form.resume(draft);
  CHECK(later.form.answers().all().contains("home"));
  CHECK_FALSE(later.form.answers().all().contains("diagnosis"));
  const auto view = later.form.view();
  REQUIRE(view.photograph_again.size() == 1);
  CHECK(view.photograph_again[0]->id == "diagnosis");
  CHECK(view.step->fields.size() > 0);
}

TEST_CASE("an old answer of another kind is no page") {
  AtForm at;
  auto draft = at.form.draft();
  draft.answers["diagnosis"] = domain::Consent{true};
  at.form.resume(draft);
  CHECK_FALSE(at.form.answers().all().contains("diagnosis"));
  CHECK(at.form.view().ask_again.size() == 1);
}

TEST_CASE("from a text, whose keyboard may cover them, one comes to all that is still open") {
  AtForm at(nullptr, DisplayMode::standard, &engines());
  at.go_to("address");
  const auto step = at.form.view().step;
  REQUIRE(at.form.view().keyboard);
  at.form.next();
  CHECK(at.form.view().step == step);
  CHECK(at.field("phone").active);
  CHECK_FALSE(at.field("phone").problem);
  at.type("13804180000");
  at.form.on(action::ActivateField{"address"});
  at.form.next();
  CHECK(at.field("bank_card").active);  // which may stay empty
  at.form.next();
  CHECK(at.form.view().step != step);
  at.form.back();
  at.form.on(action::ActivateField{"address"});
  at.form.next();  // what was left out on purpose is not asked for again
  CHECK(at.form.view().step != step);
}
