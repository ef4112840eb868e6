#include "kiosk/flow/receipt_desk.h"

#include <algorithm>

namespace linli::flow {

ReceiptDesk::ReceiptDesk(Surroundings& around, domain::Receipt receipt,
                         const catalogue::Service& service, std::string phone_tail)
    : around_(around),
      receipt_(std::move(receipt)),
      service_(service),
      phone_tail_(std::move(phone_tail)) {
  const offline_cache::LinkStatus link = around_.needs.outbox.link();
  place_ = std::max(1, link.matters());  // the newest stands last
  for_staff_before_ = link.for_staff;
  seen_waiting_ = link.matters() > 0;
}

/// The queue tells only how many wait. That this one is at the centre is sure
/// once it was seen waiting, nothing waits any more, and nothing went to staff.
void ReceiptDesk::link_changed() {
  const offline_cache::LinkStatus link = around_.needs.outbox.link();
  if (link.matters() > 0) {
    place_ = seen_waiting_ ? std::min(place_, link.matters()) : link.matters();
    seen_waiting_ = true;
  } else if (seen_waiting_ && link.for_staff <= for_staff_before_) {
    at_centre_ = true;
  }
}

void ReceiptDesk::rate(domain::Grade grade) {
  if (grade_) return;
  grade_ = grade;
  around_.needs.outbox.rate(
      receipt_.number, grade,
      pending_.wait_for([this](Expected<void, offline_cache::SubmitError> stored) {
        if (!stored) grade_.reset();
        around_.changed();
      }));
}

void ReceiptDesk::turn_page(int page, DisplayMode mode) {
  if (page >= 0 && page < pages(mode)) page_ = page;
}

ReceiptView ReceiptDesk::view(const std::string& masked_name, DisplayMode mode) const {
  ReceiptView view;
  view.receipt = receipt_;
  view.service = &service_;
  view.masked_name = masked_name;
  view.phone_tail = phone_tail_;
  view.at_centre = at_centre_;
  view.place_in_queue = at_centre_ ? 0 : place_;
  const auto submitted = base::hall_time(receipt_.submitted_at).date;
  const auto days = around_.needs.catalogue.region.value("decision_working_days", submitted);
  if (days) {
    view.decision_working_days = static_cast<int>(*days);
    view.decided_by = around_.needs.catalogue.calendar.after(submitted, view.decision_working_days);
  }
  view.asks_rating = mode == DisplayMode::standard;
  view.pages = pages(mode);
  view.page = std::min(page_, view.pages - 1);
  view.grade = grade_;
  return view;
}

std::string phone_tail_of(const catalogue::Service& service, const domain::Answers& answers) {
  for (const catalogue::Step& step : service.steps) {
    for (const catalogue::Field& field : step.fields) {
      const auto answer = answers.find(field.id);
      if (field.kind != catalogue::FieldKind::phone || answer == answers.end()) continue;
      const auto* digits = std::get_if<domain::Digits>(&answer->second);
      if (digits != nullptr && digits->text.size() >= 4) {
        return digits->text.substr(digits->text.size() - 4);
      }
    }
  }
  return {};
}

}  // namespace linli::flow
