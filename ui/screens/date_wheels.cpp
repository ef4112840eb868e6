#include "kiosk/domain/lunar_calendar.h"
#include "ui/screens/form_field.h"
#include "ui/screens/formats.h"
#include "ui/theme/lunar_date.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/wheels.h"

/// A day by year, month and day, of the Gregorian calendar or the lunar one.
namespace linli::ui {
namespace {

namespace action = flow::action;
using flow::DayCalendar;

constexpr flow::DayPart kParts[] = {flow::DayPart::year, flow::DayPart::month, flow::DayPart::day};

struct WheelWords {
  std::string year, month, day;
};

/// 年 1953, 月 2, 日 14, in English 1953, Feb, 14; without a day the units alone.
WheelWords gregorian_words(const Painter& painter, const domain::Day* day) {
  if (day == nullptr) return {painter.t("年"), painter.t("月"), painter.t("日")};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string year = std::to_string(int{day->year()});
  const unsigned month = unsigned{day->month()};
  const std::string of_month = std::to_string(unsigned{day->day()});
  if (painter.language() != catalogue::Language::chinese)
    return {year, kMonths[month - 1], of_month};
  return {painter.t("年") + " " + year, painter.t("月") + " " + std::to_string(month),
          painter.t("日") + " " + of_month};
}

/// 一九五三年（癸巳）, 正月, 初一; in English by number.
WheelWords lunar_words(const Painter& painter, const domain::LunarDay& day) {
  if (painter.language() != catalogue::Language::chinese) {
    return {std::to_string(day.year), std::to_string(day.month) + (day.leap ? " (leap)" : ""),
            std::to_string(day.day)};
  }
  return {lunar_year_name(day.year) + "（" + lunar_cycle_name(day.year) + "）",
          lunar_month_name(day.month, day.leap), lunar_day_name(day.day)};
}

/// Which calendar the wheels turn by; both name the same day.
void draw_calendars(Screen& screen, const flow::FieldView& field, Rect row) {
  struct Calendar {
    DayCalendar calendar;
    const char* name;
  };
  constexpr Calendar kCalendars[] = {{DayCalendar::gregorian, text_id("公历")},
                                     {DayCalendar::lunar, text_id("农历")}};
  Painter& painter = screen.painter;
  const auto cells = columns(row, 2, painter.metrics().gap());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool chosen = field.calendar == kCalendars[i].calendar;
    if (choice(painter, cells[i], painter.t(kCalendars[i].name), chosen, ChoiceKind::one)) {
      screen.act(action::ChooseCalendar{field.field->id, kCalendars[i].calendar});
    }
  }
}

}  // namespace

void draw_date_wheels(Screen& screen, const flow::FieldView& field, Rect rect) {
  Painter& painter = screen.painter;
  if (field.field->lunar) {
    draw_calendars(screen, field,
                   cut_top(rect, painter.metrics().target(), painter.metrics().gap()));
  }
  const auto* day = field.answer == nullptr ? nullptr : std::get_if<domain::Day>(field.answer);
  const auto lunar = day != nullptr && field.calendar == DayCalendar::lunar
                         ? domain::lunar_day(*day)
                         : std::nullopt;
  const WheelWords words = lunar ? lunar_words(painter, *lunar) : gregorian_words(painter, day);
  const std::vector<WheelLook> looks{{painter.t("年"), words.year, {10, 1}},
                                     {painter.t("月"), words.month, {1}},
                                     {painter.t("日"), words.day, {1}}};
  if (const auto turn = wheels(painter, rect, looks)) {
    screen.act(action::TurnWheel{field.field->id, kParts[turn->wheel], turn->by});
  }
}

}  // namespace linli::ui
