#include <algorithm>

#include "ui/screens/day_parts.h"
#include "ui/screens/formats.h"
#include "ui/screens/staff_words.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

namespace action = flow::action;
using flow::EndOfDayView;
using Closing = EndOfDayView::Closing;
using Result = offline_cache::Reconciliation::Result;

/// 昨晚自动对账没有成功：…
std::string failed_words(const Screen& screen, const offline_cache::FailedClose& failed) {
  const Painter& painter = screen.painter;
  const std::string when = evening_name(screen, failed.at);
  const std::string why = painter.t(words_of(failed.error).happened);
  return painter.t("{when}自动对账没有成功：{why}", fmt::arg("when", when), fmt::arg("why", why));
}

Message failed_message(const Screen& screen, const offline_cache::FailedClose& failed) {
  const Painter& painter = screen.painter;
  const TroubleWords words = words_of(failed.error);
  return {Icon::error,
          Colour::red,
          Colour::red_tint,
          failed_words(screen, failed),
          {painter.t(words.kept), painter.t(words.now)}};
}

/// How the books stand, or what just became of closing them.
Message books_message(const Screen& screen, const EndOfDayView& view) {
  const Painter& painter = screen.painter;
  if (view.closing == Closing::running) {
    return {Icon::wait,
            Colour::brand,
            Colour::surface,
            painter.t("正在和中心对账…"),
            {painter.t("缺的会自动补发，请等一等。")}};
  }
  if (view.closing == Closing::failed && view.error) {
    return message_of(painter, words_of(*view.error));
  }
  if (view.nothing_open && view.overview.decided > 0) {
    return {
        Icon::info,
        Colour::amber,
        Colour::amber_tint,
        painter.t("今天没有办件"),
        {painter.t_count("有 {n} 件中心有了结果，先通知居民，再锁定。", view.overview.decided)}};
  }
  if (view.nothing_open) {
    return {Icon::tick,
            Colour::green,
            Colour::surface,
            painter.t("今天没有办件"),
            {painter.t("不用对账，锁定就可以了。")}};
  }
  const bool disputed = view.overview.last && view.overview.last->result == Result::disputed;
  if (view.overview.failed && !disputed) return failed_message(screen, *view.overview.failed);
  if (view.overview.last) {
    Message said = reconciliation_message(screen, *view.overview.last);
    if (view.overview.failed) {
      const std::string when = evening_name(screen, view.overview.failed->at);
      said.lines.push_back(painter.t("{when}自动对账也没有成功。", fmt::arg("when", when)));
    }
    if (view.closing == Closing::agreed) said.lines.push_back(painter.t("日终完成了，请锁定。"));
    return said;
  }
  return {Icon::info,
          Colour::brand,
          Colour::surface,
          painter.t("还没有和中心对过账"),
          {painter.t("办件都确认后，按“完成日终”。")}};
}

bool can_close(const EndOfDayView& view) {
  return !view.nothing_open && view.closing != Closing::agreed;
}

/// Progress and the items below it, in one card.
void draw_work(Screen& screen, const EndOfDayView& view, Rect rect) {
  Painter& painter = screen.painter;
  painter.box(rect, Colour::surface, Colour::edge, painter.metrics().border(),
              painter.metrics().card_radius());
  Rect inner = inset(rect, painter.px(28), painter.px(20));
  draw_day_progress(screen, view, inner, painter.px(8));
  draw_day_table(screen, view, inner);
}

/// With rows that can just be pressed.
float work_height(const Painter& painter, const EndOfDayView& view) {
  const float row = painter.metrics().target() + painter.px(16);
  return day_progress_height(painter, view.overview) + painter.px(48) +
         static_cast<float>(view.rows.size()) * row;
}

