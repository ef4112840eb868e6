#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "drivers/api/document_camera.h"
#include "drivers/api/id_card_reader.h"
#include "kiosk/base/clock.h"
#include "kiosk/catalogue/check_answer.h"
#include "kiosk/domain/benefit.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/flow/day_wheels.h"
#include "kiosk/flow/reference_view.h"
#include "kiosk/flow/staff_view.h"
#include "kiosk/flow/text_entry.h"
#include "offline_cache/api/lookups.h"
#include "offline_cache/api/outbox.h"

/// What the screens are drawn from. A View is a value: it may be drawn any
/// number of times, and holds nothing unmasked that the screen does not show.
/// Pointers lead into the catalogue or the session and live until the next
/// call into the flow.
namespace linli::flow {

enum class DisplayMode { standard, large };

struct HeaderView {
  std::string masked_person;  // 王*芳 2109**********1228; empty: nobody
  offline_cache::LinkStatus link;
  base::WallTime now{};
  bool simulated = false;                           // devices are simulated: every screen says so
  std::optional<offline_cache::StaffMember> staff;  // who is signed in
  std::string terminal;     // number, while staff are signed in; empty: not known
  bool staff_door = false;  // holding the hall's name opens the staff screens
};

/// A choice of the home screen, or of a menu that it leads to.
enum class TileKind { benefits, group, service, progress, hotlines, guide, place_names, others };
struct Tile {
  TileKind kind{};
  const catalogue::Service* service = nullptr;  // TileKind::service only
  bool available = true;                        // false: the store refuses new work (disk full)
  catalogue::ServiceGroup group{};              // TileKind::group only
};

struct HomeView {
  std::vector<Tile> tiles;  // what most people come for
  std::vector<Tile> more;   // the rest; in large-font mode behind a tile of their own
  drivers::DeviceHealth card_reader{};
  bool starting = false;   // the store is being opened; services wait for it
  bool takes_work = true;  // false: the store is full
};

/// The services of a group, or what the home screen has no room for.
struct MenuView {
  std::optional<catalogue::ServiceGroup> group;  // empty: the other services
  std::vector<Tile> tiles;                       // of this page
  int page = 0;
  int pages = 1;
};

/// What the card is wanted for.
enum class CardPurpose { start, benefits, service, household_member };

/// Why a card that was read can't be used; the card itself is fine to the reader.
enum class CardProblem { expired, invalid_number, not_yet_valid };

struct ReadCardView {
  enum class State { waiting, reading, failed, refused, no_reader };
  State state{};
  CardPurpose purpose{};
  const catalogue::Service* service = nullptr;
  std::optional<drivers::CardReadError> error;  // State::failed
  std::optional<CardProblem> problem;           // State::refused
};

/// Who you are, and what for: nothing is looked up before consent.
struct IdentityView {
  std::string masked_name;
  std::string masked_number;
  bool newest_address_used = false;
  CardPurpose purpose{};
  const catalogue::Service* service = nullptr;
};

struct BenefitsView {
  enum class State { loading, shown, failed };
  State state{};
  bool slow = false;  // loading for more than 2 s
  std::optional<offline_cache::BenefitAnswer> answer;
  std::optional<offline_cache::LookupError> error;
  int page = 0;  // of pages; one benefit a page in large-font mode
  int pages = 1;
  int first = 0;  // benefits shown: [first, first + count)
  int count = 0;
  const catalogue::Service* can_apply = nullptr;
};

enum class StepState { done, current, open };
struct StepView {
  const catalogue::Step* step = nullptr;
  StepState state{};
};

struct FieldView {
  const catalogue::Field* field = nullptr;
  const domain::Answer* answer = nullptr;  // null: not answered
  std::string typed;                       // what the keypad wrote so far
  std::optional<catalogue::AnswerProblem> problem;
  std::optional<catalogue::Text> message;   // AnswerProblem::check_failed: what the rule says
  std::optional<domain::Answer> computed;   // FieldKind::computed: empty while unknown
  std::vector<catalogue::Text> paragraphs;  // consent and note, with the region's figures
  bool was_known = false;                   // nobody entered it here: to be confirmed
  bool active = false;                      // the keypad or the wheels write here
  DayCalendar calendar{};                   // by which the wheels of a date turn
};

/// Choosing a place of the division tree, beside the active field.
struct PlaceChoiceView {
  const catalogue::DivisionRow* within = nullptr;      // what is offered lies in it; null: the top
  const catalogue::DivisionRow* chosen = nullptr;      // one of those offered; null: not yet
  std::vector<const catalogue::DivisionRow*> offered;  // of this page
  std::string up;  // code of the level above `within`; empty: the top
  int per_page = 1;
  int page = 0;
  int pages = 1;
};

/// Taking a page with the document camera, in place of the step's fields while it is open.
struct PageCaptureView {
  enum class State { aiming, taking, checking, failed };
  State state{};
  std::shared_ptr<const drivers::PreviewFrame> frame;  // null before the first, and after a failure
  std::uint64_t frame_number = 0;
  bool too_dark = false;                    // State::checking
  std::optional<drivers::ScanError> error;  // State::failed
};

/// Adding a household member, in place of the step's fields while it is open.
struct MemberEntryView {
  enum class Way { choose, card, number };
  Way way{};
  std::string typed;  // the number so far (way number)
  std::optional<domain::IdentityNumberError> problem;
  std::string masked_name;    // once the card was read
  std::string masked_number;  // once a number is known
  std::optional<domain::Relation> relation;
  std::optional<catalogue::AnswerProblem> member_problem;
  bool complete = false;  // number and relation known
  ReadCardView card;      // way card: as on the reading screen
};

struct FormView {
  const catalogue::Service* service = nullptr;
  std::vector<StepView> steps;
  const catalogue::Step* step = nullptr;  // the current one
  std::vector<FieldView> fields;          // of this page: all, or one in large-font mode
  std::optional<TextEntryView> keyboard;  // writes into the active field, a text
  std::optional<PlaceChoiceView> place;   // writes into the active field, a place
  std::optional<PageCaptureView> page_capture;
  const catalogue::Field* page_field = nullptr;  // that page_capture is for
  bool has_document_camera = false;
  const catalogue::Field* table = nullptr;  // `fields` are the columns of a new row of it
  std::optional<MemberEntryView> member_entry;
  const catalogue::Field* member_field = nullptr;  // that member_entry is for
  int list_page = 0;                               // of the step's people or rows
  int list_pages = 1;
  int list_first = 0;  // those shown: [first, first + count)
  int list_count = 0;
  bool from_review = false;     // "next" leads back to the review
  bool pre_assessment = false;  // questions before the application: one may do without
};

/// What the questions before the application say.
struct VerdictView {
  const catalogue::Service* service = nullptr;
  std::optional<catalogue::PreAssessment::Answer> answer;  // empty: nobody can say
  std::optional<catalogue::Text> because;                  // the rule, with its figure
};

struct ReviewRow {
  const catalogue::Step* step = nullptr;
  const catalogue::Field* field = nullptr;
  std::optional<domain::Answer> answer;  // empty: none
};
struct ReviewView {
  enum class State { reading, submitting, failed };
  State state{};
  const catalogue::Service* service = nullptr;
  std::string masked_name;
  std::string masked_number;
  std::vector<ReviewRow> rows;  // of this page
  int page = 0;
  int pages = 1;
  std::optional<offline_cache::SubmitError> error;
};

struct ReceiptView {
  domain::Receipt receipt;
  const catalogue::Service* service = nullptr;
  std::string masked_name;
  std::string phone_tail;                                 // last four digits; empty: none given
  bool at_centre = false;                                 // accepted already
  int place_in_queue = 0;                                 // while waiting, from 1
  int decision_working_days = 0;                          // 0: unknown
  std::optional<std::chrono::year_month_day> decided_by;  // the last of them; empty: unknown
  bool asks_rating = false;                               // standard mode asks on this screen
  int page = 0;                                           // of pages; in large-font mode what
  int pages = 1;                                          // happens next is on a page of its own
  std::optional<domain::Grade> grade;                     // given
};

/// Large-font mode asks on a screen of its own.
struct RatingView {
  std::optional<domain::Grade> grade;
};

struct ScanView {
  enum class State { looking, checking, failed, no_camera };
  State state{};
  std::shared_ptr<const drivers::PreviewFrame> frame;  // null before the first
  std::uint64_t frame_number = 0;
  std::optional<offline_cache::LookupError> error;
};

struct ProgressView {
  domain::StageReport report;
  const catalogue::Service* service = nullptr;  // null: not in this catalogue
};

struct HelpView {
  const catalogue::Region* region = nullptr;
};

/// Nothing can be promised now. Help and hotlines still work.
struct OutOfServiceView {
  offline_cache::StoreHealth reason{};
};

using ScreenView =
    std::variant<HomeView, MenuView, ReadCardView, IdentityView, BenefitsView, VerdictView,
                 FormView, ReviewView, ReceiptView, RatingView, ScanView, ProgressView, HelpView,
                 OutOfServiceView, StaffSignInView, EndOfDayView, DayItemView, DayReportView,
                 NoticeView, GuideListView, WordSearchView, ArticleView, HotlinesView, PlaceSearchView, PlaceView>;

namespace overlay {
/// Answered by ExtendTime; at 0 the session ends.
struct TimeoutWarning {
  int seconds_left = 0;
  bool draft_will_be_kept = false;
  bool locks = false;  // staff are signed in
};
/// Leaving with an unfinished application.
struct LeaveQuestion {};
/// A draft of this person and service was found.
struct DraftQuestion {
  const catalogue::Service* service = nullptr;
};
}  // namespace overlay
using Overlay =
    std::variant<overlay::TimeoutWarning, overlay::LeaveQuestion, overlay::DraftQuestion>;

struct View {
  DisplayMode mode{};
  catalogue::Language language{};
  const catalogue::Region* region = nullptr;
  HeaderView header;
  ScreenView screen;
  std::optional<Overlay> overlay;
  bool session_open = false;  // somebody can leave
  bool can_go_back = false;
};

}  // namespace linli::flow
