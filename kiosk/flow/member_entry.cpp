#include "kiosk/flow/member_entry.h"

#include <algorithm>

#include "kiosk/flow/typing.h"
#include "kiosk/flow/wipe.h"

namespace linli::flow {

using Way = MemberEntryView::Way;

namespace {

constexpr std::size_t kNumberLength = 18;

/// Spaces and dots alone name nobody.
std::optional<catalogue::AnswerProblem> problem_of(const std::string& name) {
  static const catalogue::Field kName{.kind = catalogue::FieldKind::text,
                                      .text = catalogue::TextKind::name,
                                      .most_characters = catalogue::kMostNameCharacters};
  if (name.find_first_not_of(" ·") == std::string::npos) return catalogue::AnswerProblem::missing;
  domain::Answer answer = domain::Words{name};
  const auto problem = catalogue::check_answer(kName, &answer, {});
  wipe(std::get<domain::Words>(answer).text);
  return problem;
}

}  // namespace

MemberEntry::~MemberEntry() { forget(); }

void MemberEntry::forget() {
  written_.reset();
  wipe(typed_);
  wipe(name_);
  problem_.reset();
  name_problem_.reset();
  number_.reset();
  named_.reset();
}

void MemberEntry::choose_way(Way way) {
  forget();
  way_ = way;
  card_ = CardReading(reader_);
  switch (way) {
    case Way::choose:
      page_ = Page::way;
      break;
    case Way::card:
      page_ = Page::card;
      break;
    case Way::number:
      page_ = Page::number;
      break;
  }
}

bool MemberEntry::next() {
  switch (page_) {
    case Page::way:
    case Page::card:
      return true;
    case Page::number:
      if (number_) leave_number();
      return true;
    case Page::name:
      name_problem_ = problem_of(written_->finish());
      if (name_problem_) return true;
      close_name();
      page_ = Page::relation;
      return true;
    case Page::relation:
      return false;
  }
  return false;
}

bool MemberEntry::back() {
  switch (page_) {
    case Page::way:
      return false;
    case Page::card:
    case Page::number:
      choose_way(Way::choose);
      return true;
    case Page::name:
      close_name();
      page_ = Page::number;
      return true;
    case Page::relation:
      if (way_ == Way::card) {
        choose_way(Way::choose);
      } else if (asks_name()) {
        open_name();
      } else {
        page_ = Page::number;
      }
      return true;
  }
  return false;
}

void MemberEntry::press(char key) {
  if (page_ != Page::number) return;
  typed_ = typed_with(Keypad::identity_number, std::move(typed_), key);
  number_.reset();
  problem_.reset();
  if (typed_.size() < kNumberLength) return;
  auto number = domain::IdentityNumber::parse(typed_);
  if (number) {
    number_ = std::move(*number);
    leave_number();
  } else {
    problem_ = number.error();
  }
}

/// Whoever can't be added need not be named.
bool MemberEntry::asks_name() const { return typing_ != nullptr && !is_taken(); }

void MemberEntry::leave_number() {
  if (asks_name()) return open_name();
  page_ = Page::relation;
}

void MemberEntry::open_name() {
  if (named_ != number_) wipe(name_);  // it was another one's
  page_ = Page::name;
  written_.emplace(*typing_, catalogue::kMostNameCharacters, name_);
}

/// What is still composed counts as its first candidate.
void MemberEntry::close_name() {
  wipe(name_);
  name_ = written_->finish();
  named_ = number_;
  written_.reset();
  name_problem_.reset();
}

void MemberEntry::name_later() {
  if (page_ != Page::name) return;
  close_name();
  wipe(name_);
  page_ = Page::relation;
}

void MemberEntry::write(const KeyboardAction& key) {
  if (!written_) return;
  name_problem_.reset();
  written_->act(key);
}

void MemberEntry::choose_relation(domain::Relation relation) {
  if (page_ == Page::relation) relation_ = relation;
}

void MemberEntry::card_event(const drivers::CardEvent& event) {
  if (const auto* health = std::get_if<drivers::card_event::HealthChanged>(&event)) {
    reader_ = health->health;
    card_.reader_health(reader_);
  }
  if (!wants_card()) return;
  if (std::holds_alternative<drivers::card_event::Found>(event)) card_.found();
  if (std::holds_alternative<drivers::card_event::Removed>(event)) card_.removed();
  if (const auto* failed = std::get_if<drivers::card_event::Failed>(&event)) {
    card_.failed(failed->error);
  }
  if (const auto* read = std::get_if<drivers::card_event::Read>(&event)) take_card(read->card);
}

void MemberEntry::take_card(const domain::IdCard& card) {
  if (card.number.birth_date() != card.birth_date) {
    card_.refuse(CardProblem::invalid_number);
    return;
  }
  card_ = CardReading(reader_);
  name_ = card.name;
  number_ = card.number;
  page_ = Page::relation;
}

void MemberEntry::retry() {
  if (way_ == Way::card) choose_way(Way::card);
}

bool MemberEntry::is_taken() const {
  return number_ && std::ranges::find(taken_, *number_) != taken_.end();
}

std::optional<domain::HouseholdMember> MemberEntry::member() const {
  const bool everything = page_ == Page::relation && number_ && relation_;
  if (!everything || is_taken()) return {};
  return domain::HouseholdMember{name_, *number_, *relation_, way_ == Way::card};
}

MemberEntryView MemberEntry::view() const {
  MemberEntryView view;
  view.page = page_;
  view.typed = typed_;
  view.problem = problem_;
  if (written_) view.keyboard = written_->view();
  view.name_problem = name_problem_;
  if (!name_.empty()) view.masked_name = domain::mask_name(name_);
  if (number_) view.masked_number = number_->masked();
  view.relation = relation_;
  if (is_taken()) view.member_problem = catalogue::AnswerProblem::duplicate_member;
  view.complete = page_ == Page::relation && number_ && relation_ && !is_taken();
  view.card = card_.view(CardPurpose::household_member, nullptr);
  return view;
}

}  // namespace linli::flow
