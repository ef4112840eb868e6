#pragma once
#include <map>
#include <memory>
#include <vector>

#include "kiosk/flow/action.h"
#include "kiosk/flow/field_sheet.h"
#include "kiosk/flow/member_entry.h"
#include "kiosk/flow/page_capture.h"
#include "kiosk/flow/row_entry.h"
#include "kiosk/flow/text_entry.h"
#include "offline_cache/api/drafts.h"

namespace linli::flow {

/// What a form is filled in with.
struct FormNeeds {
  const catalogue::Service& service;
  const catalogue::Region& region;
  catalogue::Circumstances circumstances;
  domain::IdentityNumber applicant;
  DisplayMode mode{};
  drivers::DeviceHealth reader{};
  /// What is known already, by Field::known_as.
  domain::Answers known = {};
  /// What was answered before the application, by the id of the field.
  domain::Answers answered = {};
  typing::Engines* typing = nullptr;
  PageDesk* pages = nullptr;              // null: no document camera here
  std::function<void()> changed = [] {};  // called after the camera has changed the view
  /// The order whose place this one takes.
  std::optional<domain::OrderChange> changes = {};
};

/// Filling in the steps of a service. Where one is, is a step and a field of
/// it: large-font mode shows only that field, standard mode the whole step, so a
/// switch of mode keeps the place. A step or field that is not asked is passed over.
class ApplicationForm {
 public:
  explicit ApplicationForm(FormNeeds needs);
  ApplicationForm(const ApplicationForm&) = delete;
  ApplicationForm& operator=(const ApplicationForm&) = delete;

  const catalogue::Service& service() const { return needs_.service; }
  const FormAnswers& answers() const { return answers_; }
  const std::optional<domain::OrderChange>& changes() const { return needs_.changes; }
  /// By Field::known_as: what other services need not ask again.
  domain::Answers worth_knowing() const;

  void set_mode(DisplayMode mode) { needs_.mode = mode; }
  void card_event(const drivers::CardEvent& event);
  bool adds_member() const { return entry_ != nullptr; }
  bool wants_card() const { return entry_ && entry_->wants_card(); }

  enum class Outcome { stays, finished, left };
  /// Checks the page; finished when every step is done.
  Outcome next();
  /// Left before the first page.
  Outcome back();
  /// Any done step, and the first that is not.
  void go_to_step(const std::string& step);
  /// The same, and "next" leads back to the review.
  void open_from_review(const std::string& step);
  /// Everything is answered; else goes to the first step that is not.
  bool ready_to_submit();

  void retry();
  void turn_page(int page);

  void on(const action::ChooseOption& action);
  void on(const action::ActivateField& action);
  void on(const action::PressKey& action);
  void on(const action::TurnWheel& action);
  void on(const action::ChooseCalendar& action);
  void on(const action::UseKeyboard& action);
  void on(const action::ChoosePlace& action);
  void on(const action::TurnPlacePage& action);
  void on(const action::AddPage& action);
  void on(const action::TakePage& action);
  void on(const action::RemovePage& action);
  void on(const action::SetConsent& action);
  void on(const action::BeginStroke& action);
  void on(const action::ContinueStroke& action);
  void on(const action::ClearSignature& action);
  void on(const action::SignLater& action);
  void on(const action::ChangeGuardian& action);
  void on(const action::AddMember& action);
  void on(const action::ChooseMemberWay& action);
  void on(const action::ChooseRelation& action);
  void on(const action::ConfirmMember& action);
  void on(const action::NameLater& action);
  void on(const action::CancelMember& action);
  void on(const action::RemoveMember& action);
  void on(const action::AddRow& action);
  void on(const action::CancelRow& action);
  void on(const action::RemoveRow& action);

  /// There is something worth keeping that was entered here.
  bool unfinished() const;
  bool has_pages() const;
  offline_cache::Draft draft() const;
  void resume(const offline_cache::Draft& draft);

  FormView view() const;

 private:
  using Step = catalogue::Step;
  using Field = catalogue::Field;

  const Step& step() const { return needs_.service.steps[step_]; }
  std::size_t steps() const { return needs_.service.steps.size(); }
  std::size_t index_of(const std::string& step) const;  // steps(): none
  bool asks(std::size_t step) const;
  std::size_t next_asked(std::size_t step) const;  // steps(): none
  std::optional<std::size_t> asked_before(std::size_t step) const;
  bool all_right(std::size_t step) const;
  bool done(std::size_t step) const { return passed_[step] && all_right(step); }
  std::size_t first_open_step() const;  // steps(): none
  void enter(std::size_t step);
  Outcome leave_step();
  void next_of_row();
  const Field* signing_field() const;  // on the page; null: nobody signs there
  void list_signers();
  bool rest_is_right(const Field& signing) const;
  bool to_next_signer();
  void show_open_signer();
  std::optional<SigningView> signing_view(const Field& field) const;
  Outcome go_on();
  Outcome go_back();
  void keep_page();
  void open_text();
  void close_text();
  std::string text_in(const Field& field) const;

  /// What somebody is filling in: the open row, else the step.
  FieldSheet& sheet() { return row_ ? row_->sheet : sheet_; }
  const FieldSheet& sheet() const { return row_ ? row_->sheet : sheet_; }
  FormAnswers& entered() { return row_ ? row_->answers : answers_; }
  const FormAnswers& entered() const { return row_ ? row_->answers : answers_; }
  const Field* touch(const std::string& id, std::initializer_list<catalogue::FieldKind> kinds);

  const Field* list_field() const;
  int items_of_list() const;
  int first_choice_in(const Field& field) const;
  int items_per_page() const { return needs_.mode == DisplayMode::large ? 2 : 4; }
  FieldView field_view(const Field& field) const;
  std::optional<catalogue::Text> filled(const catalogue::Text& text) const;
  StepState state_of(std::size_t step) const;
  void show_list(FormView& view) const;

  FormNeeds needs_;
  catalogue::Questionnaire questions_;
  FormAnswers answers_;
  std::vector<bool> passed_;  // "next" was pressed there, by step
  std::size_t step_ = 0;
  FieldSheet sheet_;
  bool from_review_ = false;
  std::size_t signer_ = 0;               // who signs, where several do
  std::vector<const Field*> ask_again_;  // what a draft no longer answers, while its step is shown
  std::vector<const Field*> photograph_again_;
  int first_item_ = 0;   // of the list of people or rows
  int first_place_ = 0;  // of those that are offered for the active field
  std::unique_ptr<PageCapture> capture_;
  const Field* capture_field_ = nullptr;  // that the new page is for
  std::unique_ptr<MemberEntry> entry_;
  const Field* entry_field_ = nullptr;  // that the new person is for
  std::unique_ptr<RowEntry> row_;
  std::optional<TextEntry> text_;      // of the field that somebody is at, if it is a text
  const Field* text_field_ = nullptr;  // that text_ writes into
};

}  // namespace linli::flow
