#include <random>
#include <set>

#include "tests/kiosk/flow/hall.h"

using namespace linli;
using namespace linli::tests;
using namespace linli::flow;

/// Thousands of random presses, cards, answers and waits from fixed seeds. What
/// must hold after each of them is in check_invariants().
namespace {

class RandomPerson {
 public:
  explicit RandomPerson(unsigned seed) : random_(seed), hall_(settings(seed)) {
    const auto always = expression::ExpressionCompiler({}, {}).compile("1");
    REQUIRE(always);
    for (auto& one : hall_.catalogue.services) one.order = {"born", "address", {"1", *always}};
    let_household_sign(hall_.catalogue.services);
  }

  /// Adds the kinds of screens that were shown, by their place in ScreenView.
  void live(int steps, std::set<std::size_t>& seen) {
    for (int i = 0; i < steps; ++i) {
      do_something();
      check_invariants();
      seen.insert(hall_.visit.view().screen.index());
    }
    go_away();
    REQUIRE(hall_.at_rest());
  }

 private:
  /// Beside the text of the authorisation, which the applicant alone signs in the file.
  static void let_household_sign(std::vector<catalogue::Service>& services) {
    for (auto& service : services) {
      for (auto& step : service.steps) {
        if (step.id != "authorisation") continue;
        catalogue::Field signers;
        signers.id = "signers";
        signers.kind = catalogue::FieldKind::authorisations;
        signers.people = {"members", "person"};
        signers.agreement = "authorisation";
        step.fields.push_back(std::move(signers));
      }
    }
  }

  static VisitSettings settings(unsigned seed) {
    VisitSettings settings;
    settings.ends_on_card_removal = seed % 2 == 1;
    return settings;
  }

  int pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }

  template <class T>
  const T& one_of(const std::vector<T>& items) {
    return items[static_cast<std::size_t>(pick(static_cast<int>(items.size())))];
  }

  const catalogue::Service& service() {
    const auto& services = hall_.catalogue.services;
    return services[static_cast<std::size_t>(pick(static_cast<int>(services.size())))];
  }

  std::string field() {
    static const std::vector<std::string> ids{
        "phone",   "living", "members",       "causes",        "monthly_income", "recent_spending",
        "urgency", "needs",  "amount_needed", "authorisation", "signature",      "for_whom",
        "income",  "born",   "property",      "what",          "worth",          "no_such_field",
        "signers", "signers"};
    return one_of(ids);
  }

  domain::IdCard any_card() {
    domain::IdCard card = card_of(1 + pick(9), pick(2) ? "王桂芳" : "李四");
    if (pick(10) == 0) card.valid_to = std::chrono::year(2020) / 1 / 1;
    if (pick(3) == 0) card.newest_address = "新地址";
    return card;
  }

  domain::StrokePoint point() {
    return {static_cast<float>(pick(120)) / 100.0F, static_cast<float>(pick(120)) / 100.0F};
  }