void draw_standard(Screen& screen, const EndOfDayView& view, Rect body) {
  Painter& painter = screen.painter;
  const bool lying = painter.landscape();
  const float gap = painter.px(lying ? 24 : 28);
  const Message books = books_message(screen, view);
  const Rect devices = cut_bottom(body, painter.px(lying ? 96 : 168), gap);
  draw_devices(screen, view.devices, devices, 6);
  if (lying) {
    Rect left = cut_left(body, body.width * 0.38F, gap);
    draw_day_notices(screen, view, left, message_height(painter, books, left.width), gap);
    // A long message leaves room for one row of counts, or none.
    const float room = left.height - message_height(painter, books, left.width) - gap;
    const int down = room >= day_counts_height(painter, 2) ? 2 : 1;
    if (room >= day_counts_height(painter, down)) {
      const float most = painter.px(down == 2 ? 360 : 180);
      draw_day_counts(screen, view.overview, cut_top(left, std::min(room, most), gap), 4 / down);
    }
    message(painter, left, books, Role::alert, 0);
    draw_work(screen, view, body);
    return;
  }
  const float counts = day_counts_height(painter, 1);
  const float words = message_height(painter, books, body.width) + gap;
  draw_day_notices(screen, view, body, words + work_height(painter, view), gap);
  if (counts + gap + words + work_height(painter, view) <= body.height) {
    draw_day_counts(screen, view.overview, cut_top(body, counts, gap), 4);
  }
  Rect place = cut_bottom(body, message_height(painter, books, body.width), gap);
  message(painter, place, books, Role::alert, 0);
  draw_work(screen, view, body);
}

/// The numbers first; what is wrong takes the place of the progress.
void draw_summary(Screen& screen, const EndOfDayView& view, Rect body) {
  Painter& painter = screen.painter;
  const float gap = painter.metrics().gap();
  const int across = painter.landscape() ? 4 : 2;
  const Message books = books_message(screen, view);
  const float words = message_height(painter, books, body.width);
  const float counts = day_counts_height(painter, 4 / across);
  draw_day_notices(screen, view, body, words, gap);
  if (counts + gap + words <= body.height) {
    draw_day_counts(screen, view.overview, cut_top(body, counts, gap), across);
  }
  Rect place = cut_bottom(body, words, gap);
  message(painter, place, books, Role::alert, 0);
  if (day_progress_height(painter, view.overview) <= body.height) {
    draw_day_progress(screen, view, body, 0);
  }
}

}  // namespace

Frame frame_of(const Screen& screen, const EndOfDayView& view) {
  const Painter& painter = screen.painter;
  Frame frame{.title = painter.t("日终同步")};
  add_day_pages(painter, frame, view.page, view.pages);
  const bool crowded = painter.large() && view.pages > 1;
  frame.waits = view.closing == Closing::running;
  if (view.state != EndOfDayView::State::shown) return frame;
  const bool close = can_close(view);
  const int waiting = view.overview.on_the_way + view.overview.ratings.on_the_way;
  if (close && waiting > 0 && !(crowded && view.page > 0)) {
    frame.navigation.push_back(
        {{.label = view.sending ? painter.t("联系中…") : painter.t("马上上传"),
          .icon = Icon::again,
          .kind = ButtonKind::plain,
          .enabled = !view.sending},
         action::SendAll{}});
  }
  if (!crowded || !close || view.shows_devices) {
    frame.navigation.push_back({{.label = painter.t("日报"),
                                 .icon = Icon::receipt,
                                 .kind = close ? ButtonKind::plain : ButtonKind::primary},
                                action::OpenDayReport{}});
  }
  if (!close) return frame;
  const bool again = view.closing == Closing::disputed || view.closing == Closing::failed ||
                     view.overview.failed.has_value();
  frame.navigation.push_back({{.label = again ? painter.t("再对一次") : painter.t("完成日终"),
                               .icon = again ? Icon::again : Icon::done,
                               .kind = ButtonKind::primary},
                              action::CloseDay{}});
  return frame;
}

void draw_body(Screen& screen, const EndOfDayView& view, Rect body) {
  Painter& painter = screen.painter;
  switch (view.state) {
    case EndOfDayView::State::loading:
      return message(painter, body,
                     {Icon::wait, Colour::brand, Colour::surface, {}, {painter.t("正在读取…")}},
                     Role::status, 0);
    case EndOfDayView::State::unreadable:  // numbers that are not known would read as none
      return message(painter, body,
                     message_of(painter, words_of(offline_cache::CloseError::store_failed)),
                     Role::alert, 0);
    case EndOfDayView::State::shown:
      break;
  }
  if (!painter.large()) return draw_standard(screen, view, body);
  if (view.shows_summary) return draw_summary(screen, view, body);
  if (view.shows_devices) {
    painter.heading(body, painter.t("设备"), {Style::heading}, painter.px(20));
    const int across = painter.landscape() ? 3 : 1;
    const float most = painter.px(painter.landscape() ? 420 : 950);
    return draw_devices(screen, view.devices, cut_top(body, std::min(body.height, most)), across);
  }
  draw_day_table(screen, view, body);
}

}  // namespace linli::ui
