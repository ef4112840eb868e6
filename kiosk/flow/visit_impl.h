#pragma once
#include "kiosk/flow/idle_timer.h"
#include "kiosk/flow/progress_check.h"
#include "kiosk/flow/reading_aloud.h"
#include "kiosk/flow/reference_desk.h"
#include "kiosk/flow/service_menu.h"
#include "kiosk/flow/session.h"
#include "kiosk/flow/staff_calling.h"
#include "kiosk/flow/staff_desk.h"
#include "kiosk/flow/surroundings.h"

/// Private to kiosk/flow. Which screen is shown and how one leads to the next;
/// what happens on a screen is its machine's business.
namespace linli::flow {

class Visit::Impl {
 public:
  explicit Impl(VisitNeeds needs);
  ~Impl();
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  View view() const;                                 // visit_view.cpp
  void act(const Action& action);                    // visit_actions.cpp
  void card_event(const drivers::CardEvent& event);  // visit_cards.cpp
  void tick();                                       // visit_time.cpp
  base::SteadyTime next_deadline() const;

  std::function<void()> on_change;
  std::function<void()> on_session_end;

 private:
  enum class Screen {
    home,
    menu,
    read_card,
    identity,
    benefits,
    assessment,
    form,
    review,
    receipt,
    rating,
    progress,
    matters,
    reference
  };
  enum class EndReason { left, declined, timed_out, card_removed };

  // visit.cpp: from screen to screen
  void begin(const Errand& errand);
  void go_on_after_consent();
  void open_application(const catalogue::Service& service);
  std::shared_ptr<const Addition> offered_addition(domain::Addition what) const;
  void open_addition(std::shared_ptr<const Addition> addition);
  void put_work_away();
  FormNeeds form_needs(const catalogue::Service& service) const;
  void begin_form();
  bool fills_in() const;
  ApplicationForm* open_form() const;
  void open_review();
  void submit();
  void application_stored(domain::Receipt receipt);
  std::shared_ptr<const HandedIn> for_a_copy(const domain::Receipt& receipt) const;
  void go_home();
  void leave_matter();
  void finish();
  void leave();
  void keep_draft();
  void end_session(EndReason reason);
  void rest();
  void open_help();
  void close_help();
  void outbox_changed();
  bool may_apply_for(const catalogue::Service& service) const;
  bool out_of_service() const;
  bool may_open_staff() const;
  bool asks_about_draft() const;
  const catalogue::Service* in_catalogue(const catalogue::Service* service) const;
  void changed() const;

  // visit_actions.cpp: one for each action that is not a field's
  bool may_act(const Action& action) const;
  bool reference_takes(const Action& action);
  void open_reference(TileKind tile);
  template <class A>
  void dispatch(const A& action);
  void follow_form(ApplicationForm::Outcome outcome);
  void on(const action::SetMode& action);
  void on(const action::SetLanguage& action);
  void on(const action::CallHelp& action);
  void on(const action::ReadAloud& action);
  void on(const action::StopReading& action);
  void on(const action::Leave& action);
  void on(const action::Back& action);
  void on(const action::Next& action);
  void on(const action::SkipQuestions& action);
  void on(const action::Retry& action);
  void on(const action::TurnPage& action);
  void on(const action::PressTile& action);
  void on(const action::Agree& action);
  void on(const action::Decline& action);
  void on(const action::ApplyFor& action);
  void on(const action::GoToStep& action);
  void on(const action::AddToMatter& action);
  void on(const action::Submit& action);
  void on(const action::Rate& action);
  void on(const action::PrintReceipt& action);
  void on(const action::PrintApplication& action);
  void on(const action::ContinueServices& action);
  void on(const action::ExtendTime& action);
  void on(const action::KeepDraftAndLeave& action);
  void on(const action::DiscardAndLeave& action);
  void on(const action::StayHere& action);
  void on(const action::ResumeDraft& action);
  void on(const action::StartAfresh& action);
  void on(const action::DecideLater& action);
  void on(const action::HoldHallName& action);

  // visit_matters.cpp: what was handed in here before
  void keep_matter(const domain::Receipt& receipt);
  void on(const action::LookByCard& action);
  void on(const action::OpenMatter& action);
  void on(const action::ChangeOrder& action);
  void on(const action::AskToCancel& action);
  void on(const action::KeepOrder& action);
  void on(const action::CancelOrder& action);

  // visit_cards.cpp
  void serve_resident();
  void identify(const domain::IdCard& card);
  bool starts_here() const;
  void read_on(const drivers::CardEvent& event);
  void follow_session_card(const drivers::CardEvent& event);
  bool may_end_on_removal() const;

  // visit_time.cpp
  /// What time alone changes on the screen.
  struct TimeFace {
    std::chrono::sys_time<std::chrono::minutes> minute;
    std::optional<int> seconds_left;
    bool slow = false;
    bool operator==(const TimeFace&) const = default;
  };
  TimeFace time_face() const;
  bool nobody_there() const;
  bool staff_door_opens() const;
  bool at_rest() const;
  IdleTimer::Limits limits() const;
  std::optional<int> seconds_left() const;
  void time_is_up();

  // visit_view.cpp
  ScreenView screen_view() const;
  std::optional<Overlay> overlay_view() const;
  HeaderView header_view() const;
  HomeView home_view() const;
  ReceiptView receipt_view() const;
  ServiceMenu menu() const;
  const catalogue::Service* service_to_offer() const;
  const catalogue::Service* service_of_article() const;
  bool can_go_back() const;

  Surroundings around_;
  ReadingAloud reading_{around_};
  StaffCalling staff_calling_{around_};
  DisplayMode mode_ = DisplayMode::standard;
  catalogue::Language language_ = catalogue::Language::chinese;
  Screen screen_ = Screen::home;
  bool help_open_ = false;
  bool asks_to_leave_ = false;
  bool was_warned_ = false;  // that the time ends, when the last action came
  Errand errand_;
  std::vector<ServiceMenu::Open> menus_;  // open, each over the one before
  drivers::DeviceHealth reader_ = drivers::DeviceHealth::starting;
  IdleTimer idle_;
  TimeFace face_;
  std::optional<CardReading> card_reading_;
  std::optional<ProgressCheck> progress_;
  std::optional<ReferenceDesk> reference_;
  std::unique_ptr<Session> session_;
  std::optional<base::SteadyTime> held_since_;  // the hall's name
  std::optional<StaffDesk> staff_;              // never together with a session
};

}  // namespace linli::flow
