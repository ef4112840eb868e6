#include "kiosk/flow/visit_impl.h"

namespace linli::flow {

View Visit::Impl::view() const {
  View view;
  view.mode = mode_;
  view.language = language_;
  view.region = &around_.needs.catalogue.region;
  view.header = header_view();
  view.screen = screen_view();
  view.overlay = overlay_view();
  if (!staff_) view.speech = reading_.state();
  view.session_open = session_ != nullptr;
  view.can_go_back = can_go_back();
  return view;
}

HeaderView Visit::Impl::header_view() const {
  HeaderView header;
  if (session_) {
    header.masked_person = session_->masked_name() + " " + session_->card().number.masked();
  }
  header.link = around_.needs.outbox.link();
  header.now = around_.needs.clock.now();
  header.simulated = around_.needs.settings.simulated;
  if (staff_) {
    header.staff = staff_->member();
    header.terminal = staff_->terminal();
  }
  header.staff_door = may_open_staff();
  return header;
}

HomeView Visit::Impl::home_view() const {
  HomeView home;
  home.tiles = menu().first(mode_);
  if (mode_ == DisplayMode::standard) home.more = menu().rest(mode_);
  home.takes_work = around_.needs.outbox.health() != offline_cache::StoreHealth::disk_full;
  home.card_reader = reader_;
  home.starting = around_.needs.outbox.health() == offline_cache::StoreHealth::starting;
  return home;
}

ReceiptView Visit::Impl::receipt_view() const {
  ReceiptView receipt = session_->receipt->view(session_->masked_name(), mode_);
  if (receipt.urgent) receipt.call = staff_calling_.state();
  return receipt;
}

ServiceMenu Visit::Impl::menu() const {
  return ServiceMenu({.catalogue = around_.needs.catalogue,
                      .may_apply = [this](const auto& service) { return may_apply_for(service); },
                      .guide = around_.needs.guide != nullptr,
                      .place_names = around_.needs.place_names != nullptr});
}

ScreenView Visit::Impl::screen_view() const {
  if (staff_) return staff_->screen(mode_, reader_);
  if (help_open_) return HelpView{&around_.needs.catalogue.region, staff_calling_.state()};
  if (out_of_service()) return OutOfServiceView{around_.needs.outbox.health()};
  switch (screen_) {
    case Screen::home:
      return home_view();
    case Screen::read_card:
      return card_reading_->view(errand_.purpose, errand_.service);
    case Screen::identity:
      return IdentityView{session_->masked_name(), session_->card().number.masked(),
                          session_->card().newest_address.has_value(), errand_.purpose,
                          errand_.service};
    case Screen::benefits:
      return session_->benefits->view(mode_, service_to_offer());
    case Screen::menu:
      return menu().view(menus_.back(), mode_);
    case Screen::assessment:
      if (session_->assessment->answered()) return session_->assessment->verdict_view();
      return session_->assessment->questions_view();
    case Screen::form:
      return session_->form->view();
    case Screen::review:
      return session_->submission->view(session_->form->service(), session_->card(),
                                        session_->form->answers(), mode_);
    case Screen::receipt:
      return receipt_view();
    case Screen::rating:
      return session_->receipt->rating_view();
    case Screen::progress:
      if (progress_->has_report()) return progress_->progress_view();
      return progress_->scan_view();
    case Screen::matters:
      if (session_->matters->is_open()) return session_->matters->open_view();
      return session_->matters->list_view(mode_);
    case Screen::reference:
      return reference_->screen(mode_, language_, service_of_article());
  }
  return home_view();
}

/// The one with a way for emergencies, if it can be begun now.
const catalogue::Service* Visit::Impl::service_to_offer() const {
  for (const catalogue::Service& service : around_.needs.catalogue.services) {
    const bool relief = service.group == catalogue::ServiceGroup::relief;
    const bool emergencies = !service.urgent_if.text.empty();
    if (relief && emergencies && may_apply_for(service)) return &service;
  }
  return nullptr;
}

/// What the open article of the guide tells of, if it can be begun now.
const catalogue::Service* Visit::Impl::service_of_article() const {
  const std::string id = reference_ ? reference_->service() : std::string();
  const catalogue::Service* service = id.empty() ? nullptr : around_.needs.catalogue.find(id);
  return service != nullptr && may_apply_for(*service) ? service : nullptr;
}

std::optional<Overlay> Visit::Impl::overlay_view() const {
  const auto left = seconds_left();
  if (left && !nobody_there()) {
    return overlay::TimeoutWarning{*left, session_ && session_->keeps_draft(),
                                   staff_ && staff_->member()};
  }
  if (help_open_) return {};
  if (asks_to_leave_) {
    return overlay::LeaveQuestion{session_->keeps_draft(), session_->form->has_pages()};
  }
  if (asks_about_draft()) return overlay::DraftQuestion{errand_.service};
  return {};
}

bool Visit::Impl::can_go_back() const {
  if (staff_) return staff_->can_go_back();
  if (help_open_) return true;
  if (asks_to_leave_ || asks_about_draft() || out_of_service()) return false;
  if (session_ && session_->submitting()) return false;
  switch (screen_) {
    case Screen::identity:
      return session_->has_agreed_to_anything();
    case Screen::menu:
    case Screen::read_card:
    case Screen::benefits:
    case Screen::assessment:
    case Screen::form:
    case Screen::review:
    case Screen::rating:
    case Screen::progress:
    case Screen::matters:
    case Screen::reference:
      return true;
    case Screen::home:
    case Screen::receipt:
      return false;
  }
  return false;
}

}  // namespace linli::flow
