#include "tests/ui/situations.h"
#include "kiosk/flow/service_menu.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "tests/ui/addition_situations.h"
#include "tests/ui/field_situations.h"
#include "tests/ui/form_situations.h"
#include "tests/ui/invented.h"
#include "tests/ui/long_name_situations.h"
#include "tests/ui/reference_situations.h"
#include "tests/ui/service_situations.h"
#include "tests/ui/staff_situations.h"
#include "tests/ui/status_situations.h"

namespace linli::tests {
namespace {

using flow::DisplayMode;
using flow::View;

View shown(DisplayMode mode, flow::ScreenView screen) {
  View view = open_view(mode);
  view.screen = std::move(screen);
  return view;
}

View home(DisplayMode mode, bool online, bool available) {
  View view = idle_view(mode);
  view.header.link = {online, online ? 0 : 3, 0};
  flow::HomeView home{.tiles = {}, .card_reader = drivers::DeviceHealth::working};
  const flow::ServiceMenu menu({.catalogue = shipped_catalogue(),
                                .may_apply = [](const auto&) { return true; },
                                .guide = true,
                                .place_names = true});
  home.tiles = menu.first(mode);
  if (mode == DisplayMode::standard) home.more = menu.rest(mode);
  home.takes_work = available;
  view.screen = home;
  return view;
}

flow::ReadCardView read_card(flow::ReadCardView::State state) {
  return {.state = state, .purpose = flow::CardPurpose::service, .service = relief()};
}

flow::BenefitsView benefits(DisplayMode mode) {
  flow::BenefitsView view{.state = flow::BenefitsView::State::shown};
  view.answer = invented_benefits();
  view.can_apply = relief();
  view.count = mode == DisplayMode::large ? 1 : 2;
  view.pages = mode == DisplayMode::large ? 3 : 1;
  return view;
}

flow::ReviewView review(DisplayMode mode, int page) {
  flow::ReviewView view{.state = flow::ReviewView::State::reading, .service = relief()};
  view.masked_name = kMaskedName;
  view.masked_number = kMaskedNumber;
  std::vector<flow::ReviewRow> rows;
  for (const auto& step : relief()->steps) {
    for (const auto& field : step.fields) {
      const auto* answer = answer_to(field.id);
      rows.push_back({&step, &field, std::nullopt});
      if (answer != nullptr) rows.back().answer = *answer;
    }
  }
  const std::size_t per_page = mode == DisplayMode::large ? 2 : 6;
  view.pages = static_cast<int>((rows.size() + per_page - 1) / per_page);
  view.page = std::min(page, view.pages - 1);
  const std::size_t first = static_cast<std::size_t>(view.page) * per_page;
  for (std::size_t i = first; i < std::min(rows.size(), first + per_page); ++i) {
    view.rows.push_back(rows[i]);
  }
  return view;
}

flow::ReceiptView receipt(DisplayMode mode, bool at_centre) {
  flow::ReceiptView view{.receipt = invented_receipt(), .service = relief()};
  view.masked_name = "王*芳";
  view.phone_tail = "0000";
  view.at_centre = at_centre;
  view.place_in_queue = at_centre ? 0 : 3;
  view.decided_within = {
      {20, catalogue::Deadline::Unit::working_days, std::chrono::year{2026} / 12 / 18}};
  view.asks_rating = mode == DisplayMode::standard;
  view.pages = mode == DisplayMode::large ? 2 : 1;
  return view;
}

flow::ProgressView progress(domain::Stage stage, const std::string& note) {
  return {.report = {.receipt_number = "LS-0417-2611-0038",
                     .service = "temporary_relief",
                     .submitted_at = kNow,
                     .stage = stage,
                     .note = note,
                     .updated_at = kNow},
          .service = relief()};
}

View with_overlay(View view, flow::Overlay overlay) {
  view.overlay = std::move(overlay);
  return view;
}

template <class Screen, class Error>
flow::ScreenView failed(Error error) {
  Screen view{.state = Screen::State::failed};
  view.error = error;
  return view;
}

void add_reading(std::vector<Situation>& all) {
  using State = flow::ReadCardView::State;
  const std::pair<const char*, State> states[] = {
      {"waiting", State::waiting}, {"reading", State::reading}, {"no-reader", State::no_reader}};
  for (const auto& [name, state] : states) {
    all.push_back({std::string("read-card-") + name,
                   [state](DisplayMode mode) { return shown(mode, read_card(state)); }});
  }
  for (int i = 0; i <= static_cast<int>(drivers::CardReadError::reader_not_allowed); ++i) {
    all.push_back({"read-card-failed-" + std::to_string(i), [i](DisplayMode mode) {
                     auto card = read_card(State::failed);
                     card.error = static_cast<drivers::CardReadError>(i);
                     return shown(mode, card);
                   }});
  }
  for (int i = 0; i <= static_cast<int>(flow::CardProblem::not_yet_valid); ++i) {
    all.push_back({"read-card-refused-" + std::to_string(i), [i](DisplayMode mode) {
                     auto card = read_card(State::refused);
                     card.problem = static_cast<flow::CardProblem>(i);
                     return shown(mode, card);
                   }});
  }
}

void add_lookups(std::vector<Situation>& all) {
  using offline_cache::LookupError;
  for (int i = 0; i <= static_cast<int>(LookupError::forged_code); ++i) {
    const auto error = static_cast<LookupError>(i);
    all.push_back({"scan-failed-" + std::to_string(i), [error](DisplayMode mode) {
                     return shown(mode, failed<flow::ScanView>(error));
                   }});
    if (error == LookupError::foreign_code || error == LookupError::forged_code) continue;
    all.push_back({"benefits-failed-" + std::to_string(i), [error](DisplayMode mode) {
                     return shown(mode, failed<flow::BenefitsView>(error));
                   }});
  }
}

void add_benefits(std::vector<Situation>& all) {
  all.push_back({"benefits", [](DisplayMode mode) { return shown(mode, benefits(mode)); }});
  all.push_back({"benefits-last-page", [](DisplayMode mode) {
                   auto view = benefits(mode);
                   if (mode == DisplayMode::large) {
                     view.page = 2;
                     view.first = 1;
                   }
                   return shown(mode, view);
                 }});
  all.push_back({"benefits-from-cache", [](DisplayMode mode) {
                   auto view = benefits(mode);
                   view.answer->from_cache = true;
                   View all_of_it = shown(mode, view);
                   all_of_it.header.link = {false, 3, 0};
                   return all_of_it;
                 }});
  all.push_back({"benefits-none", [](DisplayMode mode) {
                   auto view = benefits(mode);
                   view.answer->status.benefits.clear();
                   view.count = 0;
                   view.pages = 1;
                   return shown(mode, view);
                 }});
  for (const bool slow : {false, true}) {
    all.push_back(
        {slow ? "benefits-loading-slow" : "benefits-loading", [slow](DisplayMode mode) {
           return shown(
               mode, flow::BenefitsView{.state = flow::BenefitsView::State::loading, .slow = slow});
         }});
  }
}

void add_submitting(std::vector<Situation>& all) {
  for (const int page : {0, 9}) {
    all.push_back({page == 0 ? "review" : "review-last-page",
                   [page](DisplayMode mode) { return shown(mode, review(mode, page)); }});
  }
  all.push_back({"review-submitting", [](DisplayMode mode) {
                   auto view = review(mode, 9);
                   view.state = flow::ReviewView::State::submitting;
                   return shown(mode, view);
                 }});
  for (int i = 0; i <= static_cast<int>(offline_cache::SubmitError::not_enrolled); ++i) {
    all.push_back({"review-failed-" + std::to_string(i), [i](DisplayMode mode) {
                     auto view = review(mode, 9);
                     view.state = flow::ReviewView::State::failed;
                     view.error = static_cast<offline_cache::SubmitError>(i);
                     return shown(mode, view);
                   }});
  }
  all.push_back({"receipt-offline", [](DisplayMode mode) {
                   View view = shown(mode, receipt(mode, false));
                   view.header.link = {false, 3, 0};
                   view.can_go_back = false;
                   return view;
                 }});
  all.push_back({"receipt-at-centre", [](DisplayMode mode) {
                   auto view = receipt(mode, true);
                   if (mode == DisplayMode::standard) view.grade = domain::Grade::very_satisfied;
                   View whole = shown(mode, view);
                   whole.can_go_back = false;
                   return whole;
                 }});
  all.push_back({"receipt-last-page", [](DisplayMode mode) {
                   auto view = receipt(mode, false);
                   view.page = view.pages - 1;
                   View whole = shown(mode, view);
                   whole.can_go_back = false;
                   return whole;
                 }});
  all.push_back({"rating", [](DisplayMode mode) { return shown(mode, flow::RatingView{}); }});
  all.push_back({"rating-given", [](DisplayMode mode) {
                   return shown(mode, flow::RatingView{domain::Grade::satisfied});
                 }});
}

void add_progress(std::vector<Situation>& all) {
  all.push_back({"scan-looking", [](DisplayMode mode) {
                   return shown(mode, flow::ScanView{.state = flow::ScanView::State::looking,
                                                     .frame = invented_frame(),
                                                     .frame_number = 1});
                 }});
  all.push_back({"scan-checking", [](DisplayMode mode) {
                   return shown(mode, flow::ScanView{.state = flow::ScanView::State::checking});
                 }});
  all.push_back({"scan-no-camera", [](DisplayMode mode) {
                   return shown(mode, flow::ScanView{.state = flow::ScanView::State::no_camera});
                 }});
  for (int i = 0; i <= static_cast<int>(domain::Stage::cancelled); ++i) {
    const auto stage = static_cast<domain::Stage>(i);
    const bool with_note =
        stage == domain::Stage::supplement_needed || stage == domain::Stage::returned;
    all.push_back({"progress-" + std::to_string(i), [stage, with_note](DisplayMode mode) {
                     return shown(
                         mode,
                         progress(stage, with_note ? "住院发票照片看不清，请带原件到窗口" : ""));
                   }});
  }
}

void add_rest(std::vector<Situation>& all) {
  all.push_back({"help", [](DisplayMode mode) {
                   return shown(mode, flow::HelpView{&demo_catalogue().region});
                 }});
  for (int i = 0; i <= static_cast<int>(flow::StaffCallState::failed); ++i) {
    all.push_back({"help-call-" + std::to_string(i), [i](DisplayMode mode) {
                     return shown(mode, flow::HelpView{&demo_catalogue().region,
                                                       static_cast<flow::StaffCallState>(i)});
                   }});
  }
  for (int i = static_cast<int>(offline_cache::StoreHealth::broken);
       i <= static_cast<int>(offline_cache::StoreHealth::in_use); ++i) {
    all.push_back({"out-of-service-" + std::to_string(i), [i](DisplayMode mode) {
                     View view = idle_view(mode);
                     view.screen =
                         flow::OutOfServiceView{static_cast<offline_cache::StoreHealth>(i)};
                     return view;
                   }});
  }
  all.push_back(
      {"overlay-timeout", [](DisplayMode mode) {
         return with_overlay(form_view(mode, 2, 0), flow::overlay::TimeoutWarning{23, true});
       }});
  all.push_back(
      {"overlay-timeout-no-draft", [](DisplayMode mode) {
         return with_overlay(shown(mode, benefits(mode)), flow::overlay::TimeoutWarning{1, false});
       }});
  all.push_back({"overlay-leave", [](DisplayMode mode) {
                   return with_overlay(form_view(mode, 2, 0), flow::overlay::LeaveQuestion{});
                 }});
  all.push_back({"overlay-draft", [](DisplayMode mode) {
                   return with_overlay(shown(mode, benefits(mode)),
                                       flow::overlay::DraftQuestion{relief()});
                 }});
}

/// Where the footer has the most buttons in its row.
View spoken(DisplayMode mode, flow::SpeechState state) {
  View view = shown(mode, flow::IdentityView{.masked_name = kMaskedName,
                                             .masked_number = kMaskedNumber,
                                             .purpose = flow::CardPurpose::benefits});
  view.speech = state;
  return view;
}

}  // namespace

std::vector<Situation> all_situations() {
  std::vector<Situation> all{
      {"home", [](DisplayMode mode) { return home(mode, true, true); }},
      {"home-offline", [](DisplayMode mode) { return home(mode, false, true); }},
      {"home-disk-full", [](DisplayMode mode) { return home(mode, true, false); }},
      {"home-starting",
       [](DisplayMode mode) {
         View view = home(mode, true, false);
         std::get<flow::HomeView>(view.screen).starting = true;
         return view;
       }},
      {"home-no-reader",
       [](DisplayMode mode) {
         View view = home(mode, true, true);
         std::get<flow::HomeView>(view.screen).card_reader = drivers::DeviceHealth::missing;
         return view;
       }},
      {"home-in-session",
       [](DisplayMode mode) {
         View view = home(mode, true, true);
         view.session_open = true;
         view.header.masked_person = std::string(kMaskedName) + " " + kMaskedNumber;
         return view;
       }},
      {"speech-speaking", [](DisplayMode mode) { return spoken(mode, flow::SpeechState::speaking); }},
      {"speech-failed", [](DisplayMode mode) { return spoken(mode, flow::SpeechState::failed); }},
      {"identity",
       [](DisplayMode mode) {
         return shown(mode, flow::IdentityView{.masked_name = kMaskedName,
                                               .masked_number = kMaskedNumber,
                                               .newest_address_used = true,
                                               .purpose = flow::CardPurpose::service,
                                               .service = relief()});
       }},
      {"identity-benefits", [](DisplayMode mode) {
         return shown(mode, flow::IdentityView{.masked_name = "王*",
                                               .masked_number = kMaskedNumber,
                                               .purpose = flow::CardPurpose::benefits});
       }}};
  add_reading(all);
  add_benefits(all);
  add_lookups(all);
  add_form_situations(all);
  add_service_situations(all);
  add_field_situations(all);
  add_submitting(all);
  add_progress(all);
  add_rest(all);
  add_addition_situations(all);
  add_reference_situations(all);
  add_staff_situations(all);
  add_status_situations(all);
  add_long_name_situations(all);
  return all;
}

flow::View situation(const std::string& name, DisplayMode mode) {
  for (const auto& one : all_situations()) {
    if (one.name == name) return one.view(mode);
  }
  throw std::invalid_argument("no situation " + name);
}

}  // namespace linli::tests