  Action any_action() {
    const std::vector<std::string> options{"family", "illness", "now",    "money",
                                           "self",   "house",   "nothing"};
    const std::vector<std::string> steps{"applicant", "household",     "hardship",
                                         "help",      "authorisation", "no_such_step"};
    const std::vector<Action> actions{
        action::SetMode{pick(2) ? DisplayMode::large : DisplayMode::standard},
        action::SetLanguage{catalogue::Language::english},
        action::CallHelp{},
        action::Leave{},
        action::Back{},
        action::Back{},
        action::Next{},
        action::Next{},
        action::Next{},
        action::Retry{},
        action::TurnPage{pick(6) - 1},
        action::PressTile{{static_cast<TileKind>(pick(8)), &service(), true}},
        action::PressTile{{TileKind::progress}},
        action::PressTile{{TileKind::place_names}},
        action::PressTile{{TileKind::guide}},
        action::PressTile{{TileKind::service, &service(), true}},
        action::Agree{},
        action::Agree{},
        action::Decline{},
        action::ApplyFor{pick(2) ? &service() : nullptr},
        action::ChooseOption{field(), one_of(options)},
        action::ActivateField{field()},
        action::PressKey{"0123456789.X<C?"[pick(15)]},
        action::PressKey{"jxl<C"[pick(5)]},
        action::ChooseGuideGroup{static_cast<catalogue::ServiceGroup>(pick(7))},
        action::OpenArticle{&hall_.guide.articles[static_cast<std::size_t>(pick(36))]},
        action::TakeAlong{},
        action::ChooseHotline{pick(2) ? "12345" : "none"},
        action::OpenPlace{pick(7) - 1},
        action::OpenPlace{0},
        action::OpenSearch{},
        action::UseKeyboard{text_action::TypeKey{"adiehl"[pick(6)]}},
        action::UseKeyboard{text_action::ChooseCandidate{0}},
        action::OpenPlace{0},
        action::OpenPlace{0},
        action::OpenPlace{0},
        action::SetConsent{field(), pick(4) != 0},
        action::BeginStroke{field(), point()},
        action::ContinueStroke{field(), point()},
        action::ClearSignature{field()},
        action::SignLater{"signers"},
        action::ChangeGuardian{"signers"},
        action::AddToMatter{static_cast<domain::Addition>(pick(2))},
        action::GoToStep{one_of(steps)},
        action::AddMember{pick(2) ? "members" : "person"},
        action::AddRow{"property"},
        action::RemoveRow{"property", pick(4) - 1},
        action::CancelRow{},
        action::TurnWheel{field(), static_cast<DayPart>(pick(3)), pick(21) - 10},
        action::ChooseCalendar{field(), static_cast<DayCalendar>(pick(2))},
        action::ChoosePlace{"home", pick(2) ? "990101001000" : "210000000000"},
        action::TurnPlacePage{"home", pick(6) - 1},
        action::AddPage{"diagnosis"},
        action::TakePage{},
        action::RemovePage{"diagnosis", pick(4) - 1},
        action::SkipQuestions{},
        action::ChooseMemberWay{static_cast<MemberEntryView::Way>(pick(3))},
        action::ChooseRelation{domain::Relation::spouse},
        action::ConfirmMember{},
        action::CancelMember{},
        action::RemoveMember{"members", pick(25) - 2},
        action::Submit{},
        action::Rate{domain::Grade::satisfied},
        action::PrintReceipt{},
        action::PrintApplication{},
        action::ContinueServices{},
        action::ExtendTime{},
        action::KeepDraftAndLeave{},
        action::DiscardAndLeave{},
        action::StayHere{},
        action::ResumeDraft{},
        action::StartAfresh{},
        action::DecideLater{}};
    return one_of(actions);
  }

  void card_event() {
    const std::vector<drivers::CardEvent> events{
        event::Found{},          event::Read{any_card()},
        event::Read{any_card()}, event::Failed{drivers::CardReadError::not_readable},
        event::Removed{},        event::HealthChanged{static_cast<drivers::DeviceHealth>(pick(4))}};
    hall_.card(one_of(events));
  }

  std::vector<offline_cache::MatterState> any_matters() {
    std::vector<offline_cache::MatterState> matters(static_cast<std::size_t>(pick(6)));
    for (auto& [matter, report] : matters) {
      matter.service = service().id;
      if (pick(3) != 0) matter.answers = {{"phone", domain::Digits{"13841855526"}}};
      report = any_report();
    }
    return matters;
  }

  /// Of something that lacks this and that, and signatures.
  domain::StageReport any_report() {
    domain::StageReport report;
    report.receipt_number = "LS-0417-2611-0038";
    report.service = service().id;
    report.stage =
        pick(2) ? domain::Stage::supplement_needed : static_cast<domain::Stage>(pick(13));
    for (const char* field : {"phone", "members", "diagnosis", "causes", "property", "signature"}) {
      if (pick(2)) report.supplement.missing.push_back({field, pick(2) ? "看不清" : ""});
    }
    if (pick(4) != 0) report.item = base::make_uuid_v7(hall_.clock.now());
    if (pick(2)) report.signatures_missing = pick(3);
    return report;
  }

