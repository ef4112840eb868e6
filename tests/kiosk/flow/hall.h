#pragma once
#include <catch2/catch_test_macros.hpp>

#include "tests/kiosk/flow/fakes.h"
#include "tests/support/test_assets.h"

namespace linli::tests {

namespace action = flow::action;
namespace event = drivers::card_event;
using namespace std::chrono_literals;

/// A number with a right check character: born on 1950-12-<day>.
std::string number_of(int day);

/// 王桂芳 (day 28) and her neighbours, with invented numbers.
domain::IdCard card_of(int day = 28, const char* name = "王桂芳");

/// The real ones, loaded once: only one composer may be there at a time, and no visit leaves
/// anything in them.
typing::Engines& engines();

/// A terminal with the services of tests/services, or those of other assets, a clock that stands
/// still, and a person who presses.
class Hall {
 public:
  explicit Hall(flow::VisitSettings settings = {},
                const std::filesystem::path& assets = test_assets());

  void press(const flow::Action& action) { visit.act(action); }
  void press_tile(flow::TileKind kind);
  void choose_service();  // the one there is, through its group
  void card(const drivers::CardEvent& card_event) { visit.card_event(card_event); }
  void place(const domain::IdCard& card);
  void wait(std::chrono::milliseconds time);

  template <class Screen>
  bool shows() const {
    return std::holds_alternative<Screen>(visit.view().screen);
  }
  template <class Screen>
  Screen screen() const {
    const flow::View view = visit.view();
    REQUIRE(std::holds_alternative<Screen>(view.screen));
    return std::get<Screen>(view.screen);
  }
  template <class Kind>
  bool asks() const {
    const auto overlay = visit.view().overlay;
    return overlay && std::holds_alternative<Kind>(*overlay);
  }
  bool at_rest() const;

  // On the way of an application
  void identify(const domain::IdCard& card = card_of());  // at home, and agrees
  void open_form(const domain::IdCard& card = card_of());
  void type(const char* keys);
  void answer_step(const std::string& step);    // valid answers, not "next"
  void fill_in_until(const std::string& step);  // standard mode
  void open_review();
  void submit_and_store(const char* number = "LS-0417-2611-0038");
  void sign(const std::string& field);
  void write_code(const char* code);           // a character by its code, on the keyboard
  void add_member(const std::string& number);  // 王, a child
  std::string step() const { return screen<flow::FormView>().step->id; }

  base::FakeClock clock;
  catalogue::Catalogue catalogue;
  FakeOutbox outbox;
  FakeLookups lookups;
  FakeDrafts drafts;
  FakeAudit audit;
  FakeScanDesk scan_desk;
  FakeStaffRegister staff;
  FakeDayDesk day;
  FakeDocumentDesk documents;
  reference::PolicyGuide guide;
  FakePlaceNameDesk place_names;
  FakePageDesk pages;
  FakeMatters matters;
  FakePrintDesk printer;
  FakeCopyDesk copies;
  FakeSpeechDesk speech;
  FakeStaffCallDesk staff_call;
  flow::Visit visit;
  int sessions_ended = 0;
  int changes = 0;
};

}  // namespace linli::tests
