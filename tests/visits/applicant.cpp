#include "tests/visits/applicant.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "kiosk/catalogue/authorising.h"
#include "kiosk/catalogue/sample_answers.h"

namespace linli::tests {
namespace {

using catalogue::Field;
using catalogue::FieldKind;

constexpr int kMostPages = 200;
constexpr int kMostTries = 500;

struct Digits {
  std::string operator()(const domain::Digits& digits) const { return digits.text; }
  std::string operator()(const domain::WholeNumber& number) const {
    return std::to_string(number.value);
  }
  std::string operator()(const domain::Money& money) const {
    if (money.fen % 100 == 0) return std::to_string(money.fen / 100);
    return fmt::format("{}.{:02}", money.fen / 100, money.fen % 100);
  }
  std::string operator()(const auto&) const { return {}; }
};

std::vector<std::string> options_of(const domain::Answer& answer) {
  if (const auto* one = std::get_if<domain::Choice>(&answer)) return {one->option};
  if (const auto* several = std::get_if<domain::Choices>(&answer)) return several->options;
  return {};
}

/// As the home screen names them.
std::string title_of(catalogue::ServiceGroup group) {
  using catalogue::ServiceGroup;
  static const std::map<ServiceGroup, std::string> kTitles{
      {ServiceGroup::relief, "申请救助"},       {ServiceGroup::elderly, "养老服务"},
      {ServiceGroup::disability, "残疾人补贴"}, {ServiceGroup::children, "儿童保障"},
      {ServiceGroup::family, "婚姻家庭"},       {ServiceGroup::funeral, "惠民殡葬"},
      {ServiceGroup::charity, "慈善志愿"}};
  return kTitles.at(group);
}

bool has_option(const domain::Answer* answer, const std::string& option) {
  if (answer == nullptr) return false;
  const auto chosen = options_of(*answer);
  return std::ranges::find(chosen, option) != chosen.end();
}

}  // namespace

Applicant::Applicant(WholeTerminal& terminal, const catalogue::Service& service, unsigned seed)
    : terminal_(terminal),
      service_(service),
      random_(seed),
      questions_(service, terminal.services().region,
                 catalogue::circumstances_of(invented_card(), terminal.today())) {}

void Applicant::insist(const std::string& field, domain::Answer answer) {
  insisted_.insert_or_assign(field, std::move(answer));
}

void Applicant::take_picture(const std::string& name) {
  if (!takes_pictures_) return;
  terminal_.picture(fmt::format("{}-{:02}-{}", service_.id, ++pictures_taken_, name));
}

/// A menu may have several pages.
void Applicant::choose(const std::string& label) {
  for (int i = 0; i < kMostPages && !terminal_.offers(label); ++i) terminal_.press("下一页");
  take_picture("menu");
  terminal_.press(label);
}

void Applicant::open() {
  terminal_.place(invented_card());
  terminal_.press("同意，继续");
  const auto home = terminal_.screen<flow::HomeView>();
  const auto leads_there = [&](const flow::Tile& tile) {
    return tile.kind == flow::TileKind::group && tile.group == service_.group;
  };
  const bool behind_others =
      std::ranges::none_of(home.tiles, leads_there) && std::ranges::none_of(home.more, leads_there);
  if (behind_others) terminal_.press("其他服务");
  choose(title_of(service_.group));
  choose(service_.name.zh);
  terminal_.press("同意，继续");
}

void Applicant::note_answers() {
  if (!terminal_.shows<flow::FormView>()) return;
  const auto form = terminal_.screen<flow::FormView>();
  if (form.table != nullptr) return;
  for (const auto& field : form.fields) {
    answers_.erase(field.field->id);
    if (field.answer != nullptr) answers_.insert_or_assign(field.field->id, *field.answer);
  }
  questions_.look_at(answers_);
}

/// Likely to pass: what a rule refuses is invented anew.
domain::Answer Applicant::invent(const Field& field) {
  const auto insisted = insisted_.find(field.id);
  if (insisted != insisted_.end()) return insisted->second;
  const auto& region = terminal_.services().region;
  std::optional<domain::Answer> last;
  for (int i = 0; i < kMostTries; ++i) {
    last = catalogue::sample_answer(field, region, terminal_.today(), random_);
    if (!last) break;
    auto with = answers_;
    with.insert_or_assign(field.id, *last);
    questions_.look_at(with);
    const bool passes = !questions_.check(field);
    questions_.look_at(answers_);
    if (passes) return *last;
  }
  throw std::runtime_error("no answer will do: " + field.id);
}

flow::FieldView Applicant::shown(const Field& field) const {
  for (const auto& one : terminal_.screen<flow::FormView>().fields) {
    if (one.field == &field) return one;
  }
  throw std::runtime_error("not on the screen: " + field.id);
}

void Applicant::enter_choice(const Field& field, const std::vector<std::string>& options) {
  for (const auto& option : field.options) {
    const bool wanted = std::ranges::find(options, option.id) != options.end();
    if (wanted == has_option(shown(field).answer, option.id)) continue;
    if (!wanted && field.kind == FieldKind::one_choice) continue;
    const std::string with_question = field.label.zh + " " + option.label.zh;
    terminal_.press(terminal_.offers(with_question) ? with_question : option.label.zh);
  }
}

void Applicant::enter_keys(const Field& field, const std::string& keys) {
  if (!shown(field).active) terminal_.press(field.label.zh);
  if (!shown(field).typed.empty()) terminal_.press("全删");
  for (const char key : keys) terminal_.press(key == '.' ? "点" : std::string(1, key));
}

void Applicant::enter_text(const Field& field) {
  if (!shown(field).active) terminal_.press(field.label.zh);
  while (!terminal_.screen<flow::FormView>().keyboard->text.empty()) terminal_.press("删一个字");
  write_wang();
}

/// 王, stroke by stroke: in every mode of the screen the same keys.
void Applicant::write_wang() {
  terminal_.press("笔画");
  for (const char* stroke : {"横", "横", "竖", "横"}) terminal_.press(stroke);
  terminal_.press("1 王");
}

void Applicant::turn_wheels(const Field& field, const domain::Day& wanted) {
  const auto now = [&] { return std::get<domain::Day>(*shown(field).answer); };
  for (int i = 0; i < kMostPages && now().year() != wanted.year(); ++i) {
    const int by = int{wanted.year()} - int{now().year()};
    const char* way = by > 0 ? "加" : "减";
    terminal_.press(fmt::format("年{}{}", way, std::abs(by) >= 10 ? 10 : 1));
  }
  for (int i = 0; i < kMostPages && now().month() != wanted.month(); ++i) {
    terminal_.press(now().month() < wanted.month() ? "月加1" : "月减1");
  }
  for (int i = 0; i < kMostPages && now().day() != wanted.day(); ++i) {
    terminal_.press(now().day() < wanted.day() ? "日加1" : "日减1");
  }
}

/// The day that the wheels begin with is taken if it will do.
void Applicant::enter_day(const Field& field) {
  if (!shown(field).active) terminal_.press(field.label.zh);
  if (shown(field).answer == nullptr) terminal_.press("日加1");
  note_answers();
  if (!questions_.check(field)) return;
  turn_wheels(field, std::get<domain::Day>(invent(field)));
}

/// From the province down, through as many pages as it takes.
void Applicant::enter_place(const Field& field) {
  if (!shown(field).active) terminal_.press(field.label.zh);
  const auto wanted = std::get<domain::Division>(invent(field));
  std::vector<const catalogue::DivisionRow*> way;
  for (const auto* row = field.divisions->find(wanted.code); row != nullptr;
       row = field.divisions->above(*row)) {
    way.insert(way.begin(), row);
  }
  for (const auto* row : way) {
    while (!terminal_.offers(row->name.zh)) terminal_.press("下一页");
    terminal_.press(row->name.zh);
  }
}

/// One page, as it lies there.
void Applicant::enter_page(const Field& field) {
  terminal_.press(field.label.zh + "：拍照");
  terminal_.wait_until([this] { return terminal_.offers("拍照"); });
  take_picture("aim");
  terminal_.press("拍照");
  terminal_.wait_until([this] { return terminal_.offers("就用这张"); });
  terminal_.press("就用这张");
}

/// One person by number and name; more would be the same again.
void Applicant::enter_person(const Field& field) {
  domain::Household people;
  for (int i = 0; i < kMostTries && people.empty(); ++i) {
    people = std::get<domain::Household>(invent(field));
  }
  const auto& person = people.front();
  terminal_.press(field.kind == FieldKind::person ? "填这个人" : "添加家人");
  terminal_.press("输入身份证号码");
  for (const char key : person.number.text()) terminal_.press(std::string(1, key));
  take_picture("name");
  write_wang();
  terminal_.press("下一步");
  terminal_.press(terminal_.nodes(ui::Role::choice).at(static_cast<std::size_t>(person.relation)));
  terminal_.press(field.kind == FieldKind::person ? "就是这个人" : "加上这位家人");
}

void Applicant::enter(const flow::FieldView& view) {
  const Field& field = *view.field;
  switch (field.kind) {
    case FieldKind::one_choice:
    case FieldKind::several_choices:
      return enter_choice(field, options_of(invent(field)));
    case FieldKind::identity_number:
    case FieldKind::phone:
    case FieldKind::bank_card:
    case FieldKind::number:
    case FieldKind::money:
      return enter_keys(field, std::visit(Digits(), invent(field)));
    case FieldKind::text:
      return enter_text(field);
    case FieldKind::date:
      return enter_day(field);
    case FieldKind::place:
      return enter_place(field);
    case FieldKind::photo:
      return enter_page(field);
    case FieldKind::person:
    case FieldKind::household:
      return enter_person(field);
    case FieldKind::table:
      return terminal_.press("添加" + field.row.zh);
    case FieldKind::consent:
      return terminal_.press(field.label.zh);
    case FieldKind::signature:
      return terminal_.sign(terminal_.nodes(ui::Role::canvas).front());
    case FieldKind::authorisations:
      return sign_or_put_off(view);
    case FieldKind::computed:
    case FieldKind::note:
      return;
  }
}

/// The applicant signs; the others come later, if they may.
void Applicant::sign_or_put_off(const flow::FieldView& view) {
  const bool applicant = !view.signing->signs->relation;
  if (view.signing->may_sign && (applicant || all_sign_)) {
    terminal_.sign(terminal_.nodes(ui::Role::canvas).front());
  } else {
    terminal_.press("以后签");
  }
}

bool Applicant::needs_answer(const flow::FieldView& field) const {
  if (!catalogue::is_answered(*field.field)) return false;
  if (field.signing) return !catalogue::has_decided(*field.signing->signs);
  if (field.problem || field.message) return true;
  return field.answer == nullptr && !entered_.contains(field.field->id);
}

/// Whatever the page asks; an answer may bring up more.
void Applicant::fill_in_page() {
  for (int i = 0; i < kMostPages; ++i) {
    const auto form = terminal_.screen<flow::FormView>();
    const auto next = std::ranges::find_if(
        form.fields, [this](const auto& field) { return needs_answer(field); });
    if (next == form.fields.end()) return;
    entered_.insert(next->field->id);
    enter(*next);
    note_answers();
  }
  throw std::runtime_error("the page never ends: " +
                           terminal_.screen<flow::FormView>().fields.front().field->id);
}

void Applicant::fill_in(const std::string& until) {
  for (int i = 0; i < kMostPages; ++i) {
    if (terminal_.shows<flow::ReviewView>()) return take_picture("review");
    if (terminal_.shows<flow::VerdictView>()) {
      take_picture("verdict");
      terminal_.press("去申请");
      continue;
    }
    const auto form = terminal_.screen<flow::FormView>();
    if (form.step != nullptr && form.step->id == until) return;
    fill_in_page();
    const auto filled = terminal_.screen<flow::FormView>();
    const std::string step = filled.step == nullptr ? "questions" : filled.step->id;
    if (step != last_step_) take_picture(step);
    last_step_ = step;
    if (filled.table != nullptr) {
      for (const Field& column : filled.table->columns) entered_.erase(column.id);
    }
    terminal_.press("下一步");
  }
  throw std::runtime_error("the form never ends");
}

domain::Answers Applicant::review() {
  domain::Answers shown;
  for (int i = 0; i < kMostPages; ++i) {
    const auto review = terminal_.screen<flow::ReviewView>();
    for (const auto& row : review.rows) {
      if (row.answer) shown.insert_or_assign(row.field->id, *row.answer);
    }
    if (review.page + 1 >= review.pages) return shown;
    terminal_.press("下一页");
  }
  throw std::runtime_error("the review never ends");
}

domain::Receipt Applicant::submit() {
  for (int i = 0; i < kMostPages && !terminal_.offers("确认提交"); ++i) terminal_.press("下一页");
  terminal_.press("确认提交");
  terminal_.wait_until([this] { return terminal_.shows<flow::ReceiptView>(); });
  take_picture("receipt");
  return terminal_.screen<flow::ReceiptView>().receipt;
}

void Applicant::leave() {
  terminal_.take_card_away();
  for (int i = 0; i < kMostPages && !terminal_.shows<flow::HomeView>(); ++i) {
    terminal_.press(terminal_.offers("完成退出") ? "完成退出" : "下一页");
  }
}

}  // namespace linli::tests
