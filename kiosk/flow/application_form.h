#pragma once
#include <vector>

#include "kiosk/flow/action.h"
#include "kiosk/flow/form_answers.h"
#include "kiosk/flow/member_entry.h"
#include "offline_cache/api/drafts.h"

namespace linli::flow {

/// Filling in the steps of a service. Where one is, is a step and a field of
/// it: large-font mode shows only that field, standard mode the whole step, so a
/// switch of mode keeps the place.
class ApplicationForm {
 public:
  ApplicationForm(const catalogue::Service& service, const domain::IdentityNumber& applicant,
                  DisplayMode mode, drivers::DeviceHealth reader);

  const catalogue::Service& service() const { return service_; }
  const domain::Answers& answers() const { return answers_.all(); }

  void set_mode(DisplayMode mode);
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
  void on(const action::SetConsent& action);
  void on(const action::BeginStroke& action);
  void on(const action::ContinueStroke& action);
  void on(const action::ClearSignature& action);
  void on(const action::AddMember& action);
  void on(const action::ChooseMemberWay& action);
  void on(const action::ChooseRelation& action);
  void on(const action::ConfirmMember& action);
  void on(const action::CancelMember& action);
  void on(const action::RemoveMember& action);

  /// There is something worth keeping.
  bool unfinished() const { return !answers_.all().empty(); }
  offline_cache::Draft draft() const;
  void resume(const offline_cache::Draft& draft);

  FormView view() const;

 private:
  using Step = catalogue::Step;
  using Field = catalogue::Field;

  const Step& step() const { return service_.steps[step_]; }
  const Field& field() const { return step().fields[field_]; }
  std::size_t index_of(const std::string& step) const;  // steps.size(): none
  bool all_right(std::size_t step) const;
  bool done(std::size_t step) const { return passed_[step] && all_right(step); }
  std::size_t first_open_step() const;  // steps.size(): none
  void enter(std::size_t step);
  bool accept_page();
  bool accept_fields(std::size_t first, std::size_t end);
  Outcome leave_step();

  const Field* shown(const std::string& id) const;
  const Field* touch(const std::string& id, catalogue::FieldKind kind);
  const Field* household_field() const;
  FieldView field_view(const Field& field) const;
  StepState state_of(std::size_t step) const;
  int members_per_page() const { return mode_ == DisplayMode::large ? 2 : 4; }

  const catalogue::Service& service_;
  domain::IdentityNumber applicant_;
  DisplayMode mode_;
  drivers::DeviceHealth reader_;
  FormAnswers answers_;
  std::vector<bool> passed_;  // "next" was pressed there, by step
  std::size_t step_ = 0;
  std::size_t field_ = 0;
  bool from_review_ = false;
  int first_member_ = 0;
  std::unique_ptr<MemberEntry> entry_;
};

}  // namespace linli::flow
