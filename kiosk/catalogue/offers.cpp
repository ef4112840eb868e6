#include "kiosk/catalogue/offers.h"

#include "kiosk/catalogue/known_values.h"
#include "kiosk/catalogue/region_values.h"

namespace linli::catalogue {
namespace {

bool holds(const Rule& rule, const expression::Values& values) {
  if (!rule.expression) return false;
  return expression::is_true(rule.expression->evaluate(values).value_or(expression::Value()));
}

}  // namespace

std::vector<Offer> offers(const Catalogue& catalogue, const Circumstances& circumstances) {
  expression::Values values = known_values(circumstances);
  values.merge(region_values(catalogue.region, circumstances.today));
  std::vector<Offer> offered;
  for (const Service& service : catalogue.services) {
    for (const OfferRule& rule : service.offered_if) {
      if (!holds(rule.holds_if, values)) continue;
      auto because = with_amounts(rule.because, catalogue.region, circumstances.today);
      if (!because) continue;
      offered.push_back({&service, *std::move(because)});
      break;
    }
  }
  return offered;
}

}  // namespace linli::catalogue
