#include "tests/ui/service_situations.h"

#include <memory>
#include <stdexcept>

#include "kiosk/flow/assessment.h"
#include "kiosk/flow/service_menu.h"
#include "kiosk/flow/service_pages.h"
#include "tests/support/test_assets.h"
#include "tests/ui/invented.h"

namespace linli::tests {
namespace {

using catalogue::Service;
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

flow::FormNeeds needs_of(const Service& service, DisplayMode mode) {
  const auto number = *domain::IdentityNumber::parse("990101194612280023");
  return {service,
          demo_catalogue().region,
          {kToday, number.birth_date(), number.sex()},
          number,
          mode,
          drivers::DeviceHealth::working,
          {{"card_name", domain::Words{"王淑芳"}},
           {"card_address", domain::Words{"辽宁省阜新市海州区幸福路18号3单元402"}}},
          {},
          &engines()};
}

const Service& whole() { return *demo_catalogue().find("whole_form"); }

/// A form that somebody has brought so far. Views point into it, so it stays.
ApplicationForm& brought(DisplayMode mode, const std::function<void(ApplicationForm&)>& bring) {
  static std::vector<std::unique_ptr<ApplicationForm>> kept;
  kept.push_back(std::make_unique<ApplicationForm>(needs_of(whole(), mode)));
  bring(*kept.back());
  return *kept.back();
}

void press(ApplicationForm& form, const char* keys) {
  for (const char* key = keys; *key != '\0'; ++key) form.on(action::PressKey{*key});
}

/// On, through as many pages as it takes.
void go_to(ApplicationForm& form, const std::string& field) {
  for (int i = 0; i < 30; ++i) {
    for (const auto& one : form.view().fields) {
      if (one.field->id == field) return form.on(action::ActivateField{field});
    }
    form.next();
  }
}

void answer_contact(ApplicationForm& form) {
  form.on(action::ChooseOption{"for_whom", "self"});
  go_to(form, "phone");
  press(form, "13804180000");
  go_to(form, "bank_card");
}

void answer_life(ApplicationForm& form) {
  answer_contact(form);
  go_to(form, "born");
  for (int i = 0; i < 8; ++i) form.on(action::TurnWheel{"born", flow::DayPart::year, -10});
  go_to(form, "rooms");
  press(form, "3");
  go_to(form, "spending");
  press(form, "2140.5");
  go_to(form, "alone_at_home");
}

void add_thing(ApplicationForm& form, const char* what, const char* worth) {
  form.on(action::AddRow{"property"});
  form.on(action::ChooseOption{"what", what});
  go_to(form, "worth");
  press(form, worth);
}

void answer_things(ApplicationForm& form) {
  answer_life(form);
  go_to(form, "property");
  add_thing(form, "house", "186000");
  go_to(form, "remark");
  form.next();
  go_to(form, "property");
}

struct Brought {
  const char* name;
  std::function<void(ApplicationForm&)> bring;
};

std::vector<Brought> all_brought() {
  return {
      {"choice",
       [](ApplicationForm& form) {
         form.on(action::ChooseOption{"for_whom", "self"});
       }},
      {"person",
       [](ApplicationForm& form) {
         form.on(action::ChooseOption{"for_whom", "other"});
         go_to(form, "person");
       }},
      {"person-how",
       [](ApplicationForm& form) {
         form.on(action::ChooseOption{"for_whom", "other"});
         go_to(form, "person");
         form.on(action::AddMember{"person"});
       }},
      {"person-name",
       [](ApplicationForm& form) {
         form.on(action::ChooseOption{"for_whom", "other"});
         go_to(form, "person");
         form.on(action::AddMember{"person"});
         form.on(action::ChooseMemberWay{flow::MemberEntryView::Way::number});
         press(form, "990101201506100028");
       }},
      {"filled-in",
       [](ApplicationForm& form) {
         form.on(action::ChooseOption{"for_whom", "self"});
         go_to(form, "address");
       }},
      {"text",
       [](ApplicationForm& form) {
         form.on(action::ChooseOption{"for_whom", "self"});
         go_to(form, "address");
         form.on(action::UseKeyboard{flow::text_action::SetTypingMode{flow::TypingMode::pinyin}});
         for (const char key : {'d', 'i', 'b', 'a', 'o'}) {
           form.on(action::UseKeyboard{flow::text_action::TypeKey{key}});
         }
       }},
      {"bank-card", answer_contact},
      {"bank-card-wrong",
       [](ApplicationForm& form) {
         answer_contact(form);
         press(form, "62220202");
         form.next();
       }},
      {"date",
       [](ApplicationForm& form) {
         answer_contact(form);
         go_to(form, "born");
         form.on(action::TurnWheel{"born", flow::DayPart::year, -10});
       }},
      {"number",
       [](ApplicationForm& form) {
         answer_contact(form);
         go_to(form, "born");
         form.on(action::TurnWheel{"born", flow::DayPart::year, -10});
         go_to(form, "rooms");
         press(form, "3");
       }},
      {"consent", answer_life},
      {"table-empty",
       [](ApplicationForm& form) {
         answer_life(form);
         go_to(form, "property");
       }},
      {"row",
       [](ApplicationForm& form) {
         answer_life(form);
         go_to(form, "property");
         add_thing(form, "house", "186000");
       }},
      {"example",
       [](ApplicationForm& form) {
         answer_life(form);
         go_to(form, "property");
         add_thing(form, "house", "186000");
         go_to(form, "remark");
       }},
      {"table", answer_things},
      {"computed",
       [](ApplicationForm& form) {
         answer_things(form);
         go_to(form, "total");
       }},
      {"note",
       [](ApplicationForm& form) {
         answer_things(form);
         go_to(form, "id_of_owner");
         press(form, "990101194612280023");
         go_to(form, "know");
       }},
  };
}

View verdict(DisplayMode mode, std::optional<catalogue::PreAssessment::Answer> answer) {
  flow::VerdictView view{.service = &whole(), .answer = answer};
  if (answer) view.because = whole().pre_assessment.lines[0].because;
  if (view.because) {
    view.because = catalogue::with_amounts(*view.because, demo_catalogue().region, kToday);
  }
  return shown(mode, view);
}

View questions(DisplayMode mode) {
  static std::vector<std::unique_ptr<flow::Assessment>> kept;
  kept.push_back(std::make_unique<flow::Assessment>(needs_of(whole(), mode)));
  return shown(mode, kept.back()->questions_view());
}

View menu(DisplayMode mode, std::optional<catalogue::ServiceGroup> group, bool available) {
  const flow::ServiceMenu menu({.catalogue = shipped_catalogue(),
                                .may_apply = [=](const Service&) { return available; },
                                .guide = true,
                                .place_names = true});
  View view = idle_view(mode);
  view.screen = menu.view({group, 0}, mode);
  view.can_go_back = true;
  return view;
}

}  // namespace

void add_service_situations(std::vector<Situation>& all) {
  for (const Brought& one : all_brought()) {
    all.push_back({std::string("kind-") + one.name, [one](DisplayMode mode) {
                     return shown(mode, brought(mode, one.bring).view());
                   }});
  }
  all.push_back({"questions", questions});
  using Answer = catalogue::PreAssessment::Answer;
  all.push_back({"verdict-likely", [](DisplayMode mode) { return verdict(mode, Answer::likely); }});
  all.push_back(
      {"verdict-unlikely", [](DisplayMode mode) { return verdict(mode, Answer::unlikely); }});
  all.push_back({"verdict-unknown", [](DisplayMode mode) { return verdict(mode, {}); }});
  using Group = catalogue::ServiceGroup;
  all.push_back({"menu-relief", [](DisplayMode mode) { return menu(mode, Group::relief, true); }});
  all.push_back(
      {"menu-elderly", [](DisplayMode mode) { return menu(mode, Group::elderly, true); }});
  all.push_back(
      {"menu-disk-full", [](DisplayMode mode) { return menu(mode, Group::relief, false); }});
  all.push_back({"menu-others", [](DisplayMode mode) { return menu(mode, {}, true); }});
}

void for_each_shipped_page(DisplayMode mode, const ShowShippedPage& show) {
  for (const Service& service : shipped_catalogue().services) {
    flow::for_each_page({service, shipped_catalogue().region, kToday, mode, engines()},
                        [&](const flow::ServicePage& page) {
                          if (page.at.empty()) return;  // its tile: menus are among the situations
                          show(service.id + page.at, shown(mode, page.screen));
                        });
  }
}

}  // namespace linli::tests
