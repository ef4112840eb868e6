#include "tests/ui/status_situations.h"

#include <algorithm>

#include "tests/ui/invented.h"

namespace linli::tests {
namespace {

using domain::BenefitKind;
using domain::BenefitState;
using domain::DutyKind;
using flow::BenefitsPart;
using flow::DisplayMode;
using flow::View;
using std::chrono::month;
using std::chrono::year;

domain::BenefitPayment payment(unsigned of, unsigned paid_in, std::int64_t fen) {
  return {year(2026) / month(of), year(2026) / month(paid_in) / 10, {fen}, "3317"};
}

/// One with a gap, a payment that came late and another amount; one that is suspended; one that was
/// paid once; one that is no money.
offline_cache::BenefitAnswer troubled_benefits() {
  domain::Benefit allowance{.kind = BenefitKind::rural_subsistence_allowance,
                            .state = BenefitState::review_due,
                            .monthly_amount = {124850},
                            .persons_covered = 3,
                            .since = year(2021) / 8,
                            .next_review = year(2026) / 12 / 31,
                            .standard = domain::Money{41700}};
  allowance.payments = {payment(6, 6, 118000), payment(7, 9, 118000), payment(9, 9, 118000),
                        payment(10, 10, 124850), payment(11, 11, 124850)};
  allowance.duties = {{DutyKind::bank_card, year(2026) / 11 / 10, {}},
                      {DutyKind::review, year(2026) / 12 / 31, {}}};
  domain::Benefit old_age{.kind = BenefitKind::old_age_allowance,
                          .state = BenefitState::suspended,
                          .monthly_amount = {10000},
                          .since = year(2024) / 2,
                          .standard = domain::Money{10000}};
  old_age.payments = {payment(5, 5, 10000), payment(6, 6, 10000), payment(7, 7, 10000)};
  old_age.duties = {{DutyKind::alive_check, year(2026) / 12 / 31, {}}};
  domain::Benefit once{
      .kind = BenefitKind::temporary_relief, .state = BenefitState::ended, .since = year(2026) / 3};
  once.payments = {payment(3, 3, 200000)};
  const domain::Benefit standing{.kind = BenefitKind::low_income_family,
                                 .state = BenefitState::active,
                                 .persons_covered = 3,
                                 .since = year(2025) / 4,
                                 .next_review = year(2027) / 3 / 31};
  return {.status = {{allowance, old_age, once, standing}, "区民政局", kNow}};
}

std::vector<catalogue::Offer> offers(std::size_t count) {
  const catalogue::Text because{"80 到 89 岁，每月 50.00 元，您还没有领",
                                "50.00 yuan a month from 80 to 89; you do not get it yet"};
  return std::vector<catalogue::Offer>(count, {relief(), because});
}

struct Page {
  const char* name;
  BenefitsPart part;
  int page;
  int first;
  int count;
};
constexpr Page kStandardPages[] = {{"benefits-troubled", BenefitsPart::benefits, 0, 0, 1},
                                   {"benefits-suspended", BenefitsPart::benefits, 1, 1, 2},
                                   {"benefits-once", BenefitsPart::benefits, 2, 2, 2},
                                   {"benefits-offers", BenefitsPart::offers, 3, 0, 1}};
constexpr Page kLargePages[] = {{"benefits-troubled", BenefitsPart::benefits, 0, 0, 1},
                                {"benefits-payments", BenefitsPart::payments, 1, 0, 1},
                                {"benefits-suspended", BenefitsPart::benefits, 2, 1, 1},
                                {"benefits-once", BenefitsPart::benefits, 4, 2, 1},
                                {"benefits-standing", BenefitsPart::benefits, 5, 3, 1},
                                {"benefits-offers", BenefitsPart::offers, 6, 0, 1}};

View benefits_page(DisplayMode mode, const char* name) {
  const bool large = mode == DisplayMode::large;
  flow::BenefitsView shown{.state = flow::BenefitsView::State::shown};
  shown.answer = troubled_benefits();
  shown.offers = offers(1);
  shown.pages = large ? 7 : 4;
  shown.offers_page = shown.pages - 1;
  shown.count = 1;
  const auto take = [&](const Page& page) {
    if (std::string_view(page.name) != name) return;
    shown.part = page.part;
    shown.page = page.page;
    shown.first = page.first;
    shown.count = page.count;
  };
  if (large) {
    for (const Page& page : kLargePages) take(page);
  } else {
    for (const Page& page : kStandardPages) take(page);
  }
  View view = open_view(mode);
  view.screen = std::move(shown);
  return view;
}

View receipt(DisplayMode mode, bool urgent, bool last_page) {
  const bool large = mode == DisplayMode::large;
  flow::ReceiptView shown{.receipt = invented_receipt(), .service = relief()};
  shown.masked_name = "王*芳";
  shown.phone_tail = "0000";
  shown.place_in_queue = 1;
  shown.urgent = urgent;
  shown.decided_within = {{24, catalogue::Deadline::Unit::hours, std::nullopt}};
  shown.asks_rating = !large;
  if (!urgent) shown.follow_ups = {relief()};
  shown.pages = (large ? 2 : 1) + (urgent ? 0 : 1);
  shown.page = last_page ? shown.pages - 1 : 0;
  shown.shows_follow_ups = last_page && !urgent;
  View view = open_view(mode);
  view.can_go_back = false;
  view.screen = std::move(shown);
  return view;
}

View printed(DisplayMode mode, flow::PrintingView printing, bool urgent) {
  View view = receipt(mode, urgent, false);
  std::get<flow::ReceiptView>(view.screen).printing = printing;
  return view;
}

/// Where the receipt could not be printed either: as many buttons as there can be.
View copied(DisplayMode mode, flow::CopyView copy) {
  View view =
      printed(mode, {flow::PrintingView::State::failed, drivers::PrintError::paper_out}, false);
  std::get<flow::ReceiptView>(view.screen).copy = copy;
  return view;
}

View staff_printer(DisplayMode mode, const drivers::PrinterReport& report) {
  View view = situation("day-0", mode);
  auto& devices = std::get<flow::EndOfDayView>(view.screen).devices;
  devices.has_printer = true;
  devices.printer = report;
  return view;
}

void add_printing(std::vector<Situation>& all) {
  using State = flow::PrintingView::State;
  using drivers::PrintError;
  for (int i = 0; i < 3; ++i) {
    all.push_back({"receipt-print-" + std::to_string(i), [i](DisplayMode mode) {
                     return printed(mode, {static_cast<State>(i), std::nullopt}, false);
                   }});
  }
  for (int i = 0; i <= static_cast<int>(PrintError::failing); ++i) {
    const auto error = static_cast<PrintError>(i);
    all.push_back(
        {"receipt-not-printed-" + std::to_string(i), [error](DisplayMode mode) {
           View view = printed(mode, {State::failed, error}, error == PrintError::paper_out);
           // As much as can have to be said.
           std::get<flow::ReceiptView>(view.screen).call = flow::StaffCallState::called;
           return view;
         }});
    all.push_back({"day-printer-" + std::to_string(i),
                   [error](DisplayMode mode) { return staff_printer(mode, unexpected(error)); }});
  }
  for (int i = 0; i < 3; ++i) {
    all.push_back({"receipt-copy-" + std::to_string(i), [i](DisplayMode mode) {
                     return copied(mode, {static_cast<flow::CopyView::State>(i), std::nullopt});
                   }});
  }
  for (int i = 0; i <= static_cast<int>(drivers::PageError::failed); ++i) {
    all.push_back(
        {"receipt-not-copied-" + std::to_string(i), [i](DisplayMode mode) {
           return copied(mode, {flow::CopyView::State::failed, static_cast<drivers::PageError>(i)});
         }});
  }
  all.push_back({"receipt-copy-beside-print", [](DisplayMode mode) {
                   View view = copied(mode, {});
                   auto& shown = std::get<flow::ReceiptView>(view.screen);
                   shown.printing = {{flow::PrintingView::State::printed, std::nullopt}};
                   return view;
                 }});
  all.push_back({"day-printer-low",
                 [](DisplayMode mode) { return staff_printer(mode, drivers::PaperLeft::little); }});
}

/// What staff have to see first, over a usual day.
View staff_day(DisplayMode mode) {
  View view = situation("day-0", mode);
  auto& day = std::get<flow::EndOfDayView>(view.screen);
  for (const int number : {38, 37}) {
    offline_cache::DayItem item;
    item.receipt_number = "LS-0417-2611-00" + std::to_string(number);
    item.stored_at = kNow;
    item.emergency = true;
    day.emergencies.push_back(item);
  }
  day.not_offered = {{"/usr/share/linli/catalogue/meal_order.json#/steps/0/id",
                      "is used twice; every id must be its own", 12}};
  return view;
}

flow::ProgressView matter(domain::Stage stage) {
  return {{"ZC-0417-2611-0003", "temporary_relief", kNow, stage, "", {}}, relief(), {}};
}

View in_session(DisplayMode mode, flow::ScreenView screen) {
  View view = open_view(mode);
  view.screen = std::move(screen);
  return view;
}

View matters(DisplayMode mode, int count) {
  flow::MattersView shown{.state = flow::MattersView::State::shown, .pages = count > 0 ? 2 : 1};
  for (int i = 0; i < std::min(count, mode == DisplayMode::large ? 2 : 4); ++i) {
    shown.rows.push_back(matter(static_cast<domain::Stage>(i)));
    shown.rows.back().report.receipt_number += std::to_string(i);
  }
  return in_session(mode, std::move(shown));
}

View order(DisplayMode mode, flow::OrderView::State state, bool asks = false) {
  flow::ProgressView shown = matter(domain::Stage::received);
  shown.order = {.state = state,
                 .day = year(2026) / 11 / 25,
                 .place = "辽宁省阜新市海州区锦绣路 128 号 3 单元 502 室",
                 .asks = asks};
  return in_session(mode, std::move(shown));
}

void add_matters(std::vector<Situation>& all) {
  using State = flow::OrderView::State;
  all.push_back({"matters", [](DisplayMode mode) { return matters(mode, 9); }});
  all.push_back({"matters-none", [](DisplayMode mode) { return matters(mode, 0); }});
  all.push_back(
      {"matters-loading", [](DisplayMode mode) { return in_session(mode, flow::MattersView{}); }});
  all.push_back({"matters-failed", [](DisplayMode mode) {
                   using MattersState = flow::MattersView::State;
                   return in_session(mode, flow::MattersView{.state = MattersState::failed});
                 }});
  for (int i = 0; i <= static_cast<int>(State::cancelled); ++i) {
    all.push_back({"order-" + std::to_string(i),
                   [i](DisplayMode mode) { return order(mode, static_cast<State>(i)); }});
  }
  all.push_back(
      {"order-cancelling", [](DisplayMode mode) { return order(mode, State::open, true); }});
  all.push_back({"order-cancelling-failed", [](DisplayMode mode) {
                   View view = order(mode, State::open, true);
                   std::get<flow::ProgressView>(view.screen).order->error =
                       offline_cache::SubmitError::disk_full;
                   return view;
                 }});
  all.push_back({"order-cancelling-working", [](DisplayMode mode) {
                   View view = order(mode, State::open, true);
                   std::get<flow::ProgressView>(view.screen).order->working = true;
                   return view;
                 }});
  all.push_back({"scan-or-card", [](DisplayMode mode) {
                   return in_session(mode, flow::ScanView{.state = flow::ScanView::State::looking,
                                                          .by_card = true});
                 }});
  all.push_back({"scan-no-camera-but-card", [](DisplayMode mode) {
                   return in_session(mode, flow::ScanView{.state = flow::ScanView::State::no_camera,
                                                          .by_card = true});
                 }});
  all.push_back({"identity-matters", [](DisplayMode mode) {
                   return in_session(mode,
                                     flow::IdentityView{.masked_name = "王*",
                                                        .masked_number = kMaskedNumber,
                                                        .purpose = flow::CardPurpose::matters});
                 }});
  all.push_back({"read-card-matters", [](DisplayMode mode) {
                   return in_session(mode,
                                     flow::ReadCardView{.purpose = flow::CardPurpose::matters});
                 }});
}

}  // namespace

void add_status_situations(std::vector<Situation>& all) {
  for (const Page& page : kLargePages) {
    all.push_back(
        {page.name, [&page](DisplayMode mode) { return benefits_page(mode, page.name); }});
  }
  all.push_back({"receipt-urgent", [](DisplayMode mode) { return receipt(mode, true, false); }});
  for (int i = 0; i <= static_cast<int>(flow::StaffCallState::failed); ++i) {
    all.push_back({"receipt-urgent-call-" + std::to_string(i), [i](DisplayMode mode) {
                     View view = receipt(mode, true, false);
                     std::get<flow::ReceiptView>(view.screen).call =
                         static_cast<flow::StaffCallState>(i);
                     return view;
                   }});
  }
  all.push_back(
      {"receipt-urgent-last-page", [](DisplayMode mode) { return receipt(mode, true, true); }});
  all.push_back(
      {"receipt-with-follow-ups", [](DisplayMode mode) { return receipt(mode, false, false); }});
  all.push_back(
      {"receipt-follow-ups", [](DisplayMode mode) { return receipt(mode, false, true); }});
  add_matters(all);
  add_printing(all);
  all.push_back({"day-emergencies", [](DisplayMode mode) { return staff_day(mode); }});
}

}  // namespace linli::tests
