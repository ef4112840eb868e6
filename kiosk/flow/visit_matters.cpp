#include "kiosk/flow/visit_impl.h"

namespace linli::flow {

/// For the next time that the card asks for it; of an order that is changed, the old one too.
void Visit::Impl::keep_matter(const domain::Receipt& receipt) {
  offline_cache::Matters* matters = around_.needs.matters;
  if (matters == nullptr) return;
  const ApplicationForm& form = *session_->form;
  const catalogue::Service& service = form.service();
  if (form.changes() && session_->matters) session_->matters->changed();
  matters->keep(session_->card(), {.item = receipt.item,
                                   .receipt_number = receipt.number,
                                   .service = service.id,
                                   .service_version = service.version,
                                   .submitted_at = receipt.submitted_at,
                                   .answers = service.order ? form.answers().questions().complete()
                                                            : domain::Answers()});
}

/// The camera's screen is left for good.
void Visit::Impl::on(const action::LookByCard&) {
  if (screen_ != Screen::progress || around_.needs.matters == nullptr) return;
  go_home();
  begin({CardPurpose::matters, nullptr});
}

void Visit::Impl::on(const action::OpenMatter& action) {
  if (screen_ == Screen::matters) session_->matters->open(action.index, mode_);
}

/// The same form with the order's answers.
void Visit::Impl::on(const action::ChangeOrder&) {
  const offline_cache::Matter* order =
      screen_ == Screen::matters ? session_->matters->changeable() : nullptr;
  if (order == nullptr) return;
  const catalogue::Service& service = *around_.needs.catalogue.find(order->service);
  put_work_away();
  FormNeeds needs = form_needs(service);
  needs.changes = {order->item, order->receipt_number, domain::OrderChange::How::change};
  session_->form.emplace(std::move(needs));
  session_->form->resume(
      {service.id, order->service_version, service.steps.front().id, order->answers});
  screen_ = Screen::form;
}

void Visit::Impl::on(const action::AskToCancel&) {
  if (screen_ == Screen::matters) session_->matters->ask_to_cancel();
}

void Visit::Impl::on(const action::KeepOrder&) {
  if (screen_ == Screen::matters) session_->matters->keep_order();
}

void Visit::Impl::on(const action::CancelOrder&) {
  if (screen_ == Screen::matters) session_->matters->cancel();
}

}  // namespace linli::flow
