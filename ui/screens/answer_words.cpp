#include <algorithm>

#include "ui/screens/form_field.h"
#include "ui/screens/formats.h"

namespace linli::ui {
namespace {

std::string option_label(const Painter& painter, const catalogue::Field& field,
                         const std::string& id) {
  for (const auto& option : field.options) {
    if (option.id == id) return painter.in_language(option.label);
  }
  return id;
}

struct AnswerWords {
  const Painter& painter;
  const catalogue::Field& field;

  std::string operator()(const domain::Choice& choice) const {
    return option_label(painter, field, choice.option);
  }
  std::string operator()(const domain::Choices& choices) const {
    std::string all;
    for (const auto& option : choices.options) {
      all += (all.empty() ? "" : painter.t("、")) + option_label(painter, field, option);
    }
    return all;
  }
  std::string operator()(const domain::Money& money) const { return format_money(money); }
  std::string operator()(const domain::Digits& digits) const {
    if (field.kind != catalogue::FieldKind::identity_number) return digits.text;
    const auto number = domain::IdentityNumber::parse(digits.text);
    return number ? number->masked() : digits.text;
  }
  std::string operator()(const domain::Words& words) const { return words.text; }
  std::string operator()(domain::WholeNumber number) const {
    const std::string unit = painter.in_language(field.unit);
    return std::to_string(number.value) + (unit.empty() ? "" : " " + unit);
  }
  std::string operator()(domain::Day day) const {
    const std::string date = format_date(painter, day);
    const std::string lunar = field.lunar ? format_lunar_day(painter, day) : "";
    if (lunar.empty()) return date;
    return painter.t("{date}（{lunar}）", fmt::arg("date", date), fmt::arg("lunar", lunar));
  }
  std::string operator()(const domain::Division& division) const {
    const auto* row = field.divisions == nullptr ? nullptr : field.divisions->find(division.code);
    return row == nullptr ? division.name : field.divisions->full_name(*row, painter.language());
  }
  std::string operator()(const domain::Photos& photos) const {
    if (photos.pages.empty()) return painter.t("没有拍，请交到窗口");
    return painter.t_count("拍了 {n} 页", static_cast<int>(photos.pages.size()));
  }
  std::string operator()(const domain::Household& household) const {
    if (household.empty()) return painter.t("只有自己");
    if (field.kind == catalogue::FieldKind::household) {
      return painter.t_count("除您以外 {n} 人", static_cast<int>(household.size()));
    }
    const domain::HouseholdMember& person = household.front();
    return person.name.empty() ? person.number.masked() : domain::mask_name(person.name);
  }
  std::string operator()(const domain::Table& table) const {
    return painter.t_count("共 {n} 项", static_cast<int>(table.size()));
  }
  std::string operator()(const domain::Consent& consent) const {
    return consent.agreed ? painter.t("已同意") : painter.t("还没有同意");
  }
  std::string operator()(const domain::Authorisations& people) const {
    const auto done =
        std::ranges::count_if(people, [](const auto& person) { return !person.signature.empty(); });
    const auto later = std::ssize(people) - done;
    if (later == 0) return painter.t("{n} 人都签了", fmt::arg("n", done));
    return painter.t("{n} 人签了，{later} 人以后签", fmt::arg("n", done), fmt::arg("later", later));
  }
  std::string operator()(const domain::Signature& signature) const {
    return signature.empty() ? painter.t("还没有签名") : painter.t("已签名");
  }
};

}  // namespace

std::string answer_words(const Painter& painter, const catalogue::Field& field,
                         const domain::Answer& answer) {
  return std::visit(AnswerWords{painter, field}, answer);
}

}  // namespace linli::ui
