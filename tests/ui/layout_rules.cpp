#include "tests/ui/layout_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "ui/accessibility/room.h"
#include "ui/theme/tokens.h"

namespace linli::tests {
namespace {

using ui::kRounding;
using ui::Node;
using ui::Role;

bool takes_press(const Node& node) {
  return node.role == Role::button || node.role == Role::choice || node.role == Role::field ||
         node.role == Role::consent || node.role == Role::canvas;
}

std::string text_of(const Node& node) {
  return fmt::format("{} \"{}\" at {:.0f},{:.0f} {:.0f}×{:.0f}", ui::name_of(node.role), node.label,
                     node.rect.x, node.rect.y, node.rect.width, node.rect.height);
}

/// Of whatever is drawn: places, sizes and labels.
class TargetRules {
 public:
  TargetRules(const ui::Tree& tree, flow::DisplayMode mode, float width, float height)
      : tree_(tree), metrics_(mode, width, height), width_(width), height_(height) {}

  std::vector<std::string> check() {
    for (const ui::Crowded& one : ui::crowded(tree_, width_, height_)) tell(one);
    for (const Node& node : tree_.nodes()) check_node(node);
    for (std::size_t i = 0; i < tree_.nodes().size(); ++i) {
      for (std::size_t j = i + 1; j < tree_.nodes().size(); ++j) {
        check_pair(tree_.nodes()[i], tree_.nodes()[j]);
      }
    }
    check_labels();
    return std::move(faults_);
  }

 private:
  void tell(const ui::Crowded& one) {
    switch (one.how) {
      case ui::Crowded::How::leaves_window:
        return fault("leaves the window: " + text_of(*one.node));
      case ui::Crowded::How::words_do_not_fit:
        return fault("words do not fit: " + text_of(*one.node));
      case ui::Crowded::How::overlaps:
        return fault("overlap: " + text_of(*one.node) + " and " + text_of(*one.other));
    }
  }

  void check_node(const Node& node) {
    if (node.label.empty()) fault("has no label: " + text_of(node));
    if (!takes_press(node)) return;
    const float least = metrics_.px(metrics_.large() ? 150 : 96) - kRounding;
    if (std::min(node.rect.width, node.rect.height) < least)
      fault("too small to press: " + text_of(node));
  }

  void check_pair(const Node& a, const Node& b) {
    if (!takes_press(a) || !takes_press(b)) return;
    const float between = ui::distance(a.rect, b.rect);
    const float gap = metrics_.px(metrics_.large() ? 24 : 16);
    if (between >= -kRounding && between < gap - kRounding)
      fault("too close: " + text_of(a) + " and " + text_of(b));
  }

  void check_labels() {
    std::map<std::string, int> labels;
    for (const Node& node : tree_.nodes()) {
      if (takes_press(node) && node.enabled && ++labels[node.label] == 2) {
        fault("two targets are called " + node.label);
      }
    }
  }

  void fault(std::string words) { faults_.push_back(std::move(words)); }

  const ui::Tree& tree_;
  ui::Metrics metrics_;
  float width_;
  float height_;
  std::vector<std::string> faults_;
};

/// Of the screens: what each has to have.
class ViewRules {
 public:
  ViewRules(const ui::Tree& tree, const flow::View& view) : tree_(tree), view_(view) {}

  std::vector<std::string> check() {
    check_constant_buttons();
    check_report();
    return std::move(faults_);
  }

 private:
  void check_constant_buttons() {
    const bool chinese = view_.language == catalogue::Language::chinese;
    const bool large = view_.mode == flow::DisplayMode::large;
    const char* size =
        chinese ? (large ? "标准版" : "大字版") : (large ? "Standard" : "Large text");
    check_button(size, true);
    check_button(chinese ? "English" : "中文", true);
    // Where staff are called already, or work themselves, calling them would be a riddle.
    const bool staff_there =
        std::holds_alternative<flow::HelpView>(view_.screen) || view_.header.staff.has_value();
    check_button(chinese ? "找工作人员" : "Call staff", !staff_there);
  }

  /// A report that leaves something out without saying so would be wrong.
  void check_report() {
    const auto* report = std::get_if<flow::DayReportView>(&view_.screen);
    if (report == nullptr) return;
    for (const flow::ReportRow& row : report->rows) {
      if (!shows(name_of(row))) fault("leaves out the line of " + name_of(row));
    }
    const bool disputed =
        report->last && report->last->result == offline_cache::Reconciliation::Result::disputed;
    // Large words leave no room for it beside what became of the file.
    const bool crowded = view_.mode == flow::DisplayMode::large &&
                         report->saving.state != flow::SavingView::State::idle;
    if (disputed && report->shows_summary && !crowded && !shows(report->last->differs.front())) {
      fault("leaves out that the books differ");
    }
  }

  static std::string name_of(const flow::ReportRow& row) {
    if (const auto* day = std::get_if<offline_cache::ServiceDay>(&row.content)) {
      return day->first_receipt;
    }
    if (const auto* left = std::get_if<flow::LeftOut>(&row.content)) {
      return std::to_string(left->acts);
    }
    return std::get<offline_cache::ReportItem>(row.content).receipt_number;
  }

  bool shows(const std::string& words) const {
    return std::ranges::any_of(tree_.nodes(), [&](const Node& node) {
      return (node.label + " " + node.value).find(words) != std::string::npos;
    });
  }

  void check_button(const char* label, bool wanted) {
    const Node* found = tree_.find(label, Role::button);
    const bool there = found != nullptr && found->enabled;
    if (there != wanted) fault(std::string(wanted ? "missing: " : "superfluous: ") + label);
  }

  void fault(std::string words) { faults_.push_back(std::move(words)); }

  const ui::Tree& tree_;
  const flow::View& view_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> target_faults(const ui::Tree& tree, flow::DisplayMode mode, float width,
                                       float height) {
  return TargetRules(tree, mode, width, height).check();
}

std::vector<std::string> faults_of(const ui::Tree& tree, const flow::View& view, float width,
                                   float height) {
  auto faults = target_faults(tree, view.mode, width, height);
  std::ranges::move(ViewRules(tree, view).check(), std::back_inserter(faults));
  return faults;
}

}  // namespace linli::tests
