#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/protocol/messages.h"

namespace linli::protocol {
namespace {

template <class Enum>
using Row = std::pair<Enum, std::string_view>;

using domain::Addition;
using domain::BenefitKind;
using domain::BenefitState;
using domain::DutyKind;
using domain::Relation;
using domain::Stage;

constexpr std::array kBenefitStates{
    Row<BenefitState>{BenefitState::active, "active"},
    Row<BenefitState>{BenefitState::suspended, "suspended"},
    Row<BenefitState>{BenefitState::review_due, "review_due"},
    Row<BenefitState>{BenefitState::ended, "ended"},
};

constexpr std::array kDutyKinds{
    Row<DutyKind>{DutyKind::review, "review"},
    Row<DutyKind>{DutyKind::alive_check, "alive_check"},
    Row<DutyKind>{DutyKind::bank_card, "bank_card"},
    Row<DutyKind>{DutyKind::supplement, "supplement"},
    Row<DutyKind>{DutyKind::other, "other"},
};

constexpr std::array kStages{
    Row<Stage>{Stage::waiting_to_send, "waiting_to_send"},
    Row<Stage>{Stage::received, "received"},
    Row<Stage>{Stage::accepted, "accepted"},
    Row<Stage>{Stage::home_visit, "home_visit"},
    Row<Stage>{Stage::first_review, "first_review"},
    Row<Stage>{Stage::publicity, "publicity"},
    Row<Stage>{Stage::confirmed, "confirmed"},
    Row<Stage>{Stage::paid, "paid"},
    Row<Stage>{Stage::supplement_needed, "supplement_needed"},
    Row<Stage>{Stage::returned, "returned"},
    Row<Stage>{Stage::refused, "refused"},
    Row<Stage>{Stage::replaced, "replaced"},
    Row<Stage>{Stage::cancelled, "cancelled"},
};

constexpr std::array kRelations{
    Row<Relation>{Relation::spouse, "spouse"},
    Row<Relation>{Relation::child, "child"},
    Row<Relation>{Relation::parent, "parent"},
    Row<Relation>{Relation::grandparent, "grandparent"},
    Row<Relation>{Relation::grandchild, "grandchild"},
    Row<Relation>{Relation::sibling, "sibling"},
    Row<Relation>{Relation::other, "other"},
};

constexpr std::array kAdditions{
    Row<Addition>{Addition::supplement, "supplement"},
    Row<Addition>{Addition::authorisation, "authorisation"},
};

template <class Enum, std::size_t N>
std::string_view name_in(const std::array<Row<Enum>, N>& table, Enum value) {
  const auto row = std::find_if(table.begin(), table.end(),
                                [value](const Row<Enum>& r) { return r.first == value; });
  return row == table.end() ? std::string_view{} : row->second;
}

template <class Enum, std::size_t N>
std::optional<Enum> value_in(const std::array<Row<Enum>, N>& table, std::string_view name) {
  const auto row = std::find_if(table.begin(), table.end(),
                                [name](const Row<Enum>& r) { return r.second == name; });
  return row == table.end() ? std::nullopt : std::optional(row->first);
}

}  // namespace

std::string_view name_of(BenefitKind kind) { return name_in(domain::kBenefitKindNames, kind); }
std::string_view name_of(BenefitState state) { return name_in(kBenefitStates, state); }
std::string_view name_of(DutyKind kind) { return name_in(kDutyKinds, kind); }
std::string_view name_of(Stage stage) { return name_in(kStages, stage); }
std::string_view name_of(Relation relation) { return name_in(kRelations, relation); }
std::string_view name_of(Addition what) { return name_in(kAdditions, what); }

std::optional<BenefitKind> benefit_kind_from(std::string_view name) {
  return value_in(domain::kBenefitKindNames, name);
}
std::optional<BenefitState> benefit_state_from(std::string_view name) {
  return value_in(kBenefitStates, name);
}
std::optional<DutyKind> duty_kind_from(std::string_view name) { return value_in(kDutyKinds, name); }
std::optional<Stage> stage_from(std::string_view name) { return value_in(kStages, name); }
std::optional<Relation> relation_from(std::string_view name) { return value_in(kRelations, name); }
std::optional<Addition> addition_from(std::string_view name) { return value_in(kAdditions, name); }

}  // namespace linli::protocol
