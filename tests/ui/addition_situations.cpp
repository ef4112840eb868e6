#include "tests/ui/addition_situations.h"

#include <memory>
#include <stdexcept>

#include "kiosk/flow/addition.h"
#include "kiosk/flow/application_form.h"
#include "tests/ui/invented.h"

namespace linli::tests {
namespace {

using flow::ApplicationForm;
using flow::DisplayMode;
using flow::View;
namespace action = flow::action;

const domain::Day kToday = std::chrono::year(2026) / 11 / 22;

View shown(DisplayMode mode, flow::ScreenView screen) {
  View view = open_view(mode);
  view.screen = std::move(screen);
  return view;
}

const catalogue::Catalogue& shipped() {
  static const catalogue::Catalogue kCatalogue = [] {
    auto loaded = catalogue::load_catalogue(LINLI_ASSETS, "demo");
    if (!loaded) throw std::runtime_error("the shipped catalogue cannot be loaded");
    return std::move(*loaded);
  }();
  return kCatalogue;
}

const catalogue::Service& relief_of_households() { return *shipped().find("temporary_relief"); }

domain::Household household() {
  const auto number = [](const char* text) { return *domain::IdentityNumber::parse(text); };
  return {{"李小红", number("990101197203150010"), domain::Relation::child, true},
          {"", number("990101201506100028"), domain::Relation::grandchild, false}};
}

domain::Answers answers() {
  return {{"urgency", domain::Choice{"this_month"}},
          {"phone", domain::Digits{"13804180000"}},
          {"address", domain::Words{"幸福路18号"}},
          {"living", domain::Choice{"family"}},
          {"members", household()},
          {"causes", domain::Choices{{"illness"}}},
          {"monthly_income", domain::Money{120'050}},
          {"recent_spending", domain::Money{3'600'000}},
          {"needs", domain::Choices{{"service"}}}};
}

/// The last page of the form, with as much signed as `sign` does. Views point into it, so it stays.
View signing(DisplayMode mode, const std::function<void(ApplicationForm&)>& sign) {
  static std::vector<std::unique_ptr<ApplicationForm>> kept;
  const auto number = *domain::IdentityNumber::parse("990101194612280023");
  kept.push_back(
      std::make_unique<ApplicationForm>(flow::FormNeeds{relief_of_households(),
                                                        shipped().region,
                                                        {kToday, number.birth_date(), number.sex()},
                                                        number,
                                                        mode,
                                                        drivers::DeviceHealth::working}));
  ApplicationForm& form = *kept.back();
  form.resume({"temporary_relief", 1, "authorisation", answers()});
  form.on(action::SetConsent{"authorisation", true});
  if (mode == DisplayMode::large) form.next();
  sign(form);
  return shown(mode, form.view());
}

void sign_here(ApplicationForm& form) {
  form.on(action::BeginStroke{"signatures", {0.2F, 0.3F}});
  form.on(action::ContinueStroke{"signatures", {0.5F, 0.6F}});
  form.on(action::ContinueStroke{"signatures", {0.8F, 0.4F}});
}

void sign_later(ApplicationForm& form) { form.on(action::SignLater{"signatures"}); }

void add_signing(std::vector<Situation>& all) {
  all.push_back({"signing-first", [](DisplayMode mode) { return signing(mode, sign_here); }});
  all.push_back({"signing-missing", [](DisplayMode mode) {
                   return signing(mode, [](ApplicationForm& form) { form.next(); });
                 }});
  all.push_back({"signing-later", [](DisplayMode mode) {
                   return signing(mode, [](ApplicationForm& form) {
                     sign_here(form);
                     form.next();
                     sign_later(form);
                   });
                 }});
  all.push_back({"signing-guardian", [](DisplayMode mode) {
                   return signing(mode, [](ApplicationForm& form) {
                     for (int i = 0; i < 2; ++i) {
                       sign_later(form);
                       form.next();
                     }
                   });
                 }});
}

View progress(DisplayMode mode, const std::function<void(domain::StageReport&)>& change) {
  domain::StageReport report{
      "LS-0417-2611-0038", "temporary_relief", kNow, domain::Stage::supplement_needed, "", kNow};
  report.supplement = {{{"bank_card", "卡号少一位"}, {"causes", "请再选一遍"}},
                       std::chrono::year{2026} / 12 / 10};
  report.signatures_missing = 1;
  report.item = base::make_uuid_v7(kNow);
  change(report);
  return shown(mode, flow::ProgressView{report, shipped().find(report.service),
                                        flow::additions_to(report, {shipped(), kToday, true})});
}

void add_progress(std::vector<Situation>& all) {
  const auto add = [&](const char* name, std::function<void(domain::StageReport&)> change) {
    all.push_back({std::string("progress-") + name,
                   [change](DisplayMode mode) { return progress(mode, change); }});
  };
  add("supplement", [](domain::StageReport&) {});
  add("supplement-late", [](domain::StageReport& report) {
    report.supplement.until = std::chrono::year{2026} / 11 / 21;
  });
  add("supplement-elsewhere", [](domain::StageReport& report) { report.service = "gone"; });
  add("supplement-fields-gone", [](domain::StageReport& report) {
    report.supplement.missing = {{"gone", "请带住院发票原件"}};
  });
  add("signatures", [](domain::StageReport& report) {
    report.stage = domain::Stage::received;
    report.supplement = {};
  });
  add("offline", [](domain::StageReport& report) {
    report = {report.receipt_number, report.service, kNow, domain::Stage::received, "", {}};
    report.item = base::make_uuid_v7(kNow);
  });
}

View receipt(DisplayMode mode, std::optional<domain::Addition> added,
             std::vector<std::string> still_to_sign, int page) {
  flow::ReceiptView view{.receipt = invented_receipt(), .service = &relief_of_households()};
  view.masked_name = kMaskedName;
  view.place_in_queue = 1;
  view.asks_rating = mode == DisplayMode::standard;
  view.pages = mode == DisplayMode::large ? 2 : 1;
  view.page = std::min(page, view.pages - 1);
  view.added = added;
  view.still_to_sign = std::move(still_to_sign);
  return shown(mode, view);
}

/// The form of what is added. Views point into it, so it stays.
View addition(DisplayMode mode, domain::Addition what) {
  static std::vector<std::shared_ptr<const flow::Addition>> kForms;
  static std::vector<std::unique_ptr<ApplicationForm>> kept;
  domain::StageReport report{
      "LS-0417-2611-0038", "temporary_relief", kNow, domain::Stage::supplement_needed, "", kNow};
  report.supplement = {{{"bank_card", "卡号少一位"}}, {}};
  report.item = base::make_uuid_v7(kNow);
  kForms.push_back(flow::make_addition(report, {shipped(), kToday, true}, what));
  const auto number = *domain::IdentityNumber::parse("990101194612280023");
  kept.push_back(
      std::make_unique<ApplicationForm>(flow::FormNeeds{kForms.back()->form,
                                                        shipped().region,
                                                        {kToday, number.birth_date(), number.sex()},
                                                        number,
                                                        mode,
                                                        drivers::DeviceHealth::working}));
  return shown(mode, kept.back()->view());
}

View changed_form(DisplayMode mode) {
  View view = addition(mode, domain::Addition::supplement);
  auto& form = std::get<flow::FormView>(view.screen);
  form.service = &relief_of_households();
  form.ask_again = {form.fields.front().field};
  return view;
}

}  // namespace

void add_addition_situations(std::vector<Situation>& all) {
  using domain::Addition;
  add_signing(all);
  add_progress(all);
  all.push_back({"receipt-to-sign", [](DisplayMode mode) {
                   return receipt(mode, {}, {"李*红", "9901**********0028"}, 1);
                 }});
  all.push_back({"receipt-supplement",
                 [](DisplayMode mode) { return receipt(mode, Addition::supplement, {}, 0); }});
  all.push_back({"receipt-signature",
                 [](DisplayMode mode) { return receipt(mode, Addition::authorisation, {}, 0); }});
  all.push_back(
      {"form-supplement", [](DisplayMode mode) { return addition(mode, Addition::supplement); }});
  all.push_back(
      {"form-signature", [](DisplayMode mode) { return addition(mode, Addition::authorisation); }});
  all.push_back({"form-changed", changed_form});
  all.push_back({"card-signature", [](DisplayMode mode) {
                   View view = idle_view(mode);
                   view.screen = flow::ReadCardView{.state = flow::ReadCardView::State::waiting,
                                                    .purpose = flow::CardPurpose::authorisation,
                                                    .service = &relief_of_households()};
                   return view;
                 }});
  all.push_back({"identity-supplement", [](DisplayMode mode) {
                   return shown(mode, flow::IdentityView{.masked_name = kMaskedName,
                                                         .masked_number = kMaskedNumber,
                                                         .purpose = flow::CardPurpose::supplement,
                                                         .service = &relief_of_households()});
                 }});
}

}  // namespace linli::tests
