#include "kiosk/flow/service_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "kiosk/catalogue/sample_answers.h"
#include "kiosk/flow/assessment.h"
#include "kiosk/flow/form_answers.h"
#include "kiosk/flow/place_choice.h"
#include "kiosk/flow/service_menu.h"

namespace linli::flow {
namespace {

using catalogue::Field;
using catalogue::Step;

/// The applicant's, who signs first.
std::optional<SigningView> first_turn(const domain::Answer* answer) {
  const auto* people = answer == nullptr ? nullptr : std::get_if<domain::Authorisations>(answer);
  if (people == nullptr || people->empty()) return std::nullopt;
  return SigningView{.people = static_cast<int>(people->size()),
                     .signs = &people->front(),
                     .others_may_sign = people->size() > 1};
}

/// Among so many invented people there is one who is asked each field (check_catalogue says where
/// there is none).
constexpr int kPeople = 1500;
constexpr const char* kMaskedName = "王*芳";
constexpr const char* kMaskedNumber = "9901**********0023";
/// As long as they are.
constexpr catalogue::Promise kPromise{30, catalogue::Deadline::Unit::working_days,
                                      std::chrono::year{2026} / 12 / 31};

class Pages {
 public:
  Pages(const ShownService& shown, const std::function<void(const ServicePage&)>& show)
      : shown_(shown), service_(shown.service), show_(show) {}

  void show_all() {
    show_tile();
    show("/purpose", IdentityView{.masked_name = kMaskedName,
                                  .masked_number = kMaskedNumber,
                                  .newest_address_used = true,
                                  .purpose = CardPurpose::service,
                                  .service = &service_});
    show_questions();
    show_verdicts();
    show_steps();
    show_receipt("/what_next", false);
    if (!service_.urgent_if.text.empty()) show_receipt("/urgent_what_next", true);
    show_offers();
  }

 private:
  void show(const std::string& at, const ScreenView& screen) { show_({at, screen}); }

  /// Among others with as much to say.
  void show_tile() {
    const Tile tile{.kind = TileKind::service, .service = &service_};
    const std::vector<Tile> tiles(ServiceMenu::tiles_on_page(shown_.mode), tile);
    show("", MenuView{.group = service_.group, .tiles = tiles});
  }

  void show_questions() {
    const catalogue::Service questions = questions_of(service_);
    std::size_t number = 0;
    for (const Step& step : questions.steps) {
      std::vector<const Field*> asked;
      for (const Field& field : step.fields) asked.push_back(&field);
      FormView form{.service = &service_, .step = &step, .pre_assessment = true};
      for (const Step& one : questions.steps) form.steps.push_back({&one, StepState::open});
      for (const Field* field : asked) {
        add_fields(form, asked, *field, nullptr);
        const std::string at = fmt::format("/pre_assessment/questions/{}", number++);
        show(at, form);
        show_known(form, at);
      }
    }
  }

  void show_verdicts() {
    for (std::size_t i = 0; i < service_.pre_assessment.lines.size(); ++i) {
      const auto& line = service_.pre_assessment.lines[i];
      show(fmt::format("/pre_assessment/rules/{}", i),
           VerdictView{&service_, line.answer, filled(line.because)});
    }
  }

  void show_steps() {
    std::size_t fields = 0;
    for (const Step& step : service_.steps) fields += step.fields.size();
    std::mt19937 random(1);
    for (int i = 0; i < kPeople && seen_.size() < fields; ++i) {
      catalogue::Questionnaire questions(service_, shown_.region,
                                         catalogue::sample_circumstances(shown_.today, random));
      const auto answers = catalogue::sample_answers(service_, shown_.region, shown_.today, random);
      questions.look_at(answers);
      for (std::size_t step = 0; step < service_.steps.size(); ++step) {
        if (questions.asks(service_.steps[step])) show_step(step, questions, answers);
      }
    }
  }

  /// The fields that nobody before was asked.
  void show_step(std::size_t index, const catalogue::Questionnaire& questions,
                 const domain::Answers& answers) {
    const Step& step = service_.steps[index];
    std::vector<const Field*> asked;
    for (const Field& field : step.fields) {
      if (questions.asks(field)) asked.push_back(&field);
    }
    FormView form{.service = &service_, .step = &step};
    form.has_document_camera = true;
    for (const Step& one : service_.steps) {
      if (questions.asks(one)) form.steps.push_back({&one, StepState::open});
    }
    for (std::size_t i = 0; i < step.fields.size(); ++i) {
      const Field& field = step.fields[i];
      if (!questions.asks(field) || !seen_.insert(&field).second) continue;
      const std::string at = fmt::format("/steps/{}/fields/{}", index, i);
      add_fields(form, asked, field, &answers, &questions);
      show(at, form);
      show_known(form, at);
      show_messages(form, field, at);
      show_row(form, field, at);
      show_ward(step, field, at);
    }
  }

