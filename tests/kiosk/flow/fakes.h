#pragma once
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/flow/visit.h"
#include "offline_cache/api/day_report.h"

/// Stand-ins for what the flows ask. They note what was asked and answer when
/// the test says so.
namespace linli::tests {

struct FakeOutbox final : offline_cache::Outbox {
  using Submitted = std::function<void(Expected<domain::Receipt, offline_cache::SubmitError>)>;
  using Rated = std::function<void(Expected<void, offline_cache::SubmitError>)>;

  offline_cache::StoreHealth health() const override { return store; }
  offline_cache::LinkStatus link() const override { return status; }
  void submit(domain::Application application, Submitted done) override {
    applications.push_back(std::move(application));
    submitted = std::move(done);
  }
  void rate(const std::string&, domain::Grade grade, Rated done) override {
    grades.push_back(grade);
    rated = std::move(done);
  }
  void on_change(std::function<void()> changed) override { change = std::move(changed); }

  void becomes(offline_cache::StoreHealth health) {
    store = health;
    change();
  }
  void queue_is(int waiting, int for_staff = 0) {
    status.waiting = waiting;
    status.for_staff = for_staff;
    change();
  }

  offline_cache::StoreHealth store = offline_cache::StoreHealth::ready;
  offline_cache::LinkStatus status;
  std::vector<domain::Application> applications;
  std::vector<domain::Grade> grades;
  Submitted submitted;
  Rated rated;
  std::function<void()> change;
};

struct FakeLookups final : offline_cache::Lookups {
  using Benefits =
      std::function<void(Expected<offline_cache::BenefitAnswer, offline_cache::LookupError>)>;
  using Stage = std::function<void(Expected<domain::StageReport, offline_cache::LookupError>)>;

  void benefits(const domain::IdCard&, Benefits done) override {
    ++asked;
    benefits_done = std::move(done);
  }
  void stage(const std::string& code, Stage done) override {
    codes.push_back(code);
    stage_done = std::move(done);
  }

  int asked = 0;
  Benefits benefits_done;
  std::vector<std::string> codes;
  Stage stage_done;
};

struct FakeMatters final : offline_cache::Matters {
  void keep(const domain::IdCard&, offline_cache::Matter matter) override {
    kept.push_back(std::move(matter));
  }
  void find(const domain::IdCard&, std::function<void(Found)> done) override {
    ++asked;
    found = std::move(done);
  }

  int asked = 0;
  std::vector<offline_cache::Matter> kept;
  std::function<void(Found)> found;
};

struct FakeDrafts final : offline_cache::Drafts {
  using Found = std::function<void(std::optional<offline_cache::Draft>)>;

  void keep(const domain::IdCard& card, offline_cache::Draft draft,
            std::function<void(bool)> done) override {
    kept.insert_or_assign(card.number.text(), std::move(draft));
    done(true);
  }
  void find(const domain::IdCard& card, const std::string&, Found done) override {
    ++asked;
    const auto found = kept.find(card.number.text());
    auto draft = found == kept.end() ? std::nullopt : std::optional(found->second);
    if (answers_at_once) {
      done(std::move(draft));
    } else {
      found_done = [done, draft] { done(draft); };
    }
  }
  void drop(const domain::IdCard& card, const std::string&) override {
    kept.erase(card.number.text());
  }

  bool answers_at_once = true;
  int asked = 0;
  std::map<std::string, offline_cache::Draft> kept;  // by number
  std::function<void()> found_done;
};

struct FakeAudit final : offline_cache::Audit {
  void record(offline_cache::AuditKind kind, std::string_view detail) override {
    events.emplace_back(kind, detail);
  }
  bool has(offline_cache::AuditKind kind) const {
    return std::ranges::any_of(events, [&](const auto& event) { return event.first == kind; });
  }
  std::vector<std::pair<offline_cache::AuditKind, std::string>> events;
};

struct FakeStaffRegister final : offline_cache::StaffRegister {
  using Done =
      std::function<void(Expected<offline_cache::StaffMember, offline_cache::SignInRefusal>)>;

  void sign_in(const std::string& of, std::string typed, Done on_done) override {
    number = of;
    pin = std::move(typed);
    done = std::move(on_done);
  }

  void recognise(std::string card_number, std::function<void(Recognised)> on_done) override {
    card = std::move(card_number);
    card_done = std::move(on_done);
  }

  std::string number;
  std::string pin;
  std::string card;
  Done done;
  std::function<void(Recognised)> card_done;
};

struct FakeDayDesk final : offline_cache::DayDesk {
  using Closed =
      std::function<void(Expected<offline_cache::Reconciliation, offline_cache::CloseError>)>;

  using Asked = std::function<void(Expected<domain::StageReport, offline_cache::LookupError>)>;

  void overview(std::function<void(std::optional<offline_cache::DayOverview>)> done) override {
    ++asked;
    overview_done = std::move(done);
  }
  void send_all() override { ++sent; }
  void close_day(Closed done) override {
    ++closes;
    close_done = std::move(done);
  }
  void try_again(const base::Uuid&, std::function<void(bool)> done) override {
    ++tried;
    item_done = std::move(done);
  }
  void set_aside(const base::Uuid&, offline_cache::SetAsideReason why, const std::string& staff,
                 std::function<void(bool)> done) override {
    reason = why;
    set_aside_by = staff;
    item_done = std::move(done);
  }
  void report(std::chrono::year_month_day day,
              std::function<void(std::optional<offline_cache::DayReport>)> done) override {
    report_of = day;
    report_done = std::move(done);
  }
  void ask_centre(const base::Uuid&, Asked done) override {
    ++asked_centre;
    stage_done = std::move(done);
  }

