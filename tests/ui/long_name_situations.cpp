#include "tests/ui/long_name_situations.h"

#include "kiosk/domain/person.h"
#include "tests/ui/form_situations.h"
#include "tests/ui/invented.h"

namespace linli::tests {
namespace {

using flow::DisplayMode;
using flow::View;

/// 15 characters, as the longest on a card, of extensions A to F.
constexpr const char* kLongName = "𫖮𬀩𬌗㐀𠀀𪜀𫝀𫠠𬺰䶵𠮷𬭎𬬭𬸦𪟝";

/// The same screen for somebody of that name; their name is masked wherever it stands.
View of_long_name(const char* screen, DisplayMode mode) {
  View view = situation(screen, mode);
  const std::string name = domain::mask_name(kLongName);
  view.header.masked_person = name + " " + kMaskedNumber;
  if (auto* identity = std::get_if<flow::IdentityView>(&view.screen)) identity->masked_name = name;
  if (auto* review = std::get_if<flow::ReviewView>(&view.screen)) review->masked_name = name;
  if (auto* receipt = std::get_if<flow::ReceiptView>(&view.screen)) receipt->masked_name = name;
  return view;
}

/// In a household, where the relation stands beside the name.
View household(DisplayMode mode) {
  static const domain::Answer kPeople =
      domain::Household{{kLongName, *domain::IdentityNumber::parse("990101197203150010"),
                         domain::Relation::child, true}};
  View view = form_view(mode, 1, 0);
  auto& form = std::get<flow::FormView>(view.screen);
  form.fields.front().answer = &kPeople;
  form.list_count = 1;
  view.header.masked_person = domain::mask_name(kLongName) + " " + kMaskedNumber;
  return view;
}

}  // namespace

void add_long_name_situations(std::vector<Situation>& all) {
  for (const char* screen : {"identity", "review", "receipt-offline"}) {
    all.push_back({std::string("long-name-") + screen,
                   [screen](DisplayMode mode) { return of_long_name(screen, mode); }});
  }
  all.push_back({"long-name-form", household});
}

}  // namespace linli::tests