  /// Whoever was asked answers, now or much too late.
  void answer() {
    offline_cache::BenefitAnswer benefits;
    benefits.status.benefits.resize(static_cast<std::size_t>(pick(6)));
    if (pick(4) == 0) return answer_of_printers();
    switch (pick(10)) {
      case 9:
        if (hall_.matters.found) hall_.matters.found(any_matters());
        break;
      case 6:
      case 7:
        if (!hall_.place_names.found) break;
        if (pick(4) == 0) {
          hall_.place_names.found(std::nullopt);
        } else {
          hall_.place_names.tell(pick(30));
        }
        break;
      case 0:
        if (hall_.lookups.benefits_done) hall_.lookups.benefits_done(benefits);
        break;
      case 1:
        if (hall_.lookups.benefits_done) {
          hall_.lookups.benefits_done(unexpected(offline_cache::LookupError::unreachable));
        }
        break;
      case 2:
        if (hall_.outbox.submitted) hall_.outbox.submitted(domain::Receipt{"LS-1", {}, "", {}, ""});
        break;
      case 3:
        if (hall_.outbox.submitted) {
          hall_.outbox.submitted(unexpected(offline_cache::SubmitError::store_failed));
        }
        break;
      case 8:
        if (hall_.pages.open && pick(3) != 0) hall_.pages.see();
        if (hall_.pages.wanted && hall_.pages.open) hall_.pages.deliver(pick(2) == 1);
        break;
      case 4:
        if (hall_.scan_desk.done) hall_.scan_desk.done("code");
        break;
      default:
        if (hall_.lookups.stage_done) hall_.lookups.stage_done(any_report());
        break;
    }
  }

  void answer_of_printers() {
    if (pick(2) && hall_.copies.done) hall_.copies.done({});
    if (!hall_.printer.done) return;
    if (pick(2)) {
      hall_.printer.done(drivers::PaperLeft::enough);
    } else {
      hall_.printer.done(unexpected(static_cast<drivers::PrintError>(pick(8))));
    }
  }

  /// Somebody who knows what they want, for a page or up to the end.
  void fill_in_pages() {
    const int pages = pick(3) == 0 ? 12 : 1;
    for (int i = 0; i < pages; ++i) {
      if (hall_.shows<FormView>() && hall_.step() == "household" && pick(3) == 0) {
        hall_.add_member(number_of(1 + pick(9)));
        check_invariants();
      }
      if (hall_.shows<FormView>()) hall_.answer_step(hall_.step());
      hall_.press(action::Next{});
      check_invariants();
    }
    if (hall_.shows<ReviewView>()) hall_.press(action::Submit{});
  }

  /// Somebody who looks for an order, on whatever screen they are.
  void look_for_matters() {
    hall_.press(action::PressTile{{TileKind::progress}});
    hall_.press(action::LookByCard{});
    if (hall_.shows<ReadCardView>()) hall_.card(event::Read{any_card()});
    const bool identity = hall_.shows<IdentityView>();
    hall_.press(action::Agree{});
    agreed_ = (agreed_ || identity) && hall_.visit.view().session_open;
    if (hall_.matters.found && pick(2)) hall_.matters.found(any_matters());
    check_invariants();
    hall_.press(action::OpenMatter{pick(2)});
    const std::vector<Action> actions{action::ChangeOrder{}, action::AskToCancel{},
                                      action::KeepOrder{}, action::CancelOrder{}};
    for (int i = pick(4); i > 0; --i) {
      hall_.press(one_of(actions));
      check_invariants();
    }
  }

  /// Somebody who knows the name of a place.
  void look_for_place() {
    hall_.press(action::PressTile{{TileKind::place_names}});
    hall_.press(action::PressKey{'j'});
    if (hall_.place_names.found) hall_.place_names.tell(pick(30));
    check_invariants();
    hall_.press(action::OpenPlace{pick(3)});
  }

  /// Somebody of the staff, at any time; the desk answers, now or much too late.
  void be_staff() {
    hall_.press(action::HoldHallName{});
    hall_.wait(3s);
    if (pick(2)) {
      for (const char* field : {"number", "pin"}) {
        hall_.press(action::ActivateField{field});
        hall_.type("1001");
      }
      hall_.press(action::Next{});
      answer_staff();
      if (pick(2)) hall_.press(action::OpenDayItem{offline_cache::DayItem{}.id});
      if (pick(2)) {
        hall_.press(action::AskCentre{});
        answer_staff();
        hall_.press(action::OpenNotice{});
      }
    }
  }
  void press_staff() {
    const std::vector<Action> actions{
        action::HoldHallName{},
        action::LetGoHallName{},
        action::SendAll{},
        action::CloseDay{},
        action::OpenDayItem{offline_cache::DayItem{}.id},
        action::TryItemAgain{},
        action::BeginSetAside{},
        action::ChooseSetAsideReason{offline_cache::SetAsideReason::duplicate},
        action::ConfirmSetAside{},
        action::AskCentre{},
        action::OpenNotice{},
        action::OpenDayReport{},
        action::SaveDocument{}};
    hall_.press(one_of(actions));
  }
  void answer_staff() {
    if (hall_.staff.done) {
      const auto done = std::exchange(hall_.staff.done, nullptr);
      done(offline_cache::StaffMember{"1001", "李敏",
                                      static_cast<offline_cache::StaffRole>(pick(2))});
    }
    offline_cache::DayOverview day;
    day.stored = day.for_staff = 1;
    day.items.resize(static_cast<std::size_t>(pick(12)));
    for (auto& item : day.items) {
      item.state = static_cast<offline_cache::ItemState>(pick(offline_cache::kItemStates));
    }
    if (hall_.day.overview_done) hall_.day.told(std::move(day));
    if (pick(2) && hall_.day.close_done) hall_.day.close_done(offline_cache::Reconciliation{});
    if (pick(2) && hall_.day.item_done) hall_.day.item_done(pick(2) == 1);
    answer_about_papers();
  }

