#include <algorithm>

#include "ui/screens/screen.h"
#include "ui/widgets/card.h"

namespace linli::ui {
namespace {

namespace action = flow::action;

/// A question over everything: words, and answers one below the other.
struct Question {
  Icon icon = Icon::info;
  Colour colour = Colour::brand;
  Colour tint = Colour::brand_tint;
  std::string title;
  std::string words;
  std::vector<NavigationButton> answers;
};

struct QuestionOf {
  const Painter& painter;

  Question operator()(const flow::overlay::TimeoutWarning& warning) const {
    const std::string leave = warning.locks ? painter.t("现在就锁定") : painter.t("现在就退出");
    const std::string ends =
        warning.locks ? painter.t("时间到了会锁定，再用要重新登录。")
        : warning.draft_will_be_kept
            ? painter.t("时间到了会退出。填的内容会保存，用您的身份证可以接着办。")
            : painter.t("时间到了会退出，别人看不到您的信息。");
    return {Icon::time,
            Colour::amber,
            Colour::amber_tint,
            painter.t_count("您还在吗？还有 {n} 秒", warning.seconds_left),
            ends,
            {{{.label = painter.t("我还在，继续办"), .kind = ButtonKind::primary},
              action::ExtendTime{}},
             {{.label = leave, .kind = ButtonKind::plain}, action::Leave{}}}};
  }
  Question operator()(const flow::overlay::LeaveQuestion& leaving) const {
    Question question{Icon::leave, Colour::brand, Colour::brand_tint, {}, {}, {}};
    const NavigationButton stay{{.label = painter.t("不退出，接着填")}, action::StayHere{}};
    if (!leaving.keeps_draft) {
      question.title = painter.t("还没有交，要退出吗？");
      question.words = painter.t("现在退出，刚才填的不会保存。");
      question.answers = {stay,
                          {{.label = painter.t("不保存，退出"), .kind = ButtonKind::plain},
                           action::DiscardAndLeave{}}};
      question.answers.front().look.kind = ButtonKind::primary;
      return question;
    }
    question.title = painter.t("申请还没有交，要退出吗？");
    question.words = painter.t("保存草稿后，30 天内用您的身份证可以接着填。别人打不开。");
    if (leaving.has_pages) question.words += "\n" + painter.t("拍的照片不保存，下次要再拍。");
    question.answers = {{{.label = painter.t("保存草稿，退出"), .kind = ButtonKind::primary},
                         action::KeepDraftAndLeave{}},
                        stay,
                        {{.label = painter.t("不保存，退出"), .kind = ButtonKind::plain},
                         action::DiscardAndLeave{}}};
    return question;
  }
  Question operator()(const flow::overlay::DraftQuestion& draft) const {
    return {
        Icon::edit,
        Colour::brand,
        Colour::brand_tint,
        painter.t("您有一份没填完的申请"),
        painter.t("找到了您的草稿：{service}\n选“以后再说”，草稿还给您留着",
                  fmt::arg("service", service_title(painter, draft.service))),
        {{{.label = painter.t("接着上次填"), .kind = ButtonKind::primary}, action::ResumeDraft{}},
         {{.label = painter.t("不要草稿，重新填"), .kind = ButtonKind::secondary},
          action::StartAfresh{}},
         {{.label = painter.t("以后再说"), .kind = ButtonKind::plain}, action::DecideLater{}}}};
  }
};

}  // namespace

void draw_overlay(Screen& screen, const flow::Overlay& overlay, Rect window) {
  Painter& painter = screen.painter;
  const Metrics& metrics = painter.metrics();
  const Question question = std::visit(QuestionOf{painter}, overlay);
  const float width =
      std::min(window.width - 2 * metrics.margin(),
               painter.px(metrics.landscape() ? (painter.large() ? 1500 : 1200) : 920));
  const float padding = painter.px(56);
  const float inner_width = width - 2 * padding;
  const bool side_by_side = metrics.landscape();
  const float icon = painter.px(metrics.landscape() ? 104 : 144);
  const float gap = painter.px(24);
  const float target = metrics.target() + painter.px(metrics.large() ? 0 : 20);
  const auto count = static_cast<float>(question.answers.size());
  const float buttons = side_by_side ? target : count * (target + metrics.gap()) - metrics.gap();
  const float height =
      2 * padding + icon + gap + painter.height_of(question.title, Style::title, inner_width) +
      painter.px(12) + painter.height_of(question.words, Style::body, inner_width) +
      painter.px(44) + buttons;
  const Rect box = centred(window, width, std::min(height, window.height));
  painter.fill(box, Colour::surface, metrics.card_radius());
  Rect inner = inset(box, padding);
  const Rect circle = centred(cut_top(inner, icon, gap), icon, icon);
  painter.fill(circle, question.tint, icon / 2);
  painter.picture(question.icon, circle, question.colour, icon * 0.56F);
  painter.text(inner, question.title, {Style::title, Colour::ink, Align::centre}, painter.px(12));
  painter.text(inner, question.words, {Style::body, Colour::ink_soft, Align::centre},
               painter.px(44));
  const int answers = static_cast<int>(question.answers.size());
  const Rect area = cut_bottom(inner, buttons);
  const auto cells = grid(area, answers, side_by_side ? answers : 1, metrics.gap());
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    if (button(painter, cells[i], question.answers[i].look)) screen.act(question.answers[i].action);
  }
}

}  // namespace linli::ui
