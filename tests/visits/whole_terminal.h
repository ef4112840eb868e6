#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "centre/server/signatories.h"
#include "kiosk/flow/visit.h"
#include "offline_cache/sync/terminal_cache.h"
#include "tests/support/loopback_centre.h"
#include "tests/ui/stage.h"

namespace linli::tests {

/// 王淑芳 of the demo (assets/demo), aged 79.
domain::IdCard invented_card();

/// A camera that sees what the test holds before it.
class HandHeldCode final : public flow::ScanDesk {
 public:
  void start(std::function<void(std::shared_ptr<const drivers::PreviewFrame>)>,
             std::function<void(Expected<std::string, drivers::ScanError>)> done) override {
    seen_ = std::move(done);
  }
  void stop() override { seen_ = nullptr; }
  drivers::DeviceHealth health() const override { return drivers::DeviceHealth::working; }
  void show(const std::string& text);

 private:
  std::function<void(Expected<std::string, drivers::ScanError>)> seen_;
};

/// A whole terminal in this process, and the centre: the visit, the real screens, store, keyboard
/// and engine, HTTPS on loopback. Only the devices are missing: cards are put on by hand. Its clock
/// stands still on a Monday morning; nothing is sent before send_all().
class WholeTerminal {
 public:
  explicit WholeTerminal(flow::DisplayMode mode);

  const catalogue::Catalogue& services() const { return catalogue_; }
  /// As if its file had been changed; while no form of it is open.
  catalogue::Service& change_service(const std::string& id);
  domain::Day today() const { return base::hall_time(clock_.now()).date; }
  flow::View view() const { return visit_.view(); }
  template <class Screen>
  bool shows() const {
    return std::holds_alternative<Screen>(view().screen);
  }
  /// A copy; throws where another screen is shown.
  template <class Screen>
  Screen screen() const {
    return std::get<Screen>(view().screen);
  }

  /// Somebody comes, in the mode they want: whoever was here before took theirs with them.
  void place(const domain::IdCard& card);
  void take_card_away();
  /// Before the camera, which is looking for one.
  void show_code(const std::string& text);

  /// What can be pressed, by its label, or throws. The effect is on the screen afterwards.
  void press(const std::string& label);
  void press(const ui::Node& node);
  /// Enabled nodes of a role on the screen as it is, in reading order.
  std::vector<ui::Node> nodes(ui::Role role);
  bool offers(const std::string& label);
  /// Stands on the screen somewhere.
  bool says(const std::string& text);
  void sign(const ui::Node& canvas);
  /// A person waits, and what the store and the centre have to say arrives.
  void wait_until(const std::function<bool()>& ready);
  /// Of the screen, among those of all visits in this mode.
  void picture(const std::string& name);

  /// Everything that waits goes to the centre. False: something still waits.
  bool send_all();
  /// What the centre opens of the item with this receipt; throws unless there is exactly one.
  protocol::Manifest at_centre(const std::string& receipt_number);
  /// The pictures of pages that arrived with it, by field, in the order of the pages.
  std::map<std::string, std::vector<Bytes>> pages_at_centre(const std::string& receipt_number);
  /// Every picture of a page that the camera has taken.
  const std::vector<Bytes>& pages_taken() const { return pages_taken_; }
  /// Staff of the centre say where the matter of this receipt stands.
  void decide(const std::string& receipt_number, const centre::StageEvent& event);
  /// The item at the centre; throws unless there is exactly one.
  centre::StoredItem item(const std::string& receipt_number);
  /// Who of the household has signed, by the centre.
  std::vector<centre::Signatory> signatories(const std::string& receipt_number);
  /// The items at the centre in the order of arrival.
  std::vector<std::string> arrived();

 private:
  void refresh();
  void act(const std::vector<flow::Action>& actions);

  flow::DisplayMode mode_;
  base::FakeClock clock_;
  base::FakeClock centre_clock_;  // certificates are checked against the machine's own
  catalogue::Catalogue catalogue_;
  TemporaryFolder folder_;
  LoopbackCentre centre_;
  Stage stage_;
  typing::Engines typing_;
  std::unique_ptr<offline_cache::TerminalCache> cache_;
  HandHeldCode camera_;
  std::vector<Bytes> pages_taken_;
  std::unique_ptr<flow::PageDesk> papers_;
  flow::Visit visit_;
};

}  // namespace linli::tests
