#pragma once
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/faults/ext4_disk.h"
#include "tests/soak/terminal_day.h"
#include "tests/support/child_process.h"

namespace linli::tests {

/// What an evening showed.
struct Evening {
  std::string result;  // of the day close: agreed, disputed
  int here = 0;        // items closed
  int there = 0;
  int waiting = -1;
  int open_books = -1;
  long memory = 0;         // kB, of the terminal
  long centre_memory = 0;  // kB
  long descriptors = 0;    // of the terminal
  long bytes = 0;          // of the terminal's database
};

/// A centre (the real program, over HTTPS on loopback) and a terminal on a disk of its own, for as
/// many days as one likes: with power cuts at moments of chance and hours without the centre.
/// Receipts on paper are not part of it.
class HallForWeeks {
 public:
  explicit HallForWeeks(unsigned seed);

  /// Empty: the evening did not come, and trouble() says why.
  std::optional<Evening> next_day(int items);
  /// Nobody comes.
  std::optional<Evening> rest(int days);
  const std::string& trouble() const { return trouble_; }

  /// Receipt numbers that residents got; none was given twice.
  const std::set<std::string>& receipts() const { return receipts_; }
  bool given_twice() const { return given_twice_; }
  /// Ends the centre; how often it has each receipt number.
  std::map<std::string, int> at_the_centre();
  int power_cuts() const { return power_cuts_; }
  int outages() const { return outages_; }
  bool has_real_disk() const { return disk_.missing().empty(); }

 private:
  void start_centre();
  void stop_centre();
  std::filesystem::path centre_folder() const { return folder_ / "centre"; }
  std::filesystem::path store_folder() const;
  int random(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  TerminalDay the_day(int items, int done) const;
  /// From switching on to the evening, or to a power cut. Empty: a power cut, or trouble.
  std::optional<Evening> run(WorkingProcess& terminal, int& done);
  void note(const std::string& line, Evening& evening);
  void cut_power(WorkingProcess& terminal, int& done);

  TemporaryFolder folder_;
  Ext4Disk disk_;
  std::mt19937 random_;
  std::optional<ChildProcess> centre_;
  std::string centre_url_;
  std::optional<offline_cache::TerminalIdentity> identity_;
  base::WallTime morning_;
  // Of the day, counted in receipts; -1: never.
  int cut_at_ = -1;
  int outage_from_ = -1;
  int outage_to_ = -1;
  std::set<std::string> receipts_;
  bool given_twice_ = false;
  int power_cuts_ = 0;
  int outages_ = 0;
  std::string trouble_;
};

}  // namespace linli::tests
