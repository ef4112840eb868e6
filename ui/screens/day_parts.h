#pragma once
#include "ui/screens/screen.h"
#include "ui/screens/staff_words.h"
#include "ui/widgets/card.h"

/// What the end-of-day screen is made of; each fills its rectangle.
namespace linli::ui {

/// 46 今日办件, 38 已确认, 6 等待确认, 2 需处理.
void draw_day_counts(const Screen& screen, const offline_cache::DayOverview& day, Rect rect,
                     int across);
float day_counts_height(const Painter& painter, int down);

/// What staff have to see before anything else: emergencies, and services that are not offered
/// because of their file (shorter, or left out, where `reserved` would not be left). Takes it off the page.
void draw_day_notices(const Screen& screen, const flow::EndOfDayView& view, Rect& page,
                      float reserved, float gap);

/// How far today's items are, with bytes and time left, and the ratings beside them; takes it off
/// the page.
void draw_day_progress(Screen& screen, const flow::EndOfDayView& view, Rect& page, float gap);
float day_progress_height(const Painter& painter, const offline_cache::DayOverview& day);

/// The items of the page, a row each that opens it.
void draw_day_table(Screen& screen, const flow::EndOfDayView& view, Rect rect);

/// How a row's item stands, at the right or left end of `in`; its words belong to the row's node.
void state_chip(Painter& painter, Rect in, const ItemLook& look, Align align);

/// The room between a row's border and its words.
float row_padding(const Painter& painter);

/// "上一页" and "下一页". Large buttons are three in a row at most, so in the large mode one that
/// leads nowhere is left out.
void add_day_pages(const Painter& painter, Frame& frame, int page, int pages);

/// 今天, 昨天, 11月20日.
std::string day_name(const Screen& screen, std::chrono::year_month_day day);
/// The same, but 昨晚 for what was late yesterday.
std::string evening_name(const Screen& screen, base::WallTime at);

/// Whether both sides agree, with the check code or what differs.
Message reconciliation_message(const Screen& screen, const offline_cache::Reconciliation& books);

/// Reader, camera, printer, store, clock, centre.
void draw_devices(Screen& screen, const flow::DevicesView& devices, Rect rect, int across);

}  // namespace linli::ui
