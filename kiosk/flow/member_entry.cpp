#include "kiosk/flow/member_entry.h"

#include <algorithm>

#include "kiosk/flow/typing.h"
#include "kiosk/flow/wipe.h"

namespace linli::flow {

using Way = MemberEntryView::Way;

namespace {
constexpr std::size_t kNumberLength = 18;
}

MemberEntry::~MemberEntry() { forget(); }

void MemberEntry::forget() {
  wipe(typed_);
  wipe(name_);
  problem_.reset();
  number_.reset();
}

void MemberEntry::choose_way(Way way) {
  forget();
  way_ = way;
  card_ = CardReading(reader_);
}

bool MemberEntry::back() {
  if (way_ == Way::choose) return false;
  choose_way(Way::choose);
  return true;
}

void MemberEntry::press(char key) {
  if (way_ != Way::number) return;
  typed_ = typed_with(Keypad::identity_number, std::move(typed_), key);
  number_.reset();
  problem_.reset();
  if (typed_.size() < kNumberLength) return;
  auto number = domain::IdentityNumber::parse(typed_);
  if (number) {
    number_ = std::move(*number);
  } else {
    problem_ = number.error();
  }
}

bool MemberEntry::wants_card() const { return way_ == Way::card && !number_; }

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
}

void MemberEntry::retry() {
  if (way_ == Way::card) choose_way(Way::card);
}

bool MemberEntry::is_taken() const {
  return number_ && std::ranges::find(taken_, *number_) != taken_.end();
}

std::optional<domain::HouseholdMember> MemberEntry::member() const {
  if (!number_ || !relation_ || is_taken()) return {};
  return domain::HouseholdMember{name_, *number_, *relation_, way_ == Way::card};
}

MemberEntryView MemberEntry::view() const {
  MemberEntryView view;
  view.way = way_;
  view.typed = typed_;
  view.problem = problem_;
  if (!name_.empty()) view.masked_name = domain::mask_name(name_);
  if (number_) view.masked_number = number_->masked();
  view.relation = relation_;
  if (is_taken()) view.member_problem = catalogue::AnswerProblem::duplicate_member;
  view.complete = number_ && relation_ && !is_taken();
  view.card = card_.view(CardPurpose::household_member, nullptr);
  return view;
}

}  // namespace linli::flow
