#include "kiosk/flow/benefit_check.h"

#include "kiosk/flow/paging.h"

namespace linli::flow {
namespace {

constexpr std::chrono::seconds kSlow{2};

int per_page(DisplayMode mode) { return mode == DisplayMode::large ? 1 : 2; }

}  // namespace

void BenefitCheck::ask(const domain::IdCard& card) {
  const bool answered = answer_ && answer_->has_value();
  const bool loading = asked_at_ && !answer_;
  if (answered || loading) return;
  answer_.reset();
  first_ = 0;
  asked_at_ = around_.needs.clock.steady();
  around_.needs.lookups.benefits(card, pending_.wait_for([this](Answer answer) {
    answer_ = std::move(answer);
    around_.changed();
  }));
}

int BenefitCheck::items() const {
  if (!answer_ || !answer_->has_value()) return 0;
  return static_cast<int>((*answer_)->status.benefits.size());
}

void BenefitCheck::turn_page(int page, DisplayMode mode) {
  first_ = first_of_page(page, items(), per_page(mode)).value_or(first_);
}

std::optional<base::SteadyTime> BenefitCheck::slow_from() const {
  if (!asked_at_ || answer_) return {};
  return *asked_at_ + kSlow;
}

BenefitsView BenefitCheck::view(DisplayMode mode, const catalogue::Service* can_apply) const {
  BenefitsView view;
  view.can_apply = can_apply;
  if (!answer_) {
    const auto slow = slow_from();
    view.slow = slow && around_.needs.clock.steady() >= *slow;
    return view;
  }
  if (!answer_->has_value()) {
    view.state = BenefitsView::State::failed;
    view.error = answer_->error();
    return view;
  }
  const Slice slice = slice_at(first_, items(), per_page(mode));
  view.state = BenefitsView::State::shown;
  view.answer = **answer_;
  view.page = slice.page;
  view.pages = slice.pages;
  view.first = slice.first;
  view.count = slice.count;
  return view;
}

std::optional<std::vector<domain::BenefitKind>> BenefitCheck::current() const {
  if (!answer_ || !answer_->has_value()) return std::nullopt;
  std::vector<domain::BenefitKind> kinds;
  for (const domain::Benefit& benefit : (*answer_)->status.benefits) {
    if (benefit.state != domain::BenefitState::ended) kinds.push_back(benefit.kind);
  }
  return kinds;
}

}  // namespace linli::flow
