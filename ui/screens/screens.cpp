#include "ui/screens/screens.h"

#include <imgui.h>

#include "drivers/codes/qr_code.h"
#include "ui/accessibility/spoken.h"
#include "ui/screens/screen.h"

namespace linli::ui {
namespace {

constexpr ImGuiWindowFlags kWholeWindow =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
    ImGuiWindowFlags_NoBringToFrontOnFocus;

class AllScreens final : public Screens {
 public:
  explicit AllScreens(Theme theme) : theme_(std::move(theme)) {}

  std::vector<flow::Action> draw(const flow::View& view, Tree& tree) override;
  void forget() override { preview_.forget(); }

 private:
  void draw_screen(Screen& screen, Tree& tree);

  Theme theme_;
  PreviewTexture preview_;
};

std::vector<flow::Action> AllScreens::draw(const flow::View& view, Tree& tree) {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("screen", nullptr, kWholeWindow);
  std::vector<flow::Action> actions;
  const Metrics metrics(view.mode, size.x, size.y);
  Painter painter(theme_, metrics, view.language, tree, ImGui::GetWindowDrawList());
  Screen screen{painter, view, preview_, actions};
  tree.begin_frame();
  draw_screen(screen, tree);
  ImGui::End();
  ImGui::PopStyleVar(2);
  theme_.fonts->end_frame();
  return actions;
}

void AllScreens::draw_screen(Screen& screen, Tree& tree) {
  Painter& painter = screen.painter;
  const Metrics& metrics = painter.metrics();
  const Rect window{0, 0, metrics.width(), metrics.height()};
  const Frame frame =
      std::visit([&](const auto& shown) { return frame_of(screen, shown); }, screen.view.screen);
  tree.add({Role::screen, frame.title, {}, true, false, window, window});
  Rect page = window;
  const Rect header = cut_top(page, metrics.header());
  const Rect footer = cut_bottom(page, footer_height(screen, frame));
  draw_header(screen, frame, header);
  const std::size_t before_body = tree.nodes().size();

  const bool asked = screen.view.overlay.has_value();
  painter.set_inert(asked);
  const Rect body = inset(page, metrics.margin(), painter.px(metrics.large() ? 36 : 28));
  std::visit([&](const auto& shown) { draw_body(screen, shown, body); }, screen.view.screen);
  painter.set_inert(false);
  // Size, language and help answer while a question is open; the rest waits.
  Frame shown = frame;
  if (asked) {
    painter.veil(page);
    shown.waits = true;
    draw_overlay(screen, *screen.view.overlay, page);
  }
  if (screen.view.speech) shown.says = words_to_speak(std::span(tree.nodes()).subspan(before_body));
  draw_footer(screen, shown, footer);
}

}  // namespace

Expected<std::unique_ptr<Screens>, std::string> Screens::load(const ScreenResources& resources) {
  auto fonts = Fonts::load();
  if (!fonts) return unexpected(fonts.error());
  auto texts = Texts::load(resources.texts);
  if (!texts) return unexpected(texts.error());
  return std::make_unique<AllScreens>(
      Theme{std::move(*fonts), std::move(*texts), LineBreaks(), Discs()});
}

std::string service_title(const Painter& painter, const catalogue::Service* service) {
  if (service == nullptr) return painter.t("申请");
  const std::string name = painter.in_language(service->name);
  if (service->receipt_prefix == domain::kSupplementPrefix) {
    return painter.t("补交材料：{service}", fmt::arg("service", name));
  }
  if (service->receipt_prefix == domain::kSignaturePrefix) {
    return painter.t("家人签字：{service}", fmt::arg("service", name));
  }
  return painter.t("申请{service}", fmt::arg("service", painter.in_language(service->name)));
}

std::string title_with_page(const Painter& painter, const std::string& title, int page, int pages) {
  if (pages < 2) return title;
  return title + " · " +
         painter.t("第 {page} 页，共 {pages} 页", fmt::arg("page", page + 1),
                   fmt::arg("pages", pages));
}

void draw_code(Painter& painter, Rect rect, const std::string& text, const std::string& label) {
  const auto code = drivers::encode_qr(text, drivers::ErrorCorrection::medium);
  if (!code) return;
  painter.box(rect, Colour::surface, Colour::line, painter.px(2), painter.metrics().small_radius());
  qr_picture(
      painter, inset(rect, painter.px(2)), code->size,
      [&](int x, int y) { return code->dark(x, y); }, label, text);
}

void add_page_buttons(const Painter& painter, std::vector<NavigationButton>& navigation, int page,
                      int pages) {
  if (pages < 2) return;
  navigation.push_back({{.label = painter.t("上一页"),
                         .icon = Icon::left,
                         .kind = ButtonKind::plain,
                         .enabled = page > 0},
                        flow::action::TurnPage{page - 1}});
  navigation.push_back({{.label = painter.t("下一页"),
                         .icon_behind = Icon::right,
                         .kind = ButtonKind::plain,
                         .enabled = page + 1 < pages},
                        flow::action::TurnPage{page + 1}});
}

}  // namespace linli::ui
