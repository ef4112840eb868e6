#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "kiosk/flow/visit.h"
#include "offline_cache/sync/terminal_cache.h"
#include "tests/support/loopback_centre.h"
#include "tests/ui/stage.h"

namespace linli::tests {

/// 王淑芳 of the demo (assets/demo), aged 79.
domain::IdCard invented_card();

/// A whole terminal in this process, and the centre: the visit, the real screens, store, keyboard
/// and engine, HTTPS on loopback. Only the devices are missing: cards are put on by hand. Its clock
/// stands still on a Monday morning; nothing is sent before send_all().
class WholeTerminal {
 public:
  explicit WholeTerminal(flow::DisplayMode mode);

  const catalogue::Catalogue& services() const { return catalogue_; }
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

  /// What can be pressed, by its label, or throws. The effect is on the screen afterwards.
  void press(const std::string& label);
  void press(const ui::Node& node);
  /// Enabled nodes of a role on the screen as it is, in reading order.
  std::vector<ui::Node> nodes(ui::Role role);
  bool offers(const std::string& label);
  void sign(const ui::Node& canvas);
  /// A person waits, and what the store and the centre have to say arrives.
  void wait_until(const std::function<bool()>& ready);
  void picture(const std::filesystem::path& path);

  /// Everything that waits goes to the centre. False: something still waits.
  bool send_all();
  /// What the centre opens of the item with this receipt; throws unless there is exactly one.
  protocol::Manifest at_centre(const std::string& receipt_number);
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
  std::unique_ptr<flow::ScanDesk> camera_;
  std::unique_ptr<flow::PageDesk> papers_;
  flow::Visit visit_;
};

}  // namespace linli::tests
