#include "kiosk/flow/staff_desk.h"

#include <algorithm>

namespace linli::flow {

StaffDesk::StaffDesk(Surroundings& around, News news)
    : around_(around), compared_(std::move(news.compared)) {
  const auto signed_in = [this](offline_cache::StaffMember member) {
    member_ = std::move(member);
    sign_in_.reset();
    day_.emplace(around_, *member_, compared_);
    around_.changed();
  };
  sign_in_.emplace(around_, signed_in, std::move(news.resident));
}

StaffDesk::~StaffDesk() {
  if (!member_) return;
  around_.needs.audit.record(offline_cache::AuditKind::staff_signed_out, member_->number);
}

void StaffDesk::card_event(const drivers::CardEvent& event) {
  if (sign_in_) sign_in_->card_event(event);
}

void StaffDesk::act(const Action& action, DisplayMode mode, drivers::DeviceHealth reader) {
  if (sign_in_) return on_sign_in(action);
  if (day_->report() != nullptr) return on_report(action, mode, reader);
  if (day_->item() != nullptr) return on_item(action);
  on_day(action, mode);
}

void StaffDesk::on_sign_in(const Action& action) {
  if (const auto* field = std::get_if<action::ActivateField>(&action)) {
    sign_in_->activate(field->field);
  }
  if (const auto* key = std::get_if<action::PressKey>(&action)) sign_in_->press(key->key);
  if (std::holds_alternative<action::Back>(action)) left_ = true;
  if (std::holds_alternative<action::Next>(action)) sign_in_->next();
}

void StaffDesk::on_item(const Action& action) {
  StaffItem& item = *day_->item();
  if (const auto* chosen = std::get_if<action::ChooseSetAsideReason>(&action)) {
    item.choose(chosen->reason);
  }
  if (std::holds_alternative<action::TryItemAgain>(action)) item.try_again();
  if (std::holds_alternative<action::BeginSetAside>(action)) item.begin_set_aside();
  if (std::holds_alternative<action::ConfirmSetAside>(action)) item.set_aside();
  if (std::holds_alternative<action::AskCentre>(action)) item.ask_centre();
  if (std::holds_alternative<action::OpenNotice>(action)) item.open_notice();
  if (std::holds_alternative<action::SaveDocument>(action)) item.save_notice();
  const bool back = std::holds_alternative<action::Back>(action) && !item.working();
  if (back && !item.back()) day_->close_item();
}

void StaffDesk::on_report(const Action& action, DisplayMode mode, drivers::DeviceHealth reader) {
  StaffReport& report = *day_->report();
  if (const auto* turn = std::get_if<action::TurnPage>(&action)) report.turn_page(turn->page, mode);
  if (const auto* turn = std::get_if<action::TurnDay>(&action)) report.turn_day(turn->days);
  if (std::holds_alternative<action::SaveDocument>(action)) report.save(devices(reader));
  if (std::holds_alternative<action::Back>(action) && !report.saving()) day_->close_report();
}

void StaffDesk::on_day(const Action& action, DisplayMode mode) {
  if (const auto* turn = std::get_if<action::TurnPage>(&action)) day_->turn_page(turn->page, mode);
  if (const auto* opened = std::get_if<action::OpenDayItem>(&action)) day_->open_item(opened->item);
  if (std::holds_alternative<action::SendAll>(action)) day_->send_all();
  if (std::holds_alternative<action::CloseDay>(action)) day_->close();
  if (std::holds_alternative<action::OpenDayReport>(action)) day_->open_report();
}

void StaffDesk::tick() {
  if (day_) day_->tick();
}

base::SteadyTime StaffDesk::next_deadline() const {
  return day_ ? day_->next_deadline() : base::SteadyTime::max();
}

IdleTimer::Limits StaffDesk::limits() const {
  const VisitSettings& settings = around_.needs.settings;
  const auto warning = std::max(settings.warning, kLeastWarning);
  if (!day_) return {settings.idle_before_warning, warning};
  // The day is closed: what is left to do is to read the result.
  const auto all = day_->closed() ? settings.receipt_shown : settings.staff_idle;
  return {std::max(all - warning, std::chrono::seconds(0)), warning};
}

bool StaffDesk::can_go_back() const {
  if (sign_in_) return !sign_in_->view().checking;
  if (day_->report() != nullptr) return !day_->report()->saving();
  return day_->item() != nullptr && !day_->item()->working();
}

DevicesView StaffDesk::devices(drivers::DeviceHealth reader) const {
  const auto clock = around_.needs.clock.interval();
  const PrintDesk* printer = around_.needs.printer;
  return {reader,
          around_.needs.scan_desk.health(),
          around_.needs.outbox.health(),
          (clock.latest - clock.earliest) / 2,
          around_.needs.outbox.link(),
          day_->disk(),
          printer != nullptr,
          printer != nullptr ? printer->state() : std::nullopt};
}

ScreenView StaffDesk::screen(DisplayMode mode, drivers::DeviceHealth reader) const {
  if (sign_in_) return sign_in_->view();
  if (day_->report() != nullptr) return day_->report()->view(mode);
  if (day_->item() != nullptr) return day_->item()->screen();
  return day_->view(mode, devices(reader));
}

}  // namespace linli::flow
