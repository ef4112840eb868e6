#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/day.h"
#include "kiosk/documents/documents.h"
#include "kiosk/documents/paper.h"
#include "kiosk/documents/words.h"

namespace linli::documents {
namespace {

using catalogue::Field;
using catalogue::FieldKind;
using Rows = std::vector<std::vector<std::string>>;

const char* name_of(domain::Relation relation) {
  switch (relation) {
    case domain::Relation::spouse:
      return "配偶";
    case domain::Relation::child:
      return "子女";
    case domain::Relation::parent:
      return "父母";
    case domain::Relation::grandparent:
      return "祖父母、外祖父母";
    case domain::Relation::grandchild:
      return "孙子女、外孙子女";
    case domain::Relation::sibling:
      return "兄弟姐妹";
    case domain::Relation::other:
      return "其他";
  }
  return "";
}

std::string label_of(const Field& field, const std::string& option) {
  const auto found = std::ranges::find(field.options, option, &catalogue::Option::id);
  return found == field.options.end() ? option : found->label.zh;
}

std::string person_words(const domain::HouseholdMember& member) {
  return fmt::format("{}　{}　{}", member.name.empty() ? "姓名以后补" : member.name,
                     name_of(member.relation), member.number.text());
}

std::string signer_words(const domain::Authorisation& person) {
  const std::string name = person.relation && !person.name.empty() ? person.name : "";
  return fmt::format("{}{}{}{}", person.relation ? name_of(*person.relation) : "本人",
                     name.empty() ? "" : "　" + name, "　" + person.number.text(),
                     person.guardian ? "，由 " + person.guardian->text() + " 代签" : "");
}

/// One line of words; what has several lines or strokes is written otherwise.
struct AnswerWords {
  const Field& field;

  std::string operator()(const domain::Choice& choice) const {
    return label_of(field, choice.option);
  }
  std::string operator()(const domain::Choices& choices) const {
    std::string all;
    for (const std::string& option : choices.options) {
      all += (all.empty() ? "" : "、") + label_of(field, option);
    }
    return all;
  }
  std::string operator()(domain::Money money) const { return money.yuan() + " 元"; }
  std::string operator()(const domain::Digits& digits) const { return digits.text; }
  std::string operator()(const domain::Words& words) const { return words.text; }
  std::string operator()(domain::WholeNumber number) const {
    return std::to_string(number.value) + field.unit.zh;
  }
  std::string operator()(domain::Day day) const { return day_words(day); }
  std::string operator()(domain::Consent consent) const {
    return consent.agreed ? "同意" : "不同意";
  }
  std::string operator()(const domain::Household& people) const {
    std::string all;
    for (const auto& member : people) all += (all.empty() ? "" : "\n") + person_words(member);
    return all;
  }
  std::string operator()(const domain::Authorisations& people) const {
    std::string all;
    for (const auto& person : people) {
      all += (all.empty() ? "" : "\n") + signer_words(person) +
             (person.signature.empty() ? "：以后签" : "：已签");
    }
    return all;
  }
  std::string operator()(const domain::Division& place) const { return place.name; }
  std::string operator()(const domain::Photos& photos) const {
    if (photos.pages.empty()) return "没有拍，请交到窗口";
    return "拍了 " + std::to_string(photos.pages.size()) + " 页";
  }
  std::string operator()(const domain::Signature&) const { return "已签名"; }
  std::string operator()(const domain::Table& table) const {
    std::string all;
    for (const domain::Row& row : table) {
      all += all.empty() ? "" : "\n";
      for (const Field& column : field.columns) {
        const auto cell = row.find(column.id);
        if (cell == row.end()) continue;
        all += column.label.zh + "：" + std::visit(AnswerWords{column}, answer_of(cell->second)) +
               "　";
      }
    }
    return all;
  }

 private:
  static domain::Answer answer_of(const domain::Cell& cell) {
    return std::visit([](const auto& value) { return domain::Answer(value); }, cell);
  }
};

void write_applicant(Paper& paper, const domain::Application& application) {
  const domain::IdCard& card = application.applicant;
  paper.heading("申请人");
  paper.table({{"项目", 0.3}, {"内容", 0.7}},
              {{"姓名", card.name},
               {"身份证号", card.number.text()},
               {"住址", card.newest_address.value_or(card.address)}});
}

/// What somebody agreed to stands there whole.
void write_agreement(Paper& paper, const Field& field, const ApplicationPaper& of) {
  const auto day = base::hall_time(of.receipt.submitted_at).date;
  for (const auto& paragraph : field.paragraphs) {
    const auto text = catalogue::with_amounts(paragraph, of.region, day);
    if (text) paper.text(text->zh);
  }
}

void write_signatures(Paper& paper, const domain::Answer& answer) {
  if (const auto* signature = std::get_if<domain::Signature>(&answer))
    paper.strokes("签名", *signature);
  const auto* people = std::get_if<domain::Authorisations>(&answer);
  if (people == nullptr) return;
  for (const auto& person : *people) {
    if (!person.signature.empty()) paper.strokes(signer_words(person), person.signature);
  }
}

void write_step(Paper& paper, const catalogue::Step& step, const ApplicationPaper& of) {
  Rows rows;
  for (const Field& field : step.fields) {
    const auto answer = of.application.answers.find(field.id);
    if (answer == of.application.answers.end()) continue;
    rows.push_back({field.label.zh, std::visit(AnswerWords{field}, answer->second)});
  }
  if (rows.empty()) return;
  paper.heading(step.title.zh);
  for (const Field& field : step.fields) {
    if (field.kind == FieldKind::consent) write_agreement(paper, field, of);
  }
  paper.table({{"项目", 0.3}, {"内容", 0.7}}, rows);
  for (const Field& field : step.fields) {
    const auto answer = of.application.answers.find(field.id);
    if (answer != of.application.answers.end()) write_signatures(paper, answer->second);
  }
}

}  // namespace

std::string application_pdf(const ApplicationPaper& of) {
  const std::string title = of.service.name.zh + "申请";
  const Paper::Frame frame{title + " " + of.receipt.number,
                           of.region.place().zh + "　" + title + "　" + of.receipt.number};
  return Paper::pdf(frame, [&](Paper& paper) {
    paper.title(title);
    paper.text(fmt::format("回执编号 {}，{} 在自助终端提交。这一份由申请人留存。",
                           of.receipt.number, moment_words(of.receipt.submitted_at)));
    write_applicant(paper, of.application);
    for (const catalogue::Step& step : of.service.steps) write_step(paper, step, of);
  });
}

}  // namespace linli::documents