  /// From the card, from another service, from the questions before, or from the benefits.
  bool may_be_known(const FormView& form, const Field& field) const {
    const auto& questions = service_.pre_assessment.questions;
    const bool was_asked =
        !form.pre_assessment && std::ranges::count(questions, field.id, &Field::id) > 0;
    return was_asked || !field.known_as.empty() ||
           std::ranges::any_of(field.options, catalogue::has_known_if);
  }

  /// What was filled in says so, which takes a line.
  void show_known(FormView form, const std::string& at) {
    bool differs = false;
    for (FieldView& view : form.fields) {
      view.was_known = may_be_known(form, *view.field);
      differs = differs || view.was_known;
    }
    if (differs) show(at, form);
  }

  void show_messages(FormView form, const Field& field, const std::string& at) {
    for (std::size_t i = 0; i < field.checks.size(); ++i) {
      for (FieldView& view : form.fields) {
        if (view.field != &field) continue;
        view.problem = catalogue::AnswerProblem::check_failed;
        view.message = filled(field.checks[i].message);
      }
      show(fmt::format("{}/checks/{}", at, i), form);
    }
  }

  /// Of a table, with one column at a time in the large mode.
  void show_row(FormView form, const Field& table, const std::string& at) {
    std::vector<const Field*> columns;
    for (const Field& column : table.columns) columns.push_back(&column);
    form.table = &table;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      add_fields(form, columns, *columns[i], nullptr);
      show(fmt::format("{}/columns/{}", at, i), form);
    }
  }

  void show_receipt(const std::string& at, bool urgent) {
    const bool large = shown_.mode == DisplayMode::large;
    const domain::Receipt receipt{.number = service_.receipt_prefix + "-0417-2611-0001",
                                  .service = service_.id,
                                  .submitted_at = std::chrono::sys_days{shown_.today},
                                  .code = "https://localhost/receipt"};
    const bool sooner = urgent && service_.urgent_decided_within.has_value();
    ReceiptView view{.receipt = receipt,
                     .service = &service_,
                     .masked_name = kMaskedName,
                     .phone_tail = "0000",
                     .place_in_queue = 1,
                     .urgent = urgent,
                     .call = StaffCallState::called,
                     .asks_rating = !large,
                     .page = large ? 1 : 0,
                     .pages = large ? 2 : 1};
    if (sooner || service_.decided_within) view.decided_within = kPromise;
    show(at, view);
  }

  void show_offers() {
    for (std::size_t i = 0; i < service_.offered_if.size(); ++i) {
      const auto because = filled(service_.offered_if[i].because);
      if (!because) continue;
      BenefitsView view{.state = BenefitsView::State::shown, .part = BenefitsPart::offers};
      view.answer.emplace();
      view.offers = {{&service_, *because}};
      view.count = 1;
      show(fmt::format("/offered_if/{}/because", i), view);
    }
  }

  /// Whoever signs later is asked for whom.
  void show_ward(const Step& of, const Field& signing, const std::string& at) {
    if (signing.kind != catalogue::FieldKind::authorisations) return;
    Field ward;
    ward.kind = catalogue::FieldKind::identity_number;
    ward.label = signing.ward;
    Step step;
    step.title = of.title;
    step.question = signing.ward;
    step.fields.push_back(std::move(ward));
    FormView form{.service = &service_, .step = &step};
    form.steps = {{&step, StepState::open}};
    form.fields.push_back({.field = &step.fields.front(), .active = true});
    show(at + "/ward", form);
  }

  /// The page that `active` stands on: alone in the large mode.
  void add_fields(FormView& form, const std::vector<const Field*>& asked, const Field& active,
                  const domain::Answers* answers,
                  const catalogue::Questionnaire* questions = nullptr) {
    form.fields.clear();
    form.keyboard.reset();
    form.place.reset();
    for (const Field* field : asked) {
      if (shown_.mode == DisplayMode::large && field != &active) continue;
      FieldView view{.field = field};
      if (answers != nullptr && !is_entered(*field)) {
        const auto answer = answers->find(field->id);
        if (answer != answers->end()) view.answer = &answer->second;
      }
      view.signing = first_turn(view.answer);
      if (questions != nullptr) view.computed = questions->computed(*field);
      for (const auto& paragraph : field->paragraphs) {
        if (auto words = filled(paragraph)) view.paragraphs.push_back(std::move(*words));
      }
      view.active = field == &active && is_entered(*field);
      if (view.active && field->kind == catalogue::FieldKind::text) {
        form.keyboard = TextEntry(shown_.typing, field->most_characters).view();
      }
      if (view.active && field->kind == catalogue::FieldKind::place) {
        form.place = place_choice(*field, nullptr, 0, shown_.mode);
      }
      form.fields.push_back(std::move(view));
    }
  }

  std::optional<catalogue::Text> filled(const catalogue::Text& text) const {
    return catalogue::with_amounts(text, shown_.region, shown_.today);
  }

  const ShownService& shown_;
  const catalogue::Service& service_;
  const std::function<void(const ServicePage&)>& show_;
  std::set<const Field*> seen_;
};

}  // namespace

void for_each_page(const ShownService& shown, const std::function<void(const ServicePage&)>& show) {
  Pages(shown, show).show_all();
}

}  // namespace linli::flow