  /// Answers the question that is open; the next has not come yet.
  void told(offline_cache::DayOverview day) {
    const auto done = std::exchange(overview_done, nullptr);
    done(std::move(day));
  }

  int asked = 0;
  int sent = 0;
  int closes = 0;
  int tried = 0;
  std::string set_aside_by;
  std::optional<offline_cache::SetAsideReason> reason;
  std::function<void(std::optional<offline_cache::DayOverview>)> overview_done;
  Closed close_done;
  std::optional<std::chrono::year_month_day> report_of;
  std::function<void(std::optional<offline_cache::DayReport>)> report_done;
  int asked_centre = 0;
  Asked stage_done;
  std::function<void(bool)> item_done;
};

struct FakePlaceNameDesk final : flow::PlaceNameDesk {
  void find(std::string text, int first, int count, Done done) override {
    texts.push_back(std::move(text));
    asked_first = first;
    asked_count = count;
    found = std::move(done);
  }

  /// Answers the last question with `total` places, of which those on the page.
  void tell(int total) {
    reference::FoundPlaces places;
    places.total = total;
    for (int i = asked_first; i < std::min(total, asked_first + asked_count); ++i) {
      reference::FoundPlace place;
      place.place.name = "第" + std::to_string(i) + "路";
      places.places.push_back(place);
    }
    found(std::move(places));
  }

  std::vector<std::string> texts;
  int asked_first = 0;
  int asked_count = 0;
  Done found;
};

struct FakeDocumentDesk final : flow::DocumentDesk {
  void save_day_report(const offline_cache::DayReport& of, const flow::DevicesView& with,
                       Saved on_saved) override {
    ++reports;
    report = of;
    devices = with;
    saved = std::move(on_saved);
  }
  void save_notice(const domain::StageReport& of, Saved on_saved) override {
    ++notices;
    notice = of;
    saved = std::move(on_saved);
  }

  int reports = 0;
  int notices = 0;
  offline_cache::DayReport report;
  flow::DevicesView devices;
  domain::StageReport notice;
  Saved saved;
};

struct FakeScanDesk final : flow::ScanDesk {
  void start(std::function<void(std::shared_ptr<const drivers::PreviewFrame>)> on_frame,
             std::function<void(Expected<std::string, drivers::ScanError>)> on_done) override {
    ++starts;
    open = true;
    frame = std::move(on_frame);
    done = std::move(on_done);
  }
  void stop() override { open = false; }
  drivers::DeviceHealth health() const override { return drivers::DeviceHealth::working; }

  int starts = 0;
  bool open = false;
  std::function<void(std::shared_ptr<const drivers::PreviewFrame>)> frame;
  std::function<void(Expected<std::string, drivers::ScanError>)> done;
};

/// A printer that answers when the test says so.
struct FakePrintDesk final : flow::PrintDesk {
  void print_receipt(const flow::ReceiptView& of, Done on_done) override {
    receipts.push_back(of);
    done = std::move(on_done);
  }
  void forget() override { ++forgotten; }
  std::optional<drivers::PrinterReport> state() const override { return report; }

  std::vector<flow::ReceiptView> receipts;
  std::optional<drivers::PrinterReport> report;
  int forgotten = 0;
  Done done;
};

struct FakeCopyDesk final : flow::CopyDesk {
  bool takes_documents() const override { return takes; }
  void print_application(std::shared_ptr<const flow::HandedIn> of, Done on_done) override {
    ++asked;
    handed_in = std::move(of);
    done = std::move(on_done);
  }
  void forget() override { ++forgotten; }

  bool takes = true;
  int asked = 0;
  int forgotten = 0;
  std::shared_ptr<const flow::HandedIn> handed_in;
  Done done;
};

/// A voice that is heard until the test says so.
struct FakeSpeechDesk final : flow::SpeechDesk {
  bool can_speak() const override { return works; }
  void speak(std::string of, catalogue::Language in, Done on_done) override {
    words.push_back(std::move(of));
    language = in;
    done = std::move(on_done);
  }
  void stop() override { ++stops; }

  bool works = true;
  std::vector<std::string> words;
  catalogue::Language language{};
  int stops = 0;
  Done done;
};

/// Staff who are called, and answer when the test says so.
struct FakeStaffCallDesk final : flow::StaffCallDesk {
  void call(drivers::CallReason reason, Done on_done) override {
    reasons.push_back(reason);
    done = std::move(on_done);
  }

  std::vector<drivers::CallReason> reasons;
  Done done;
};

/// A document camera whose pictures come by hand.
struct FakePageDesk final : flow::PageDesk {
  void aim(OnFrame on_frame, Done on_done) override {
    ++aims;
    open = true;
    wanted = false;
    frame = std::move(on_frame);
    done = std::move(on_done);
  }
  void take() override { wanted = true; }
  void stop() override { open = false; }

  void see() { frame(std::make_shared<const drivers::PreviewFrame>(grey())); }
  void deliver(bool too_dark = false) {
    done(drivers::TakenPage{std::make_shared<const domain::ScannedPage>(Bytes{0xFF, 0xD8, 0xFF}),
                            grey(), too_dark});
  }
  static drivers::PreviewFrame grey() {
    return {.width = 2, .height = 1, .rgb = {9, 9, 9, 9, 9, 9}};
  }

  int aims = 0;
  bool open = false;
  bool wanted = false;
  OnFrame frame;
  Done done;
};

}  // namespace linli::tests
