#pragma once
#include <string>
#include <vector>

#include "kiosk/flow/action.h"
#include "kiosk/flow/view.h"
#include "ui/widgets/button.h"
#include "ui/widgets/painter.h"
#include "ui/widgets/picture.h"

/// Inside ui/screens: what every screen is made of.
namespace linli::ui {

/// One drawing of one view.
struct Screen {
  Painter& painter;
  const flow::View& view;
  PreviewTexture& preview;
  std::vector<flow::Action>& actions;

  void act(flow::Action action) { actions.push_back(std::move(action)); }
};

/// A button of the navigation row.
struct NavigationButton {
  ButtonLook look;
  flow::Action action;
};

/// What stands around a screen's body.
struct Frame {
  std::string title;
  std::vector<NavigationButton> navigation;  // left to right, the way on last
  std::string back;                          // words of the way back; empty: none
  bool leave = true;                         // 退出 in the footer while a session is open
  bool waits = false;     // for an answer: only size, language, help and 锁定 work
  bool help = true;       // 找工作人员 in the footer, until staff are there
  std::string says = {};  // what the body says, to be read aloud
};

// Each screen, in the file named for it: what is around it, and what is in it.
Frame frame_of(const Screen& screen, const flow::HomeView& home);
void draw_body(Screen& screen, const flow::HomeView& home, Rect body);
Frame frame_of(const Screen& screen, const flow::MenuView& menu);
void draw_body(Screen& screen, const flow::MenuView& menu, Rect body);
Frame frame_of(const Screen& screen, const flow::ReadCardView& card);
void draw_body(Screen& screen, const flow::ReadCardView& card, Rect body);
Frame frame_of(const Screen& screen, const flow::IdentityView& identity);
void draw_body(Screen& screen, const flow::IdentityView& identity, Rect body);
Frame frame_of(const Screen& screen, const flow::BenefitsView& benefits);
void draw_body(Screen& screen, const flow::BenefitsView& benefits, Rect body);
Frame frame_of(const Screen& screen, const flow::VerdictView& verdict);
void draw_body(Screen& screen, const flow::VerdictView& verdict, Rect body);
Frame frame_of(const Screen& screen, const flow::FormView& form);
void draw_body(Screen& screen, const flow::FormView& form, Rect body);
Frame frame_of(const Screen& screen, const flow::ReviewView& review);
void draw_body(Screen& screen, const flow::ReviewView& review, Rect body);
Frame frame_of(const Screen& screen, const flow::ReceiptView& receipt);
void draw_body(Screen& screen, const flow::ReceiptView& receipt, Rect body);
Frame frame_of(const Screen& screen, const flow::RatingView& rating);
void draw_body(Screen& screen, const flow::RatingView& rating, Rect body);
Frame frame_of(const Screen& screen, const flow::ScanView& scan);
void draw_body(Screen& screen, const flow::ScanView& scan, Rect body);
Frame frame_of(const Screen& screen, const flow::ProgressView& progress);
void draw_body(Screen& screen, const flow::ProgressView& progress, Rect body);
Frame frame_of(const Screen& screen, const flow::MattersView& matters);
void draw_body(Screen& screen, const flow::MattersView& matters, Rect body);
Frame frame_of(const Screen& screen, const flow::HelpView& help);
void draw_body(Screen& screen, const flow::HelpView& help, Rect body);
Frame frame_of(const Screen& screen, const flow::OutOfServiceView& out);
void draw_body(Screen& screen, const flow::OutOfServiceView& out, Rect body);
Frame frame_of(const Screen& screen, const flow::StaffSignInView& view);
void draw_body(Screen& screen, const flow::StaffSignInView& view, Rect body);
Frame frame_of(const Screen& screen, const flow::EndOfDayView& view);
void draw_body(Screen& screen, const flow::EndOfDayView& view, Rect body);
Frame frame_of(const Screen& screen, const flow::DayItemView& view);
void draw_body(Screen& screen, const flow::DayItemView& view, Rect body);
Frame frame_of(const Screen& screen, const flow::DayReportView& view);
void draw_body(Screen& screen, const flow::DayReportView& view, Rect body);
Frame frame_of(const Screen& screen, const flow::NoticeView& view);
void draw_body(Screen& screen, const flow::NoticeView& view, Rect body);

Frame frame_of(const Screen& screen, const flow::GuideListView& view);
void draw_body(Screen& screen, const flow::GuideListView& view, Rect body);
Frame frame_of(const Screen& screen, const flow::WordSearchView& view);
void draw_body(Screen& screen, const flow::WordSearchView& view, Rect body);
Frame frame_of(const Screen& screen, const flow::ArticleView& view);
void draw_body(Screen& screen, const flow::ArticleView& view, Rect body);
Frame frame_of(const Screen& screen, const flow::HotlinesView& view);
void draw_body(Screen& screen, const flow::HotlinesView& view, Rect body);
Frame frame_of(const Screen& screen, const flow::PlaceSearchView& view);
void draw_body(Screen& screen, const flow::PlaceSearchView& view, Rect body);
Frame frame_of(const Screen& screen, const flow::PlaceView& view);
void draw_body(Screen& screen, const flow::PlaceView& view, Rect body);

/// A question over the screen (overlays.cpp).
void draw_overlay(Screen& screen, const flow::Overlay& overlay, Rect window);

// Header and footer (header.cpp, footer.cpp).
void draw_header(Screen& screen, const Frame& frame, Rect rect);
float footer_height(const Screen& screen, const Frame& frame);
void draw_footer(Screen& screen, const Frame& frame, Rect rect);

/// 申请临时救助.
std::string service_title(const Painter& painter, const catalogue::Service* service);

/// "{title} · 第 1 页，共 2 页", or the title alone where there is one page.
std::string title_with_page(const Painter& painter, const std::string& title, int page, int pages);

/// A text as a code, with the white ground that readers need. Nothing if it is too long for one.
void draw_code(Painter& painter, Rect rect, const std::string& text, const std::string& label);

/// "上一页" and "下一页" for the navigation row, where there are several pages.
void add_page_buttons(const Painter& painter, std::vector<NavigationButton>& navigation, int page,
                      int pages);

}  // namespace linli::ui
