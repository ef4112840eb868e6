#include "kiosk/flow/own_matters.h"

#include "kiosk/catalogue/questionnaire.h"
#include "kiosk/flow/paging.h"

namespace linli::flow {
namespace {

using domain::OrderChange;
using domain::Stage;
using offline_cache::Matter;
using offline_cache::MatterState;

int per_page(DisplayMode mode) { return mode == DisplayMode::large ? 2 : 4; }

template <class Kind>
const Kind* answer_in(const domain::Answers& answers, const std::string& field) {
  const auto answer = answers.find(field);
  return answer == answers.end() ? nullptr : std::get_if<Kind>(&answer->second);
}

}  // namespace

void OwnMatters::ask() {
  open_ = nullptr;
  found_.reset();
  failed_ = false;
  first_ = 0;
  around_.needs.matters->find(
      card_, pending_list_.wait_for([this](offline_cache::Matters::Found found) {
        pending_list_.cancel();  // open_ leads into what was found: it is found once
        failed_ = !found;
        if (found) found_ = *std::move(found);
        around_.changed();
      }));
}

void OwnMatters::turn_page(int page, DisplayMode mode) {
  const int count = found_ ? static_cast<int>(found_->size()) : 0;
  if (!is_open()) first_ = first_of_page(page, count, per_page(mode)).value_or(first_);
}

void OwnMatters::open(int index, DisplayMode mode) {
  if (!found_ || is_open()) return;
  const Slice slice = slice_at(first_, static_cast<int>(found_->size()), per_page(mode));
  if (index < 0 || index >= slice.count) return;
  open_ = &(*found_)[static_cast<std::size_t>(slice.first + index)];
  asks_ = false;
  error_.reset();
  cancellation_ = base::make_uuid_v7(around_.needs.clock.now());
}

void OwnMatters::close() {
  if (!working_) open_ = nullptr;
}

const catalogue::Service* OwnMatters::service_of(const Matter& matter) const {
  return around_.needs.catalogue.find(matter.service);
}

/// What was handed in here may not be at the centre yet. While this terminal has the order itself,
/// a change could overtake it.
OrderView::State OwnMatters::state_of(const MatterState& state) const {
  const catalogue::Service* service = service_of(state.matter);
  const Stage stage = state.report.stage;
  if (stage == Stage::cancelled || state.matter.ended == OrderChange::How::cancel) {
    return OrderView::State::cancelled;
  }
  if (stage == Stage::replaced || state.matter.ended == OrderChange::How::change) {
    return OrderView::State::changed;
  }
  if (domain::is_over(stage)) return OrderView::State::too_late;
  if (stage == Stage::waiting_to_send) return OrderView::State::on_its_way;
  const auto today = base::hall_time(around_.needs.clock.now()).date;
  catalogue::Questionnaire questions(*service, around_.needs.catalogue.region, {today});
  questions.look_at(state.matter.answers);
  return questions.order_is_open() ? OrderView::State::open : OrderView::State::too_late;
}

bool OwnMatters::open_in_time() const {
  const ProgressView view = open_view();
  return view.order && view.order->state == OrderView::State::open;
}

const Matter* OwnMatters::changeable() const {
  if (!is_open() || working_) return nullptr;
  const bool takes_work = around_.needs.outbox.health() == offline_cache::StoreHealth::ready;
  return open_in_time() && takes_work ? &open_->matter : nullptr;
}

void OwnMatters::ask_to_cancel() { asks_ = changeable() != nullptr; }

void OwnMatters::cancel() {
  const Matter* order = changeable();
  if (order == nullptr || !asks_) return;
  working_ = true;
  error_.reset();
  const catalogue::Service* service = service_of(*order);
  domain::Application application{.item = cancellation_,
                                  .service = order->service,
                                  .service_version = service->version,
                                  .applicant = card_,
                                  .answers = {},
                                  .submitted_at = around_.needs.clock.now(),
                                  .receipt_prefix = service->receipt_prefix};
  if (card_.newest_address) application.applicant.address = *card_.newest_address;
  application.changes = {order->item, order->receipt_number, OrderChange::How::cancel};
  around_.needs.outbox.submit(
      std::move(application),
      pending_cancel_.wait_for(
          [this](const Expected<domain::Receipt, offline_cache::SubmitError>& answer) {
            answered(answer);
          }));
}

void OwnMatters::end(OrderChange::How how) {
  open_->matter.ended = how;
  around_.needs.matters->keep(card_, open_->matter);
}

void OwnMatters::changed() {
  if (is_open()) end(OrderChange::How::change);
}

void OwnMatters::answered(const Expected<domain::Receipt, offline_cache::SubmitError>& answer) {
  pending_cancel_.cancel();  // what was open may be closed when anything comes later
  working_ = false;
  if (answer) {
    asks_ = false;
    end(OrderChange::How::cancel);
  } else {
    error_ = answer.error();
  }
  around_.changed();
}

std::shared_ptr<const Addition> OwnMatters::addition(domain::Addition what) const {
  return is_open() ? make_addition(open_->report, terminal_now(around_.needs), what) : nullptr;
}

MattersView OwnMatters::list_view(DisplayMode mode) const {
  MattersView view;
  if (!found_) {
    view.state = failed_ ? MattersView::State::failed : MattersView::State::loading;
    return view;
  }
  view.state = MattersView::State::shown;
  const Slice slice = slice_at(first_, static_cast<int>(found_->size()), per_page(mode));
  view.page = slice.page;
  view.pages = slice.pages;
  for (int i = slice.first; i < slice.first + slice.count; ++i) {
    const MatterState& state = (*found_)[static_cast<std::size_t>(i)];
    view.rows.push_back({state.report, service_of(state.matter)});
  }
  return view;
}

ProgressView OwnMatters::open_view() const {
  const Matter& matter = open_->matter;
  ProgressView view{open_->report, service_of(matter),
                    additions_to(open_->report, terminal_now(around_.needs))};
  if (view.service == nullptr || !view.service->order || matter.answers.empty()) return view;
  OrderView order{.state = state_of(*open_), .asks = asks_, .working = working_, .error = error_};
  if (const auto* day = answer_in<domain::Day>(matter.answers, view.service->order->day)) {
    order.day = *day;
  }
  if (const auto* place = answer_in<domain::Words>(matter.answers, view.service->order->place)) {
    order.place = place->text;
  }
  view.order = std::move(order);
  return view;
}

}  // namespace linli::flow
