#include "tests/ui/staff_situations.h"

#include <algorithm>

#include "tests/ui/invented.h"

namespace linli::tests {
namespace {

using flow::DisplayMode;
using flow::EndOfDayView;
using flow::View;
using offline_cache::ItemState;
using offline_cache::ItemTrouble;
using offline_cache::Reconciliation;
using Closing = EndOfDayView::Closing;
using Why = offline_cache::SignInRefusal::Why;
using std::chrono::minutes;

View at_sign_in(DisplayMode mode, flow::StaffSignInView screen) {
  View view = idle_view(mode);
  view.speech.reset();
  view.can_go_back = true;
  view.screen = std::move(screen);
  return view;
}

flow::StaffSignInView refused(Why why) {
  return {.number = "1001", .refusal = {{why, kNow + minutes(2)}}};
}

View of_staff(DisplayMode mode, flow::ScreenView screen, offline_cache::StaffRole role = {}) {
  View view = idle_view(mode);
  view.speech.reset();
  view.header.staff = {"1001", "李敏", role};
  view.header.terminal = "0417";
  view.header.link = {.online = true, .waiting = 8, .ratings = 2, .sending = true, .for_staff = 2};
  view.can_go_back = !std::holds_alternative<EndOfDayView>(screen);
  view.screen = std::move(screen);
  return view;
}

struct ItemRow {
  const char* number;
  int minutes_ago;
  std::size_t bytes;
  std::size_t sent;
  ItemState state;
  ItemTrouble trouble;
  bool set_aside;
};
constexpr ItemRow kItems[] = {
    {"DB-0417-2611-0007", 46, 4100000, 0, ItemState::returned, ItemTrouble::none, false},
    {"CJ-0417-2611-0003", 69, 900000, 0, ItemState::quarantined, ItemTrouble::refused, false},
    {"LS-0417-2611-0038", 0, 1800000, 1152000, ItemState::sending, ItemTrouble::none, false},
    {"LS-0417-2611-0037", 2, 3000, 0, ItemState::stored, ItemTrouble::none, false},
    {"LS-0417-2611-0031", 2000, 640000, 0, ItemState::quarantined, ItemTrouble::damaged, true},
    {"GL-0417-2611-0021", 71, 400000, 400000, ItemState::accepted, ItemTrouble::none, false},
    {"LS-0417-2611-0030", 90, 400000, 0, ItemState::exported, ItemTrouble::none, false},
    {"LS-0417-2611-0029", 91, 400000, 0, ItemState::refused, ItemTrouble::none, false}};
constexpr ItemRow kDisputed = {"LS-0417-2611-0030",  90,   400000, 400000, ItemState::accepted,
                               ItemTrouble::differs, false};

flow::DayRow row_of(const ItemRow& from) {
  flow::DayRow row;
  row.item.receipt_number = from.number;
  row.item.service = "temporary_relief";
  row.item.stored_at = kNow - minutes(from.minutes_ago);
  row.item.bytes = from.bytes;
  row.item.bytes_sent = from.sent;
  row.item.state = from.state;
  row.item.trouble = from.trouble;
  row.item.set_aside = from.set_aside;
  row.service = relief();
  return row;
}

Reconciliation books(int days_ago, Reconciliation::Result result) {
  const auto today = std::chrono::sys_days(base::hall_time(kNow).date);
  Reconciliation books;
  books.result = result;
  books.day = today - std::chrono::days(days_ago);
  books.here = 52;
  books.there = 52;
  books.check_code = "7F3A-91C2";
  if (result == Reconciliation::Result::agreed) return books;
  books.there = 48;
  books.missing_there = {"LS-0417-2611-0038", "LS-0417-2611-0037", "DB-0417-2611-0007",
                         "CJ-0417-2611-0003", "GL-0417-2611-0021"};
  books.unknown_here = {"one"};
  books.differs = {"LS-0417-2611-0030"};
  return books;
}

/// The page as the flow makes it.
EndOfDayView day(DisplayMode mode, int page = 0) {
  const bool large = mode == DisplayMode::large;
  EndOfDayView view;
  view.state = EndOfDayView::State::shown;
  view.overview.day = base::hall_time(kNow).date;
  view.overview.stored = 46;
  view.overview.accepted = 38;
  view.overview.on_the_way = 6;
  view.overview.for_staff = 2;
  view.overview.ratings = {31, 28, 2, 1};
  view.overview.sending = true;
  view.overview.bytes = 15'000'000;
  view.overview.bytes_sent = 12'400'000;
  view.overview.bytes_per_second = 130'000;
  view.overview.time_left = std::chrono::seconds(20);
  view.overview.last = books(1, Reconciliation::Result::agreed);
  view.devices = {drivers::DeviceHealth::working,
                  drivers::DeviceHealth::starting,
                  offline_cache::StoreHealth::ready,
                  std::chrono::milliseconds(200),
                  {.online = true, .heard_at = kNow - minutes(1)},
                  offline_cache::DiskSpace{41'200'000'000, 64'000'000'000}};
  view.pages = large ? 6 : 2;
  view.page = std::min(page, view.pages - 1);
  view.shows_summary = !large || view.page == 0;
  view.shows_devices = !large || view.page == view.pages - 1;
  if (large && (view.shows_summary || view.shows_devices)) return view;
  const int per_page = large ? 2 : 4;
  const int first = (large ? view.page - 1 : view.page) * per_page;
  for (int i = first; i < first + per_page; ++i) view.rows.push_back(row_of(kItems[i]));
  return view;
}

View closing(DisplayMode mode, Closing state) {
  EndOfDayView view = day(mode);
  view.closing = state;
  if (state == Closing::agreed || state == Closing::running) view.overview.on_the_way = 0;
  if (state == Closing::agreed) view.overview.last = books(0, Reconciliation::Result::agreed);
  if (state != Closing::disputed) return of_staff(mode, view);
  view.overview.last = books(0, Reconciliation::Result::disputed);
  if (!view.rows.empty()) view.rows.front() = row_of(kDisputed);
  return of_staff(mode, view);
}

flow::DayItemView item(const ItemRow& row, bool supervisor) {
  flow::DayItemView view;
  view.row = row_of(row);
  view.needs_person =
      !row.set_aside && (row.state == ItemState::returned || row.state == ItemState::refused ||
                         row.state == ItemState::quarantined);
  view.may_try_again = view.needs_person && row.state == ItemState::quarantined;
  view.may_ask = row.state == ItemState::accepted || row.state == ItemState::returned ||
                 row.state == ItemState::refused || row.state == ItemState::exported;
  view.supervisor = supervisor;
  return view;
}

void add_sign_in(std::vector<Situation>& all) {
  all.push_back({"staff-sign-in", [](DisplayMode mode) {
                   return at_sign_in(mode, {.active = flow::SignInField::pin,
                                            .number = "1001",
                                            .pin_digits = 6,
                                            .complete = true});
                 }});
  all.push_back({"staff-sign-in-empty", [](DisplayMode mode) { return at_sign_in(mode, {}); }});
  for (const auto card : {flow::SignInCard::reading, flow::SignInCard::not_read}) {
    all.push_back({"staff-sign-in-card-" + std::to_string(static_cast<int>(card)),
                   [card](DisplayMode mode) { return at_sign_in(mode, {.card = card}); }});
  }
  all.push_back({"staff-sign-in-checking", [](DisplayMode mode) {
                   return at_sign_in(mode, {.number = "1001", .checking = true});
                 }});
  for (int i = 0; i <= static_cast<int>(Why::store_failed); ++i) {
    all.push_back({"staff-sign-in-refused-" + std::to_string(i), [i](DisplayMode mode) {
                     return at_sign_in(mode, refused(static_cast<Why>(i)));
                   }});
  }
  all.push_back({"staff-door", [](DisplayMode mode) {
                   View view = idle_view(mode);
                   view.screen = flow::HomeView{
                       .tiles = {{flow::TileKind::benefits}, {flow::TileKind::hotlines}},
                       .card_reader = drivers::DeviceHealth::working};
                   view.header.staff_door = true;
                   return view;
                 }});
}

void add_day(std::vector<Situation>& all) {
  for (int page = 0; page < 6; ++page) {
    all.push_back({"day-" + std::to_string(page),
                   [page](DisplayMode mode) { return of_staff(mode, day(mode, page)); }});
  }
  all.push_back({"day-loading", [](DisplayMode mode) { return of_staff(mode, EndOfDayView{}); }});
  all.push_back({"day-unreadable", [](DisplayMode mode) {
                   EndOfDayView view;
                   view.state = EndOfDayView::State::unreadable;
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-nothing", [](DisplayMode mode) {
                   EndOfDayView view = day(mode);
                   view.overview = {.day = base::hall_time(kNow).date};
                   view.rows.clear();
                   view.pages = mode == DisplayMode::large ? 2 : 1;
                   view.nothing_open = true;
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-offline", [](DisplayMode mode) {
                   EndOfDayView view = day(mode);
                   view.overview.sending = false;
                   view.overview.time_left = {};
                   view.overview.bytes_per_second = 0;
                   view.overview.last = {};
                   view.devices.clock_error = minutes(5);
                   view.devices.link = {.online = false, .heard_at = kNow - minutes(95)};
                   view.devices.disk = offline_cache::DiskSpace{310'000'000, 64'000'000'000};
                   View whole = of_staff(mode, view);
                   whole.header.link = {.online = false, .waiting = 6, .for_staff = 2};
                   return whole;
                 }});
  all.push_back({"day-waiting", [](DisplayMode mode) {
                   EndOfDayView view = day(mode);
                   view.overview.sending = false;
                   view.overview.ratings = {};
                   view.overview.time_left = {};
                   view.overview.bytes_per_second = 0;
                   view.sending = true;
                   View whole = of_staff(mode, view);
                   whole.header.link.sending = false;
                   return whole;
                 }});
  for (const auto state : {Closing::running, Closing::agreed, Closing::disputed}) {
    all.push_back({"day-closing-" + std::to_string(static_cast<int>(state)),
                   [state](DisplayMode mode) { return closing(mode, state); }});
  }
  for (int i = 0; i <= static_cast<int>(offline_cache::CloseError::store_failed); ++i) {
    all.push_back({"day-close-failed-" + std::to_string(i), [i](DisplayMode mode) {
                     EndOfDayView view = day(mode);
                     view.closing = Closing::failed;
                     view.error = static_cast<offline_cache::CloseError>(i);
                     return of_staff(mode, view);
                   }});
  }
  for (int i = 0; i <= static_cast<int>(offline_cache::CloseError::store_failed); ++i) {
    all.push_back({"day-failed-last-night-" + std::to_string(i), [i](DisplayMode mode) {
                     EndOfDayView view = day(mode);
                     const auto error = static_cast<offline_cache::CloseError>(i);
                     view.overview.failed = {kNow - std::chrono::hours(14), error};
                     return of_staff(mode, view);
                   }});
  }
  all.push_back({"day-failed-and-disputed", [](DisplayMode mode) {
                   EndOfDayView view = day(mode);
                   view.overview.last = books(1, Reconciliation::Result::disputed);
                   view.overview.failed = {kNow - std::chrono::hours(14),
                                           offline_cache::CloseError::unreachable};
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-idle", [](DisplayMode mode) {
                   View view = of_staff(mode, day(mode));
                   view.overlay = flow::overlay::TimeoutWarning{23, false, true};
                   return view;
                 }});
}

void add_items(std::vector<Situation>& all) {
  for (const auto stage :
       {domain::Stage::supplement_needed, domain::Stage::returned, domain::Stage::refused}) {
    all.push_back(
        {"day-item-decided-" + std::to_string(static_cast<int>(stage)), [stage](DisplayMode mode) {
           auto view = item(kItems[5], false);
           view.row.item.decided = stage;
           return of_staff(mode, view);
         }});
  }
  all.push_back({"day-decided", [](DisplayMode mode) {
                   auto view = day(mode, 1);
                   view.overview.decided = 1;
                   view.rows.back().item.state = ItemState::accepted;
                   view.rows.back().item.decided = domain::Stage::supplement_needed;
                   return of_staff(mode, view);
                 }});
  for (std::size_t i = 0; i < std::size(kItems); ++i) {
    all.push_back({"day-item-" + std::to_string(i),
                   [i](DisplayMode mode) { return of_staff(mode, item(kItems[i], true)); }});
  }
  for (int i = 1; i <= static_cast<int>(ItemTrouble::other); ++i) {
    all.push_back({"day-item-trouble-" + std::to_string(i), [i](DisplayMode mode) {
                     ItemRow row = kItems[1];
                     row.trouble = static_cast<ItemTrouble>(i);
                     if (row.trouble == ItemTrouble::unknown_there ||
                         row.trouble == ItemTrouble::differs) {
                       row.state = ItemState::accepted;
                     }
                     flow::DayItemView view = item(row, i % 2 == 0);
                     view.failed = i == 5;
                     return of_staff(mode, view);
                   }});
  }
  all.push_back({"day-item-reasons", [](DisplayMode mode) {
                   flow::DayItemView view = item(kItems[1], true);
                   view.choosing = true;
                   view.reason = offline_cache::SetAsideReason::duplicate;
                   return of_staff(mode, view, offline_cache::StaffRole::supervisor);
                 }});
  all.push_back({"day-item-reasons-failed", [](DisplayMode mode) {
                   flow::DayItemView view = item(kItems[1], true);
                   view.choosing = view.failed = true;
                   return of_staff(mode, view, offline_cache::StaffRole::supervisor);
                 }});
}

flow::DayReportView report(DisplayMode mode, int page = 0) {
  const bool large = mode == DisplayMode::large;
  flow::DayReportView view;
  view.state = flow::DayReportView::State::shown;
  view.day = base::hall_time(kNow).date;
  view.earlier = true;
  offline_cache::ServiceDay relief_day{"temporary_relief", 46, 38, 1, 0, 2, 1, "LS-0417-2611-0001",
                                       "LS-0417-2611-0046"};
  const offline_cache::ServiceDay ratings{
      "rating", 31, 31, 0, 0, 0, 0, "PJ-0417-2611-0001", "PJ-0417-2611-0031"};
  offline_cache::ReportItem open{"LS-0417-2611-0007",    "temporary_relief",   kNow,
                                 ItemState::quarantined, ItemTrouble::refused, {}};
  auto aside = open;
  aside.receipt_number = "LS-0417-2611-0012";
  aside.set_aside = {offline_cache::SetAsideReason::technical, "1002", kNow};
  view.total = relief_day;
  view.last = books(0, Reconciliation::Result::agreed);
  view.pages = large ? 3 : 1;
  view.page = std::min(page, view.pages - 1);
  view.shows_summary = !large || view.page == 0;
  const std::vector<flow::ReportRow> rows{
      {relief_day, relief()}, {ratings, nullptr}, {open, relief()}, {aside, relief()}};
  if (!large) view.rows = rows;
  const auto first = static_cast<std::size_t>(std::max(0, view.page - 1)) * 2;
  if (large && view.page > 0) view.rows = {rows.at(first), rows.at(first + 1)};
  return view;
}

void add_reports(std::vector<Situation>& all) {
  for (int page = 0; page < 3; ++page) {
    all.push_back({"day-report-" + std::to_string(page),
                   [page](DisplayMode mode) { return of_staff(mode, report(mode, page)); }});
  }
  all.push_back({"day-report-disputed", [](DisplayMode mode) {
                   auto view = report(mode);
                   view.last = books(0, Reconciliation::Result::disputed);
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-report-nothing", [](DisplayMode mode) {
                   auto view = report(mode);
                   view.total = {};
                   view.last = {};
                   view.rows.clear();
                   view.pages = 1;
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-report-disputed-failed", [](DisplayMode mode) {
                   auto view = report(mode);
                   view.last = books(0, Reconciliation::Result::disputed);
                   view.saving = {flow::SavingView::State::failed, flow::SaveError::no_folder, {}};
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-report-pages", [](DisplayMode mode) {
                   auto view = report(mode, 1);
                   view.pages = 3;
                   view.page = 1;
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-report-left-out", [](DisplayMode mode) {
                   auto view = report(mode, 2);
                   view.rows.back() = {flow::LeftOut{50, 123}, nullptr};
                   return of_staff(mode, view);
                 }});
  for (const bool agreed : {true, false}) {
    all.push_back(
        {agreed ? "day-report-earlier" : "day-report-earlier-open", [agreed](DisplayMode mode) {
           auto view = report(mode);
           view.day = std::chrono::sys_days(view.day) - std::chrono::days(2);
           view.later = true;
           view.last = {};
           if (agreed) view.agreed = {1, 46, 46, "7F3A-91C2", kNow};
           return of_staff(mode, view);
         }});
  }
  all.push_back({"day-report-saving", [](DisplayMode mode) {
                   auto view = report(mode);
                   view.last = {};
                   view.saving.state = flow::SavingView::State::saving;
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-report-saved", [](DisplayMode mode) {
                   auto view = report(mode);
                   view.saving = {flow::SavingView::State::saved, {}, "day-report-0417-2026-11-22"};
                   return of_staff(mode, view);
                 }});
  for (int i = 0; i <= static_cast<int>(flow::SaveError::failed); ++i) {
    all.push_back(
        {"day-report-failed-" + std::to_string(i), [i](DisplayMode mode) {
           auto view = report(mode);
           view.saving = {flow::SavingView::State::failed, static_cast<flow::SaveError>(i), {}};
           return of_staff(mode, view);
         }});
  }
  for (const auto state :
       {flow::DayReportView::State::loading, flow::DayReportView::State::unreadable}) {
    all.push_back(
        {"day-report-state-" + std::to_string(static_cast<int>(state)), [state](DisplayMode mode) {
           flow::DayReportView view;
           view.state = state;
           view.day = base::hall_time(kNow).date;
           view.earlier = true;
           return of_staff(mode, view);
         }});
  }
}

/// As much as the centre may write (protocol: 2,000 bytes).
std::string longest_note() {
  std::string note;
  while (note.size() + 60 <= 2000) note += "还缺一份本月的住院收费票据。";
  return note;
}

domain::StageReport lacking(const char* note) {
  return {
      "LS-0417-2611-0038", "temporary_relief", kNow, domain::Stage::supplement_needed, note, kNow};
}

void add_notices(std::vector<Situation>& all) {
  constexpr const char* kNote =
      "收入证明没有盖章，请到单位盖章后再交；还缺一份本月的住院收费票据。";
  all.push_back({"day-item-told", [](DisplayMode mode) {
                   auto view = item(kItems[5], false);
                   view.told = lacking(kNote);
                   view.may_give_notice = true;
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-item-asking", [](DisplayMode mode) {
                   auto view = item(kItems[5], false);
                   view.asking = true;
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-item-ask-failed", [](DisplayMode mode) {
                   auto view = item(kItems[0], true);
                   view.ask_error = offline_cache::LookupError::unreachable;
                   return of_staff(mode, view);
                 }});
  all.push_back({"day-item-told-much", [](DisplayMode mode) {
                   auto view = item(kItems[5], false);
                   view.told = lacking(longest_note().c_str());
                   view.may_give_notice = true;
                   return of_staff(mode, view);
                 }});
  all.push_back(
      {"notice-long", [](DisplayMode mode) {
         return of_staff(mode, flow::NoticeView{lacking(longest_note().c_str()), relief(), {}});
       }});
  all.push_back({"notice-failed", [](DisplayMode mode) {
                   return of_staff(mode, flow::NoticeView{lacking(kNote),
                                                          relief(),
                                                          {flow::SavingView::State::failed,
                                                           flow::SaveError::no_folder,
                                                           {}}});
                 }});
  for (const char* note : {"", kNote}) {
    all.push_back({note == kNote ? "notice" : "notice-empty", [note](DisplayMode mode) {
                     return of_staff(mode, flow::NoticeView{lacking(note), relief(), {}});
                   }});
  }
  all.push_back({"notice-saved", [](DisplayMode mode) {
                   return of_staff(mode, flow::NoticeView{lacking(kNote),
                                                          relief(),
                                                          {flow::SavingView::State::saved,
                                                           {},
                                                           "notice-LS-0417-2611-0038.pdf"}});
                 }});
}

}  // namespace

void add_staff_situations(std::vector<Situation>& all) {
  add_sign_in(all);
  add_day(all);
  add_items(all);
  add_reports(all);
  add_notices(all);
}

}  // namespace linli::tests
