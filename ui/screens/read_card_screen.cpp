#include <algorithm>

#include "ui/screens/card_prompt.h"
#include "ui/screens/words.h"

namespace linli::ui {
namespace {

using State = flow::ReadCardView::State;

struct PromptLook {
  Icon icon = Icon::id_card;
  Colour colour = Colour::brand;
  Colour tint = Colour::brand_tint;
  std::string title;
};

PromptLook look_of(const Painter& painter, const flow::ReadCardView& card) {
  switch (card.state) {
    case State::waiting:
      return {.title = card.purpose == flow::CardPurpose::household_member
                           ? painter.t("请把家人的身份证放在读卡区")
                           : painter.t("请把身份证放在读卡区")};
    case State::reading:
      return {.icon = Icon::wait, .title = painter.t("正在读取，请先不要拿走")};
    case State::failed:
      return {Icon::error, Colour::red, Colour::red_tint, painter.t("没有读成")};
    case State::refused:
      return {Icon::error, Colour::red, Colour::red_tint, painter.t("这张证不能用")};
    case State::no_reader:
      return {Icon::repair, Colour::red, Colour::red_tint, painter.t("现在读不了身份证")};
  }
  return {};
}

std::string purpose_words(const Painter& painter, const flow::ReadCardView& card) {
  switch (card.purpose) {
    case flow::CardPurpose::start:
      return painter.t("用来核对您是谁。先问您同意，再查信息。");
    case flow::CardPurpose::benefits:
      return painter.t("用来查您的低保、补贴和津贴。先问您同意，再查。");
    case flow::CardPurpose::matters:
      return painter.t("用来查您在这台机器上办过的事。先问您同意，再查。");
    case flow::CardPurpose::service:
      return card.service == nullptr ? std::string() : painter.in_language(card.service->purpose);
    case flow::CardPurpose::supplement:
      return painter.t("用来确认是谁来补交材料。先问您同意。");
    case flow::CardPurpose::authorisation:
      return painter.t("请签字的人放自己的身份证。先问您同意。");
    case flow::CardPurpose::household_member:
      return painter.t("只读姓名和号码，填到这份申请里。");
  }
  return {};
}

std::optional<Message> trouble_of(const Painter& painter, const flow::ReadCardView& card) {
  const bool in_form = card.purpose == flow::CardPurpose::household_member;
  const auto say = [&](TroubleWords words) {
    if (in_form) words.kept = text_id("前面填的都还在。");
    return message_of(painter, words);
  };
  if (card.state == State::no_reader) return say(words_for_missing_reader());
  if (card.state == State::failed && card.error) return say(words_of(*card.error));
  if (card.state == State::refused && card.problem) return say(words_of(*card.problem));
  return std::nullopt;
}

std::vector<std::string> advice(const Painter& painter) {
  return {painter.t("身份证平放在屏幕下方的读卡区"), painter.t("等屏幕提示读好了，再拿走"),
          painter.t("办完请记得带走身份证")};
}

void draw_picture(Painter& painter, const PromptLook& look, Rect area) {
  const float side = std::min({area.height, area.width, painter.px(420)});
  const Rect circle = centred(area, side, side);
  painter.fill(circle, look.tint, side / 2);
  painter.picture(look.icon, circle, look.colour, side * 0.5F);
}

void draw_prompt_words(Screen& screen, const flow::ReadCardView& card, const PromptLook& look,
                       Rect page, Align align) {
  Painter& painter = screen.painter;
  painter.heading(page, look.title, {Style::title, Colour::ink, align}, painter.px(12));
  if (const auto trouble = trouble_of(painter, card)) {
    cut_top(page, painter.px(12));
    message(painter, page, *trouble, Role::alert, painter.px(24));
    return;
  }
  painter.text(page, purpose_words(painter, card), {Style::body, Colour::ink_soft, align},
               painter.px(36));
  if (card.state != State::waiting || card.purpose == flow::CardPurpose::household_member) return;
  const auto lines = advice(painter);
  const float wanted =
      numbered_lines_height(painter, lines, page.width - 2 * card_padding(painter)) +
      2 * card_padding(painter);
  if (wanted > page.height) return;
  Rect inner = ui::card(painter, cut_top(page, wanted));
  numbered_lines(painter, inner, lines);
}

}  // namespace

bool can_retry(const flow::ReadCardView& card) {
  return card.state == State::failed || card.state == State::refused ||
         card.state == State::no_reader;
}

void draw_card_prompt(Screen& screen, const flow::ReadCardView& card, Rect body) {
  Painter& painter = screen.painter;
  const PromptLook look = look_of(painter, card);
  if (painter.landscape()) {
    draw_picture(painter, look, cut_left(body, body.width / 3, painter.px(40)));
    const float height = std::min(body.height, painter.px(620));
    draw_prompt_words(screen, card, look, centred(body, body.width, height), Align::left);
    return;
  }
  cut_top(body, body.height * 0.04F);
  draw_picture(painter, look,
               cut_top(body, std::min(body.height * 0.34F, painter.px(440)), painter.px(36)));
  draw_prompt_words(screen, card, look, body, Align::centre);
}

Frame frame_of(const Screen& screen, const flow::ReadCardView& card) {
  const Painter& painter = screen.painter;
  Frame frame{.title = card.service != nullptr ? service_title(painter, card.service)
                                               : painter.t("读身份证"),
              .back = painter.t("返回")};
  if (card.service == nullptr && card.purpose == flow::CardPurpose::benefits) {
    frame.title = painter.t("查待遇");
  }
  if (can_retry(card)) {
    frame.navigation.push_back(
        {{.label = painter.t("再试一次"), .icon = Icon::again, .kind = ButtonKind::primary},
         flow::action::Retry{}});
  }
  return frame;
}

void draw_body(Screen& screen, const flow::ReadCardView& card, Rect body) {
  draw_card_prompt(screen, card, body);
}

}  // namespace linli::ui
