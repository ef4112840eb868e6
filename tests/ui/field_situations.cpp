#include "tests/ui/field_situations.h"

#include <memory>

#include "kiosk/flow/application_form.h"
#include "tests/ui/invented.h"

namespace linli::tests {
namespace {

using flow::ApplicationForm;
using flow::DisplayMode;
using flow::View;
namespace action = flow::action;

/// Lays the invented picture under the camera as soon as somebody aims.
class StillDesk final : public flow::PageDesk {
 public:
  void aim(OnFrame on_frame, Done on_done) override {
    frame = std::move(on_frame);
    done = std::move(on_done);
  }
  void take() override {}
  void stop() override {}

  void see() const { frame(invented_frame()); }
  void deliver(bool too_dark) const {
    done(drivers::TakenPage{std::make_shared<const domain::ScannedPage>(Bytes{0}),
                            *invented_frame(), too_dark});
  }

  OnFrame frame;
  Done done;
};

StillDesk& desk() {
  static StillDesk kDesk;
  return kDesk;
}

flow::FormNeeds needs_of(DisplayMode mode, flow::PageDesk* pages) {
  const auto number = *domain::IdentityNumber::parse("990101194612280023");
  return {.service = *demo_catalogue().find("whole_form"),
          .region = demo_catalogue().region,
          .circumstances = {std::chrono::year(2026) / 11 / 22, number.birth_date(), number.sex()},
          .applicant = number,
          .mode = mode,
          .reader = drivers::DeviceHealth::working,
          .known = {{"card_name", domain::Words{"王淑芳"}},
                    {"card_address", domain::Words{"辽宁省阜新市海州区幸福路18号3单元402"}}},
          .pages = pages};
}

/// Views point into a form, so it stays.
View brought(DisplayMode mode, flow::PageDesk* pages,
             const std::function<void(ApplicationForm&)>& bring) {
  static std::vector<std::unique_ptr<ApplicationForm>> kept;
  kept.push_back(std::make_unique<ApplicationForm>(needs_of(mode, pages)));
  bring(*kept.back());
  View view = open_view(mode);
  view.screen = kept.back()->view();
  return view;
}

void press(ApplicationForm& form, const char* keys) {
  for (const char* key = keys; *key != '\0'; ++key) form.on(action::PressKey{*key});
}

/// What must be answered on the way.
void answer(ApplicationForm& form, const std::string& field) {
  form.on(action::ActivateField{field});
  if (field == "for_whom") form.on(action::ChooseOption{field, "self"});
  if (field == "phone") press(form, "13804180000");
  if (field == "rooms") press(form, "3");
  if (field == "spending") press(form, "0");
  if (field == "born") form.on(action::TurnWheel{field, flow::DayPart::day, 1});
}

void go_to(ApplicationForm& form, const std::string& field) {
  for (int i = 0; i < 40; ++i) {
    for (const auto& one : form.view().fields) {
      if (one.field->id == field) return form.on(action::ActivateField{field});
    }
    for (const auto& one : form.view().fields) answer(form, one.field->id);
    form.next();
  }
}

void be_born(ApplicationForm& form) {
  go_to(form, "born");
  form.on(action::TurnWheel{"born", flow::DayPart::day, 1});
  form.on(action::ChooseCalendar{"born", flow::DayCalendar::lunar});
  for (int i = 0; i < 7; ++i) form.on(action::TurnWheel{"born", flow::DayPart::year, -10});
}

void choose(ApplicationForm& form, const char* code) {
  go_to(form, "home");
  form.on(action::ChoosePlace{"home", code});
}

void aim(ApplicationForm& form) {
  go_to(form, "diagnosis");
  form.on(action::AddPage{"diagnosis"});
  desk().see();
}

void take(ApplicationForm& form, bool too_dark) {
  aim(form);
  form.on(action::TakePage{});
  desk().deliver(too_dark);
}

struct Brought {
  const char* name;
  std::function<void(ApplicationForm&)> bring;
};

std::vector<Brought> all_brought() {
  return {
      {"lunar", be_born},
      {"lunar-empty",
       [](ApplicationForm& form) {
         go_to(form, "born");
         form.on(action::ChooseCalendar{"born", flow::DayCalendar::lunar});
       }},
      {"place", [](ApplicationForm& form) { go_to(form, "home"); }},
      {"place-last-page",
       [](ApplicationForm& form) {
         go_to(form, "home");
         for (const int page : {5, 3}) form.on(action::TurnPlacePage{"home", page});
       }},
      {"place-streets", [](ApplicationForm& form) { choose(form, "990101000000"); }},
      {"place-community", [](ApplicationForm& form) { choose(form, "990101001011"); }},
      {"place-incomplete",
       [](ApplicationForm& form) {
         choose(form, "990101000000");
         form.next();
       }},
      {"photo", [](ApplicationForm& form) { go_to(form, "diagnosis"); }},
      {"photo-taken",
       [](ApplicationForm& form) {
         take(form, false);
         form.next();
       }},
      {"photo-full",
       [](ApplicationForm& form) {
         for (int i = 0; i < 2; ++i) {
           take(form, false);
           form.next();
         }
       }},
      {"photo-aim", aim},
      {"photo-check", [](ApplicationForm& form) { take(form, false); }},
      {"photo-dark", [](ApplicationForm& form) { take(form, true); }},
      {"photo-busy",
       [](ApplicationForm& form) {
         aim(form);
         desk().done(unexpected(drivers::ScanError::camera_busy));
       }},
      {"photo-no-camera",
       [](ApplicationForm& form) {
         aim(form);
         desk().done(unexpected(drivers::ScanError::no_camera));
       }},
  };
}

}  // namespace

void add_field_situations(std::vector<Situation>& all) {
  for (const Brought& one : all_brought()) {
    all.push_back({std::string("kind-") + one.name,
                   [one](DisplayMode mode) { return brought(mode, &desk(), one.bring); }});
  }
  all.push_back({"kind-photo-at-window", [](DisplayMode mode) {
                   return brought(mode, nullptr,
                                  [](ApplicationForm& form) { go_to(form, "diagnosis"); });
                 }});
}

}  // namespace linli::tests
