#include "tests/kiosk/flow/hall.h"

namespace linli::tests {

using flow::FormView;

namespace {

catalogue::Catalogue load_services(const std::filesystem::path& assets) {
  auto loaded = catalogue::load_catalogue(assets, "demo");
  REQUIRE(loaded);
  return std::move(*loaded);
}

reference::PolicyGuide project_guide(const catalogue::Catalogue& catalogue) {
  auto loaded = reference::load_guide(test_assets(), catalogue.region.parameters);
  REQUIRE(loaded);
  return std::move(*loaded);
}

}  // namespace

typing::Engines& engines() {
  static typing::Engines loaded = typing::load_engines(LINLI_SHARE);
  REQUIRE(loaded.problems.empty());
  return loaded;
}

std::string number_of(int day) {
  const std::string digits =
      "210902195012" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "122";
  return digits + domain::identity_check_character(digits);
}

domain::IdCard card_of(int day, const char* name) {
  using namespace std::chrono;
  const auto number = domain::IdentityNumber::parse(number_of(day));
  REQUIRE(number);
  return {name,
          domain::Sex::female,
          1,
          number->birth_date(),
          "辽宁省阜新市海州区和平路1号",
          *number,
          "阜新市公安局海州分局",
          2015y / 3 / 1,
          std::nullopt,
          std::nullopt,
          {}};
}

Hall::Hall(flow::VisitSettings settings, const std::filesystem::path& assets)
    : clock(*base::parse_rfc3339("2026-11-22T09:41:00.000+08:00")),
      catalogue(load_services(assets)),
      guide(project_guide(catalogue)),
      visit({clock, catalogue, outbox, lookups, drafts, audit, scan_desk, settings,
             flow::StaffNeeds{staff, day, documents}, &engines(), &guide, &place_names, &pages,
             &matters, &printer, &copies, &speech, &staff_call}) {
  visit.on_change([this] { ++changes; });
  visit.on_session_end([this] { ++sessions_ended; });
  card(event::HealthChanged{drivers::DeviceHealth::working});
}

void Hall::press_tile(flow::TileKind kind) {
  const auto home = screen<flow::HomeView>();
  for (const auto& tiles : {home.tiles, home.more}) {
    for (const flow::Tile& tile : tiles) {
      if (tile.kind == kind) return press(action::PressTile{tile});
    }
  }
  FAIL("no such tile");
}

void Hall::choose_service() {
  press_tile(flow::TileKind::group);
  press(action::PressTile{screen<flow::MenuView>().tiles.front()});
}

void Hall::place(const domain::IdCard& id_card) {
  card(event::Found{});
  card(event::Read{id_card});
}

void Hall::wait(std::chrono::milliseconds time) {
  clock.advance(time);
  visit.tick();
}

bool Hall::at_rest() const {
  const flow::View view = visit.view();
  return std::holds_alternative<flow::HomeView>(view.screen) && !view.session_open &&
         view.header.masked_person.empty() && !view.overlay &&
         view.mode == flow::DisplayMode::standard && view.language == catalogue::Language::chinese;
}

void Hall::identify(const domain::IdCard& id_card) {
  place(id_card);
  press(action::Agree{});
}

void Hall::open_form(const domain::IdCard& id_card) {
  choose_service();
  if (shows<flow::ReadCardView>()) place(id_card);
  press(action::Agree{});
}

void Hall::type(const char* keys) {
  for (const char* key = keys; *key != '\0'; ++key) press(action::PressKey{*key});
}

void Hall::sign(const std::string& field) {
  press(action::BeginStroke{field, {0.1F, 0.5F}});
  press(action::ContinueStroke{field, {0.5F, 0.4F}});
  press(action::ContinueStroke{field, {0.9F, 0.6F}});
}

void Hall::write_code(const char* code) {
  using namespace flow::text_action;
  press(action::UseKeyboard{SetTypingMode{flow::TypingMode::code}});
  for (const char* key = code; *key != '\0'; ++key) press(action::UseKeyboard{TypeKey{*key}});
  press(action::UseKeyboard{ChooseCandidate{0}});
}

void Hall::add_member(const std::string& number) {
  press(action::AddMember{"members"});
  press(action::ChooseMemberWay{flow::MemberEntryView::Way::number});
  type(number.c_str());
  write_code("738b");
  press(action::Next{});
  press(action::ChooseRelation{domain::Relation::child});
  press(action::ConfirmMember{});
}

void Hall::answer_step(const std::string& id) {
  if (id == "applicant") {
    press(action::ActivateField{"phone"});
    type("C13841855526");
    press(action::ChooseOption{"living", "family"});
  } else if (id == "hardship") {
    press(action::ChooseOption{"causes", "illness"});
    press(action::ActivateField{"monthly_income"});
    type("C1200.50");
    press(action::ActivateField{"recent_spending"});
    type("C36000");
  } else if (id == "help") {
    press(action::ChooseOption{"urgency", "this_month"});
    press(action::ChooseOption{"needs", "money"});
  } else if (id == "authorisation") {
    press(action::SetConsent{"authorisation", true});
    sign("signature");
  }
}

void Hall::fill_in_until(const std::string& id) {
  while (step() != id) {
    const std::string before = step();
    answer_step(before);
    press(action::Next{});
    REQUIRE(step() != before);
  }
}

void Hall::open_review() {
  fill_in_until("authorisation");
  answer_step("authorisation");
  press(action::Next{});
}

void Hall::submit_and_store(const char* number) {
  press(action::Submit{});
  outbox.status.waiting += 1;
  outbox.submitted(
      domain::Receipt{number, {}, "temporary_relief", clock.now(), "https://hall.example/r?n=1"});
}

}  // namespace linli::tests
