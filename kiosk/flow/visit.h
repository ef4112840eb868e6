#pragma once
#include <chrono>
#include <functional>
#include <memory>

#include "kiosk/base/clock.h"
#include "kiosk/catalogue/service.h"
#include "kiosk/flow/action.h"
#include "kiosk/flow/copy_desk.h"
#include "kiosk/flow/document_desk.h"
#include "kiosk/flow/page_desk.h"
#include "kiosk/flow/place_name_desk.h"
#include "kiosk/flow/print_desk.h"
#include "kiosk/flow/speech_desk.h"
#include "kiosk/flow/staff_call_desk.h"
#include "kiosk/flow/view.h"
#include "kiosk/typing/engines.h"
#include "offline_cache/api/audit.h"
#include "offline_cache/api/day_close.h"
#include "offline_cache/api/drafts.h"
#include "offline_cache/api/lookups.h"
#include "offline_cache/api/matters.h"
#include "offline_cache/api/outbox.h"
#include "offline_cache/api/staff.h"

namespace linli::flow {

/// The camera, seen from the flows; calls and callbacks on the UI thread.
class ScanDesk {
 public:
  virtual ~ScanDesk() = default;
  virtual void start(std::function<void(std::shared_ptr<const drivers::PreviewFrame>)> on_frame,
                     std::function<void(Expected<std::string, drivers::ScanError>)> done) = 0;
  /// No callback of the scan that was started runs afterwards.
  virtual void stop() = 0;
  /// As the last scan left the camera.
  virtual drivers::DeviceHealth health() const = 0;
};

struct VisitSettings {
  std::chrono::seconds idle_before_warning{60};
  std::chrono::seconds warning{30};  // at least 20 (WCAG 2.2, 2.2.1)
  std::chrono::seconds receipt_shown{60};
  std::chrono::seconds staff_idle{600};  // then the staff screens lock
  bool ends_on_card_removal = false;     // the site's choice
  bool prints_by_itself = true;          // a receipt, where there is a printer
  bool simulated = false;
};

/// What the staff screens need.
struct StaffNeeds {
  offline_cache::StaffRegister& staff_register;
  offline_cache::DayDesk& day;
  DocumentDesk& documents;
};

/// What the flows need from the rest of the terminal. All outlive the visit.
struct VisitNeeds {
  const base::Clock& clock;
  const catalogue::Catalogue& catalogue;
  offline_cache::Outbox& outbox;
  offline_cache::Lookups& lookups;
  offline_cache::Drafts& drafts;
  offline_cache::Audit& audit;
  ScanDesk& scan_desk;
  VisitSettings settings;
  std::optional<StaffNeeds> staff = std::nullopt;  // empty: a terminal without staff screens
  typing::Engines* typing = nullptr;               // null: texts are not typed here
  const reference::PolicyGuide* guide = nullptr;   // null, like the next: this terminal has none
  PlaceNameDesk* place_names = nullptr;
  PageDesk* pages = nullptr;
  offline_cache::Matters* matters = nullptr;  // null: a card finds no matters here
  PrintDesk* printer = nullptr;               // null: no receipts are printed here
  CopyDesk* copies = nullptr;                 // null: no whole applications are printed here
  SpeechDesk* speech = nullptr;               // null: nothing is read aloud here
  StaffCallDesk* staff_call = nullptr;        // null: staff can't be called from here
};

/// Everything a person does at the terminal, from the home screen back to it.
/// Owns the session, which owns all personal data. UI thread only.
class Visit {
 public:
  explicit Visit(VisitNeeds needs);
  ~Visit();

  View view() const;
  void act(const Action& action);
  void card_event(const drivers::CardEvent& event);

  /// Lets timeouts happen; call when next_deadline() has come, or earlier.
  void tick();
  /// When tick() is due (also for countdowns and the clock in the header).
  base::SteadyTime next_deadline() const;

  /// Called (on the UI thread) after anything changed the view.
  void on_change(std::function<void()> changed);
  /// Called when a session has ended and its data is gone, and when the camera's
  /// screen was left without a session, so that the owner can wipe what the data
  /// passed through (stacks of workers, drawn frames). The view is that of the home
  /// screen by then.
  void on_session_end(std::function<void()> ended);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace linli::flow
