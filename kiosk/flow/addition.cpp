#include "kiosk/flow/addition.h"

#include <algorithm>
#include <array>

#include "kiosk/catalogue/find_field.h"

namespace linli::flow {
namespace {

using catalogue::Field;
using catalogue::FieldKind;
using catalogue::find_field;
using catalogue::Service;
using catalogue::Step;

bool is_addition(const std::string& receipt_number) {
  return receipt_number.starts_with(domain::kSupplementPrefix) ||
         receipt_number.starts_with(domain::kSignaturePrefix);
}

struct Signing {
  const Step* step = nullptr;
  const Field* field = nullptr;
};

/// Where the service has its authorisation signed; null: it needs none.
Signing signing_of(const Service& service) {
  for (const Step& step : service.steps) {
    const auto field = std::ranges::find(step.fields, FieldKind::authorisations, &Field::kind);
    if (field != step.fields.end()) return {&step, &*field};
  }
  return {};
}

/// Nothing of the rest of the service: no questions before, no rules, nothing promised.
Service emptied(const Service& service, std::string_view receipt_prefix) {
  Service form;
  form.id = service.id;
  form.version = service.version;
  form.group = service.group;
  form.receipt_prefix = receipt_prefix;
  form.name = service.name;
  form.summary = service.summary;
  form.purpose = service.purpose;
  return form;
}

Step without_fields(const Step& step) {
  Step bare;
  bare.id = step.id;
  bare.title = step.title;
  bare.question = step.question;
  return bare;
}

/// Was asked for by somebody who has seen the application: no other answer decides about it. What a
/// check names and nobody has answered here is unknown, and an unknown check says nothing.
Field asked_for(const Field& field) {
  Field asked = field;
  asked.required = true;
  asked.required_if = {};
  asked.shown_if = {};
  asked.known_as.clear();  // what is known was handed in, and would not do
  for (catalogue::Option& option : asked.options) option.known_if = {};
  asked.pages_now = field.kind == FieldKind::photo;
  return asked;
}

/// The household's signatures are added one by one, by those who give them.
bool can_be_supplemented(const Field& field, const TerminalNow& here) {
  if (field.kind == FieldKind::photo) return here.has_document_camera;
  return catalogue::is_answered(field) && field.kind != FieldKind::authorisations;
}

Service supplement_form(const Service& service, const domain::Supplement& supplement,
                        const TerminalNow& here) {
  Service form = emptied(service, domain::kSupplementPrefix);
  const auto is_missing = [&](const Field& field) {
    return can_be_supplemented(field, here) &&
           std::ranges::count(supplement.missing, field.id, &domain::Supplement::Missing::field) >
               0;
  };
  for (const Step& step : service.steps) {
    Step bare = without_fields(step);
    for (const Field& field : step.fields) {
      if (is_missing(field)) bare.fields.push_back(asked_for(field));
    }
    if (!bare.fields.empty()) form.steps.push_back(std::move(bare));
  }
  return form;
}

/// The text of the authorisation, the signature, and for whom it is.
Service signature_form(const Service& service, const Signing& signing) {
  Service form = emptied(service, domain::kSignaturePrefix);
  Step step = without_fields(*signing.step);
  step.fields.push_back(asked_for(*find_field(service, signing.field->agreement)));
  Field signature;
  signature.id = domain::kLaterSignature;
  signature.kind = FieldKind::signature;
  signature.label = signing.field->label;
  step.fields.push_back(std::move(signature));
  Step guardian = without_fields(*signing.step);
  guardian.id = domain::kLaterWard;
  guardian.question = signing.field->ward;
  Field ward;
  ward.id = domain::kLaterWard;
  ward.kind = FieldKind::identity_number;
  ward.required = false;
  ward.label = signing.field->ward;
  guardian.fields.push_back(std::move(ward));
  form.steps.push_back(std::move(step));
  form.steps.push_back(std::move(guardian));
  return form;
}

std::optional<AdditionsView::Obstacle> obstacle_of(const domain::StageReport& report,
                                                   const AdditionsView& view,
                                                   const Service* service,
                                                   std::chrono::year_month_day today) {
  using Obstacle = AdditionsView::Obstacle;
  const auto& until = report.supplement.until;
  if (until && *until < today) return Obstacle::too_late;
  if (service == nullptr) return Obstacle::service_gone;
  const bool none = std::ranges::none_of(
      view.missing, [](const AdditionsView::Missing& one) { return one.field != nullptr; });
  if (none) return view.missing.empty() ? Obstacle::not_named : Obstacle::fields_gone;
  return std::nullopt;
}

}  // namespace

AdditionsView additions_to(const domain::StageReport& report, const TerminalNow& here) {
  AdditionsView view;
  if (is_addition(report.receipt_number) || report.item == base::Uuid{}) return view;
  const Service* service = here.catalogue.find(report.service);
  const bool signed_by_all = report.signatures_missing == 0;
  view.may_sign = here.takes_work && service != nullptr && signing_of(*service).field != nullptr &&
                  !signed_by_all && !domain::is_over(report.stage);
  if (report.stage != domain::Stage::supplement_needed) return view;
  for (const auto& missing : report.supplement.missing) {
    const Field* field = service == nullptr ? nullptr : find_field(*service, missing.field);
    const bool fits = field != nullptr && can_be_supplemented(*field, here);
    view.missing.push_back({fits ? field : nullptr, missing.reason});
  }
  view.until = report.supplement.until;
  view.obstacle = obstacle_of(report, view, service, here.today);
  view.may_supplement = !view.obstacle && here.takes_work;
  return view;
}

TerminalNow terminal_now(const VisitNeeds& needs) {
  return {needs.catalogue, base::hall_time(needs.clock.now()).date, needs.pages != nullptr,
          needs.outbox.health() == offline_cache::StoreHealth::ready};
}

std::shared_ptr<const Addition> make_addition(const domain::StageReport& report,
                                              const TerminalNow& here, domain::Addition what) {
  const AdditionsView offered = additions_to(report, here);
  const bool supplement = what == domain::Addition::supplement;
  if (supplement ? !offered.may_supplement : !offered.may_sign) return nullptr;
  const Service& service = *here.catalogue.find(report.service);
  return std::make_shared<const Addition>(
      Addition{supplement ? supplement_form(service, report.supplement, here)
                          : signature_form(service, signing_of(service)),
               {report.item, report.receipt_number, what}});
}

}  // namespace linli::flow
