#include "kiosk/flow/benefit_check.h"

#include <algorithm>
#include <span>

#include "kiosk/domain/payment_months.h"

namespace linli::flow {
namespace {

constexpr std::chrono::seconds kSlow{2};

int offers_per_page(DisplayMode mode) { return mode == DisplayMode::large ? 2 : 4; }

/// How many of the first of these go on a page: one with much to do needs it for itself.
int benefits_on_page(std::span<const domain::Benefit> benefits, DisplayMode mode) {
  const auto is_long = [](const domain::Benefit& benefit) { return benefit.duties.size() > 1; };
  const bool two = mode == DisplayMode::standard && benefits.size() > 1 &&
                   !std::ranges::any_of(benefits.first(2), is_long);
  return two ? 2 : 1;
}

bool has_payments(const domain::Benefit& benefit, base::WallTime as_of) {
  return !domain::payment_months(benefit, base::hall_time(as_of).date).empty();
}

}  // namespace

void BenefitCheck::ask(const domain::IdCard& card) {
  const bool answered = answer_ && answer_->has_value();
  const bool loading = asked_at_ && !answer_;
  if (answered || loading) return;
  answer_.reset();
  part_ = {};
  first_ = 0;
  asked_at_ = around_.needs.clock.steady();
  const auto today = base::hall_time(around_.needs.clock.now()).date;
  circumstances_ = catalogue::circumstances_of(card, today);
  around_.needs.lookups.benefits(
      card, pending_.wait_for([this](Answer answer) { take(std::move(answer)); }));
}

void BenefitCheck::take(Answer answer) {
  answer_ = std::move(answer);
  complete(circumstances_);
  offers_ = catalogue::offers(around_.needs.catalogue, circumstances_);
  around_.changed();
}

/// In the order in which they are read; a page with nothing on it says that there is nothing.
std::vector<BenefitCheck::Page> BenefitCheck::pages(DisplayMode mode) const {
  std::vector<Page> pages;
  const domain::BenefitStatus& status = (*answer_)->status;
  std::span<const domain::Benefit> rest = status.benefits;
  for (int first = 0; !rest.empty();) {
    const int count = benefits_on_page(rest, mode);
    pages.push_back({BenefitsPart::benefits, first, count});
    if (mode == DisplayMode::large && has_payments(rest.front(), status.as_of)) {
      pages.push_back({BenefitsPart::payments, first, 1});
    }
    first += count;
    rest = rest.subspan(static_cast<std::size_t>(count));
  }
  const bool takes_work = around_.needs.outbox.health() == offline_cache::StoreHealth::ready;
  const int offers = takes_work ? static_cast<int>(offers_.size()) : 0;
  const int most = offers_per_page(mode);
  for (int first = 0; first < offers; first += most) {
    pages.push_back({BenefitsPart::offers, first, std::min(most, offers - first)});
  }
  if (pages.empty()) pages.push_back({});
  return pages;
}

std::size_t BenefitCheck::page_shown(const std::vector<Page>& pages) const {
  const auto shows = [this](BenefitsPart part) {
    return [this, part](const Page& page) {
      return page.part == part && first_ < page.first + std::max(1, page.count);
    };
  };
  auto found = std::ranges::find_if(pages, shows(part_));
  // The payments have a page in large-font mode only: else they are with their benefit.
  if (found == pages.end()) found = std::ranges::find_if(pages, shows(BenefitsPart::benefits));
  return found == pages.end() ? 0 : static_cast<std::size_t>(found - pages.begin());
}

void BenefitCheck::turn_page(int page, DisplayMode mode) {
  if (!answer_ || !answer_->has_value()) return;
  const auto all = pages(mode);
  if (page < 0 || page >= static_cast<int>(all.size())) return;
  part_ = all[static_cast<std::size_t>(page)].part;
  first_ = all[static_cast<std::size_t>(page)].first;
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
  const auto all = pages(mode);
  const std::size_t shown = page_shown(all);
  view.state = BenefitsView::State::shown;
  view.answer = **answer_;
  const auto first_offers = std::ranges::find(all, BenefitsPart::offers, &Page::part);
  if (first_offers != all.end()) {
    view.offers = offers_;
    view.offers_page = static_cast<int>(first_offers - all.begin());
  }
  view.page = static_cast<int>(shown);
  view.pages = static_cast<int>(all.size());
  view.part = all[shown].part;
  view.first = all[shown].first;
  view.count = all[shown].count;
  return view;
}

void BenefitCheck::complete(catalogue::Circumstances& circumstances) const {
  if (!answer_ || !answer_->has_value()) return;
  circumstances.benefits.emplace();
  for (const domain::Benefit& benefit : (*answer_)->status.benefits) {
    if (benefit.state != domain::BenefitState::ended)
      circumstances.benefits->push_back(benefit.kind);
  }
  circumstances.disability_grade = (*answer_)->status.disability_grade;
}

}  // namespace linli::flow
