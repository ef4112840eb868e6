#include "kiosk/flow/receipt_desk.h"

#include <algorithm>

namespace linli::flow {

ReceiptDesk::ReceiptDesk(Surroundings& around, Stored stored)
    : around_(around),
      stored_(std::move(stored)),
      printing_(around),
      copy_(around, std::move(stored_.handed_in)) {
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
      stored_.receipt.number, grade,
      pending_.wait_for([this](Expected<void, offline_cache::SubmitError> stored) {
        if (!stored) grade_.reset();
        around_.changed();
      }));
}

void ReceiptDesk::turn_page(int page, DisplayMode mode) {
  if (page >= 0 && page < pages(mode)) page_ = page;
}

void ReceiptDesk::print(const std::string& masked_name) {
  printing_.begin(view(masked_name, DisplayMode::standard));
}

/// Those that can be begun here and now.
std::vector<const catalogue::Service*> ReceiptDesk::follow_ups() const {
  std::vector<const catalogue::Service*> found;
  if (stored_.addition) return found;
  if (around_.needs.outbox.health() != offline_cache::StoreHealth::ready) return found;
  for (const std::string& id : stored_.service.follow_ups) {
    if (const auto* service = around_.needs.catalogue.find(id)) found.push_back(service);
  }
  return found;
}

bool ReceiptDesk::leads_to(const catalogue::Service* service) const {
  return std::ranges::count(follow_ups(), service) > 0;
}

int ReceiptDesk::pages(DisplayMode mode) const {
  return (mode == DisplayMode::large ? 2 : 1) + (follow_ups().empty() ? 0 : 1);
}

std::optional<catalogue::Promise> ReceiptDesk::promised() const {
  const auto& sooner = stored_.service.urgent_decided_within;
  const auto& deadline = stored_.urgent && sooner ? sooner : stored_.service.decided_within;
  if (!deadline) return std::nullopt;
  const auto day = base::hall_time(stored_.receipt.submitted_at).date;
  return catalogue::promise(*deadline, around_.needs.catalogue, day);
}

ReceiptView ReceiptDesk::view(const std::string& masked_name, DisplayMode mode) const {
  ReceiptView view;
  view.receipt = stored_.receipt;
  view.service = &stored_.service;
  view.masked_name = masked_name;
  view.phone_tail = stored_.phone_tail;
  view.at_centre = at_centre_;
  view.place_in_queue = at_centre_ ? 0 : place_;
  view.urgent = stored_.urgent;
  if (!stored_.addition) view.decided_within = promised();
  view.follow_ups = follow_ups();
  if (stored_.addition) view.added = stored_.addition->to.what;
  view.still_to_sign = stored_.still_to_sign;
  view.asks_rating = mode == DisplayMode::standard;
  view.pages = pages(mode);
  view.page = std::min(page_, view.pages - 1);
  view.shows_follow_ups = !view.follow_ups.empty() && view.page == view.pages - 1;
  view.grade = grade_;
  view.printing = printing_.view();
  view.copy = copy_.view();
  return view;
}

std::vector<std::string> still_to_sign(const domain::Answers& answers) {
  std::vector<std::string> names;
  for (const auto& [field, answer] : answers) {
    const auto* people = std::get_if<domain::Authorisations>(&answer);
    if (people == nullptr) continue;
    for (const domain::Authorisation& person : *people) {
      if (!person.signature.empty() || !person.relation) continue;
      names.push_back(person.name.empty() ? person.number.masked()
                                          : domain::mask_name(person.name));
    }
  }
  return names;
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
