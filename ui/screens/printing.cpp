#include "ui/screens/printing.h"

namespace linli::ui {

using drivers::PageError;
using drivers::PrintError;

const char* words_of(PrintError error) {
  switch (error) {
    case PrintError::paper_out:
      return text_id("打印机没有纸了");
    case PrintError::cover_open:
      return text_id("打印机的盖子没关好");
    case PrintError::cutter_jammed:
      return text_id("打印机的切纸刀卡住了");
    case PrintError::stopped:
    case PrintError::missing:
    case PrintError::not_allowed:
    case PrintError::silent:
      return text_id("打印机没有反应");
    case PrintError::failing:
      return text_id("打印机有故障");
  }
  return "";
}

const char* short_words_of(PrintError error) {
  switch (error) {
    case PrintError::paper_out:
      return text_id("没纸了");
    case PrintError::cover_open:
      return text_id("盖子没关");
    case PrintError::cutter_jammed:
      return text_id("卡刀了");
    case PrintError::missing:
      return text_id("没接上");
    case PrintError::stopped:
    case PrintError::silent:
      return text_id("没反应");
    case PrintError::not_allowed:
    case PrintError::failing:
      return text_id("有故障");
  }
  return "";
}

const char* words_of(PageError error) {
  switch (error) {
    case PageError::no_such_printer:
    case PageError::stopped:
    case PageError::unreachable:
      return text_id("打印机没有反应");
    case PageError::not_accepting:
      return text_id("打印机现在不能打");
    case PageError::failed:
      return text_id("打印机有故障");
  }
  return "";
}

namespace {

struct News {
  std::string words;
  Look look;
};

constexpr Look kGoingOn{Style::body, Colour::ink_soft, Align::centre};
constexpr Look kDone{Style::body_bold, Colour::green, Align::centre};
constexpr Look kFailed{Style::body_bold, Colour::red, Align::centre};

std::optional<News> news_of(const Painter& painter, const flow::PrintingView& printing) {
  using State = flow::PrintingView::State;
  switch (printing.state) {
    case State::offered:
      return std::nullopt;
    case State::printing:
      return News{painter.t("正在打印回执…"), kGoingOn};
    case State::printed:
      return News{painter.t("回执已打印，请取走"), kDone};
    case State::failed:
      break;
  }
  const char* why = words_of(printing.error.value_or(PrintError::failing));
  return News{painter.t("回执没打出来：{why}。请拍下屏幕上的回执，或找工作人员",
                        fmt::arg("why", painter.t(why))),
              kFailed};
}

std::optional<News> news_of(const Painter& painter, const flow::CopyView& copy) {
  using State = flow::CopyView::State;
  switch (copy.state) {
    case State::offered:
      return std::nullopt;
    case State::sending:
      return News{painter.t("正在打印整份申请…"), kGoingOn};
    case State::sent:
      return News{painter.t("整份申请已送去打印，请向工作人员取"), kDone};
    case State::failed:
      break;
  }
  const char* why = words_of(copy.error.value_or(PageError::failed));
  return News{painter.t("整份申请没打出来：{why}。请找工作人员", fmt::arg("why", painter.t(why))),
              kFailed};
}

/// The most pressing of both: what failed, then what goes on, then what is done.
enum class Press { done, goes_on, failed };
Press press_of(const News& news) {
  if (news.look.colour == kFailed.colour) return Press::failed;
  return news.look.colour == kGoingOn.colour ? Press::goes_on : Press::done;
}

/// Of two that press alike a failed receipt comes first; else the copy, which was asked for by
/// hand.
std::optional<News> news_of(const Painter& painter, const flow::ReceiptView& receipt) {
  auto copy = receipt.copy ? news_of(painter, *receipt.copy) : std::nullopt;
  auto printing = receipt.printing ? news_of(painter, *receipt.printing) : std::nullopt;
  if (!copy || !printing) return copy ? copy : printing;
  const Press first = press_of(*printing);
  const bool receipt_presses = first > press_of(*copy) || first == Press::failed;
  return receipt_presses ? printing : copy;
}

ButtonLook plain(std::string label) {
  return {.label = std::move(label), .icon = Icon::printer, .kind = ButtonKind::plain};
}

}  // namespace

bool has_print_news(const flow::ReceiptView& receipt) {
  const bool copy = receipt.copy && receipt.copy->state != flow::CopyView::State::offered;
  return copy ||
         (receipt.printing && receipt.printing->state != flow::PrintingView::State::offered);
}

void draw_print_news(Painter& painter, const flow::ReceiptView& receipt, Rect& page) {
  if (const auto news = news_of(painter, receipt)) {
    painter.text(page, news->words, news->look, painter.px(24));
  }
}

std::optional<NavigationButton> print_button(const Painter& painter,
                                             const flow::ReceiptView& receipt) {
  using State = flow::PrintingView::State;
  if (!receipt.printing) return std::nullopt;
  const State state = receipt.printing->state;
  if (state == State::printing || state == State::printed) return std::nullopt;
  const bool again = state == State::failed;
  return NavigationButton{plain(again ? painter.t("再打一次") : painter.t("打印回执")),
                          flow::action::PrintReceipt{}};
}

std::optional<NavigationButton> copy_button(const Painter& painter,
                                            const flow::ReceiptView& receipt) {
  using State = flow::CopyView::State;
  if (!receipt.copy) return std::nullopt;
  const State state = receipt.copy->state;
  if (state == State::sending || state == State::sent) return std::nullopt;
  return NavigationButton{
      plain(painter.large() ? painter.t("打印申请") : painter.t("打印整份申请")),
      flow::action::PrintApplication{}};
}

}  // namespace linli::ui
