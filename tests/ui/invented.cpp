#include "tests/ui/invented.h"

#include <stdexcept>

#include "tests/support/test_assets.h"

namespace linli::tests {
namespace {

using std::chrono::year;

domain::HouseholdMember member(const std::string& name, const char* number,
                               domain::Relation relation) {
  return {name, *domain::IdentityNumber::parse(number), relation, !name.empty()};
}

domain::Signature signature() {
  return {{{0.3F, 0.3F}, {0.5F, 0.28F}, {0.7F, 0.3F}},
          {{0.32F, 0.5F}, {0.68F, 0.5F}},
          {{0.28F, 0.75F}, {0.74F, 0.74F}},
          {{0.5F, 0.3F}, {0.5F, 0.5F}, {0.49F, 0.75F}}};
}

const domain::Answers& answers() {
  static const domain::Answers kAnswers{
      {"phone", domain::Digits{"13804180000"}},
      {"living", domain::Choice{"family"}},
      {"members",
       domain::Household{member("张建国", "990101194612280015", domain::Relation::spouse),
                         member("𫖮𬀩", "990101197203150010", domain::Relation::grandchild)}},
      {"causes", domain::Choices{{"illness", "spending"}}},
      {"monthly_income", domain::Money{214000}},
      {"recent_spending", domain::Money{1865000}},
      {"urgency", domain::Choice{"this_month"}},
      {"needs", domain::Choices{{"money", "goods"}}},
      {"authorisation", domain::Consent{true}},
      {"signature", signature()}};
  return kAnswers;
}

}  // namespace

const catalogue::Catalogue& demo_catalogue() {
  static const catalogue::Catalogue kCatalogue = [] {
    auto loaded = catalogue::load_catalogue(tests::test_assets(), "demo");
    if (!loaded) throw std::runtime_error("the demo catalogue cannot be loaded");
    return std::move(*loaded);
  }();
  return kCatalogue;
}

const catalogue::Catalogue& shipped_catalogue() {
  static const catalogue::Catalogue kCatalogue = [] {
    auto loaded = catalogue::load_catalogue(LINLI_ASSETS, "demo");
    if (!loaded) throw std::runtime_error("the shipped catalogue cannot be loaded");
    return std::move(*loaded);
  }();
  return kCatalogue;
}

typing::Engines& engines() {
  static typing::Engines kEngines = typing::load_engines(LINLI_SHARE);
  return kEngines;
}

const catalogue::Service* relief() { return demo_catalogue().find("temporary_relief"); }

const domain::Answer* answer_to(const std::string& field) {
  const auto found = answers().find(field);
  return found == answers().end() ? nullptr : &found->second;
}

offline_cache::BenefitAnswer invented_benefits() {
  domain::Benefit allowance{.kind = domain::BenefitKind::urban_subsistence_allowance,
                            .state = domain::BenefitState::active,
                            .monthly_amount = {74880},
                            .persons_covered = 2,
                            .since = year(2024) / 3,
                            .next_review = year(2026) / 12 / 15,
                            .standard = domain::Money{74800}};
  for (unsigned month = 6; month <= 11; ++month) {
    allowance.payments.push_back({year(2026) / std::chrono::month(month),
                                  year(2026) / std::chrono::month(month) / 10,
                                  {62000 + 2576 * static_cast<std::int64_t>(month - 6)},
                                  "3317"});
  }
  domain::Benefit subsidy{.kind = domain::BenefitKind::disability_living_subsidy,
                          .state = domain::BenefitState::review_due,
                          .monthly_amount = {11000},
                          .since = year(2025) / 1,
                          .next_review = year(2026) / 12 / 1,
                          .duties = {{.kind = domain::DutyKind::supplement,
                                      .until = year(2026) / 12 / 1,
                                      .note = "到窗口补交残疾证"}},
                          .standard = domain::Money{11000}};
  subsidy.payments.push_back({year(2026) / 10, year(2026) / 10 / 12, {11000}, "3317"});
  return {.status = {{allowance, subsidy}, "区民政局", kNow}};
}

domain::Receipt invented_receipt() {
  return {.number = "LS-0417-2611-0038",
          .item = {},
          .service = "temporary_relief",
          .submitted_at = kNow,
          .code =
              "https://linli.example/r/"
              "LS-0417-2611-0038?k=1&s=7c1mGpQxXv0A9l3eVbq2ZrNw8sTjY5oKhUdF4iWcEaP6"
              "RnMtB_LyJgSxC1zOqHvDkI2u3w"};
}

std::shared_ptr<const drivers::PreviewFrame> invented_frame() {
  auto frame = std::make_shared<drivers::PreviewFrame>();
  frame->width = 720;  // a camera on its side
  frame->height = 1280;
  frame->rgb.resize(720 * 1280 * 3);
  for (std::size_t i = 0; i < frame->rgb.size(); ++i) {
    frame->rgb[i] = static_cast<std::uint8_t>(90 + (i / 3) % 720 / 9);
  }
  return frame;
}

flow::View idle_view(flow::DisplayMode mode) {
  flow::View view;
  view.mode = mode;
  view.region = &demo_catalogue().region;
  view.speech = flow::SpeechState::silent;
  view.header = {.masked_person = {}, .link = {true, 0, 0}, .now = kNow, .simulated = true};
  return view;
}

flow::View open_view(flow::DisplayMode mode) {
  flow::View view = idle_view(mode);
  view.header.masked_person = std::string(kMaskedName) + " " + kMaskedNumber;
  view.session_open = true;
  view.can_go_back = true;
  return view;
}

}  // namespace linli::tests