  void answer_about_papers() {
    domain::StageReport stage;
    stage.stage = domain::Stage::supplement_needed;
    if (hall_.day.stage_done) hall_.day.stage_done(stage);
    if (hall_.day.report_done) hall_.day.report_done(offline_cache::DayReport{});
    if (pick(2) && hall_.documents.saved) hall_.documents.saved(std::string("file"));
    using Recognised = offline_cache::StaffRegister::Recognised;
    const Recognised whose = pick(2) ? Recognised(std::string("1001")) : Recognised(std::nullopt);
    if (pick(2) && hall_.staff.card_done) {
      const auto done =
          std::exchange(hall_.staff.card_done, nullptr);  // each card is asked about once
      done(whose);
    }
  }

  void do_something() {
    const int kind = pick(109);
    if (kind >= 108) return look_for_place();
    if (kind >= 106) return look_for_matters();
    if (kind >= 104) return be_staff();
    if (kind >= 102) return answer_staff();
    if (kind >= 100) return press_staff();
    if (kind < 66) {
      act();
    } else if (kind < 76) {
      card_event();
    } else if (kind < 84) {
      fill_in_pages();
    } else if (kind < 92) {
      answer();
    } else if (kind < 94) {
      const bool well = pick(3) != 0;
      hall_.outbox.becomes(well ? offline_cache::StoreHealth::ready
                                : static_cast<offline_cache::StoreHealth>(pick(7)));
    } else if (kind < 96) {
      hall_.outbox.queue_is(pick(4), pick(2));
    } else {
      hall_.wait(std::chrono::milliseconds(pick(40'000)));
    }
  }

  void act() {
    const Action action = any_action();
    const bool identity = hall_.shows<IdentityView>();
    const int asked = hall_.lookups.asked + hall_.drafts.asked + hall_.matters.asked;
    hall_.press(action);
    const bool agreed = identity && std::holds_alternative<action::Agree>(action);
    agreed_ = (agreed_ || agreed) && hall_.visit.view().session_open;
    if (!agreed_ && !agreed)
      REQUIRE(hall_.lookups.asked + hall_.drafts.asked + hall_.matters.asked == asked);
  }

  void check_invariants() {
    const View view = hall_.visit.view();
    agreed_ = agreed_ && view.session_open;
    REQUIRE(view.session_open == !view.header.masked_person.empty());
    REQUIRE(hall_.visit.next_deadline() > hall_.clock.steady() - 100s);
    if (!view.session_open) check_nobody(view);
    std::visit([this](const auto& screen) { check(screen); }, view.screen);
  }

  /// Without a session no screen knows anybody.
  static void check_nobody(const View& view) {
    const bool personal = std::holds_alternative<IdentityView>(view.screen) ||
                          std::holds_alternative<BenefitsView>(view.screen) ||
                          std::holds_alternative<MattersView>(view.screen) ||
                          std::holds_alternative<FormView>(view.screen) ||
                          std::holds_alternative<ReviewView>(view.screen) ||
                          std::holds_alternative<ReceiptView>(view.screen) ||
                          std::holds_alternative<RatingView>(view.screen);
    REQUIRE_FALSE(personal);
    if (!view.overlay) return;
    REQUIRE(std::holds_alternative<overlay::TimeoutWarning>(*view.overlay));
    REQUIRE_FALSE(std::get<overlay::TimeoutWarning>(*view.overlay).draft_will_be_kept);
  }

  static void check_pages(int page, int pages) {
    REQUIRE(page >= 0);
    REQUIRE(page < pages);
  }
  static void check(const BenefitsView& view) {
    check_pages(view.page, view.pages);
    if (view.answer) {
      const std::size_t all = view.part == BenefitsPart::offers
                                  ? view.offers.size()
                                  : view.answer->status.benefits.size();
      REQUIRE(view.first + view.count <= static_cast<int>(all));
    }
    REQUIRE(view.answer.has_value() == (view.state == BenefitsView::State::shown));
    REQUIRE(view.error.has_value() == (view.state == BenefitsView::State::failed));
  }
  static void check(const FormView& view) {
    check_pages(view.list_page, view.list_pages);
    REQUIRE(view.step != nullptr);
    REQUIRE_FALSE(view.fields.empty());
    REQUIRE(view.steps.size() <= view.service->steps.size());
    for (const FieldView& field : view.fields) {
      if (field.field->kind != catalogue::FieldKind::household || !field.answer) continue;
      const auto& people = std::get<domain::Household>(*field.answer);
      REQUIRE(people.size() <= 20);
      for (const auto& person : people) REQUIRE_FALSE(person.name.empty());
    }
  }
  static void check(const ReviewView& view) {
    check_pages(view.page, view.pages);
    REQUIRE_FALSE(view.rows.empty());
    REQUIRE(view.error.has_value() == (view.state == ReviewView::State::failed));
    for (const ReviewRow& row : view.rows) {
      REQUIRE_FALSE(catalogue::check_answer(*row.field, row.answer ? &*row.answer : nullptr,
                                            {.required = row.field->required}));
    }
  }
  static void check(const ReceiptView& view) {
    check_pages(view.page, view.pages);
    REQUIRE(view.at_centre == (view.place_in_queue == 0));
    REQUIRE_FALSE(view.receipt.number.empty());
  }
  static void check(const EndOfDayView& view) {
    check_pages(view.page, view.pages);
    REQUIRE(view.error.has_value() == (view.closing == EndOfDayView::Closing::failed));
  }
  static void check(const DayItemView& view) {
    if (view.choosing) REQUIRE(view.supervisor);
    if (view.choosing) REQUIRE(view.needs_person);
  }
  static void check(const ReadCardView& view) {
    REQUIRE(view.error.has_value() == (view.state == ReadCardView::State::failed));
    REQUIRE(view.problem.has_value() == (view.state == ReadCardView::State::refused));
  }
  void check(const ScanView& view) {
    if (!hall_.scan_desk.open) REQUIRE(view.frame == nullptr);
  }
  static void check(const GuideListView& view) {
    check_pages(view.page, view.pages);
    REQUIRE((view.groups.empty() || view.articles.empty()));
  }
  static void check(const ArticleView& view) {
    check_pages(view.page, view.pages);
    REQUIRE(view.article != nullptr);
    REQUIRE(view.sections.empty() == !view.code.empty());
  }
  static void check(const PlaceSearchView& view) {
    check_pages(view.page, view.pages);
    REQUIRE((view.keys || view.list));
    REQUIRE(view.typed.empty() == (view.state == PlaceSearchView::State::nothing_typed));
    REQUIRE(static_cast<std::int64_t>(view.places.size()) <= view.total);
  }
  template <class Screen>
  void check(const Screen&) {}

  void go_away() {
    hall_.outbox.becomes(offline_cache::StoreHealth::ready);
    hall_.press(action::StayHere{});
    hall_.press(action::Leave{});
    hall_.press(action::KeepDraftAndLeave{});
    hall_.press(action::Leave{});           // the rating
    if (!hall_.at_rest()) hall_.wait(91s);  // it was just being stored
  }

  std::mt19937 random_;
  Hall hall_;
  bool agreed_ = false;
};

}  // namespace

TEST_CASE("whatever people do, no screen is inconsistent and nobody is left behind") {
  std::set<std::size_t> seen;
  for (unsigned seed = 1; seed <= 160; ++seed) {
    INFO("seed " << seed);
    RandomPerson(seed).live(500, seen);
  }
  for (std::size_t screen = 0; screen < std::variant_size_v<ScreenView>; ++screen) {
    INFO("screen " << screen << " of ScreenView");
    CHECK(seen.contains(screen));  // else it was no test of all screens
  }
}
