#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "drivers/api/document_camera.h"
#include "drivers/api/id_card_reader.h"
#include "drivers/api/page_printer.h"
#include "drivers/api/receipt_printer.h"
#include "kiosk/base/clock.h"
#include "kiosk/catalogue/check_answer.h"
#include "kiosk/catalogue/deadline.h"
#include "kiosk/catalogue/offers.h"
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
enum class CardPurpose {
  start,
  benefits,
  matters,
  service,
  household_member,
  supplement,
  authorisation
};

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

/// What a page of the benefits shows. In large-font mode the payments of a benefit have a page of
/// their own, behind it.
enum class BenefitsPart { benefits, payments, offers };

struct BenefitsView {
  enum class State { loading, shown, failed };
  State state{};
  BenefitsPart part{};
  bool slow = false;  // loading for more than 2 s
  std::optional<offline_cache::BenefitAnswer> answer;
  std::optional<offline_cache::LookupError> error;
  std::vector<catalogue::Offer> offers;  // all that may be for this person
  int offers_page = 0;                   // the first that shows them
  int page = 0;
  int pages = 1;
  int first = 0;  // benefits, or offers, shown: [first, first + count)
  int count = 0;
  const catalogue::Service* can_apply = nullptr;  // in an emergency
};

enum class StepState { done, current, open };
struct StepView {
  const catalogue::Step* step = nullptr;
  StepState state{};
};

/// Whose turn it is to sign, where a household does.
struct SigningView {
  int person = 0;  // of `people`, from 0
  int people = 0;
  const domain::Authorisation* signs = nullptr;
  const domain::Authorisation* guardian = nullptr;  // who signs for them; null: they themselves
  bool minor = false;
  bool may_sign = true;          // false: a minor without an adult in the household
  bool others_may_sign = false;  // a guardian, or another one
};

struct FieldView {
  const catalogue::Field* field = nullptr;
  const domain::Answer* answer = nullptr;  // null: not answered; until something changes
  std::string typed;                       // what the keypad wrote so far
  std::optional<catalogue::AnswerProblem> problem;
  std::optional<catalogue::Text> message;   // AnswerProblem::check_failed: what the rule says
  std::optional<SigningView> signing;       // FieldKind::authorisations
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
  enum class Page { way, card, number, name, relation };
  Page page{};
  std::string typed;  // the number so far (Page::number)
  std::optional<domain::IdentityNumberError> problem;
  std::optional<TextEntryView> keyboard;  // writes the name (Page::name)
  std::optional<catalogue::AnswerProblem> name_problem;
  std::string masked_name;    // once the card was read or the name written
  std::string masked_number;  // once a number is known
  std::optional<domain::Relation> relation;
  std::optional<catalogue::AnswerProblem> member_problem;
  bool complete = false;  // may be confirmed
  ReadCardView card;      // Page::card: as on the reading screen
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
  bool from_review = false;  // "next" leads back to the review
  /// What a draft no longer answers, on the page on which it was opened again.
  std::vector<const catalogue::Field*> ask_again;
  std::vector<const catalogue::Field*> photograph_again;  // no draft keeps pictures
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
  std::optional<domain::Addition> adds;  // empty: an application
  const catalogue::Service* service = nullptr;
  std::string masked_name;
  std::string masked_number;
  std::vector<ReviewRow> rows;  // of this page
  int page = 0;
  int pages = 1;
  std::optional<offline_cache::SubmitError> error;
};

/// The receipt on paper.
struct PrintingView {
  enum class State { offered, printing, printed, failed };
  State state{};
  std::optional<drivers::PrintError> error;  // State::failed
};

/// The applicant's own copy of the whole application, on A4.
struct CopyView {
  enum class State { offered, sending, sent, failed };
  State state{};
  std::optional<drivers::PageError> error;  // State::failed
};

/// Whether the hall's staff know that somebody needs them.
enum class StaffCallState { calling, called, failed };

struct ReceiptView {
  domain::Receipt receipt;
  const catalogue::Service* service = nullptr;
  std::string masked_name;
  std::string phone_tail;                             // last four digits; empty: none given
  bool at_centre = false;                             // accepted already
  int place_in_queue = 0;                             // while waiting, from 1
  bool urgent = false;                                // an emergency: staff are called
  std::optional<StaffCallState> call;                 // empty: not urgent, or they can't be
  std::optional<catalogue::Promise> decided_within;   // empty: nothing is promised
  std::vector<const catalogue::Service*> follow_ups;  // what goes with it, to begin here
  bool shows_follow_ups = false;                      // the last page, where there are any
  bool asks_rating = false;                           // standard mode asks on this screen
  int page = 0;                                       // of pages; in large-font mode what
  int pages = 1;                                      // happens next is on a page of its own
  std::optional<domain::Grade> grade;                 // given
  std::optional<domain::Addition> added;              // empty: an application
  std::vector<std::string> still_to_sign;             // masked: who comes and signs later
  std::optional<PrintingView> printing;               // empty: no receipt is printed here
  std::optional<CopyView> copy;                       // empty: no copy can be had here
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
  bool by_card = false;  // one's own matters can be found by the card
};

/// An order of the person whose session it is.
struct OrderView {
  enum class State {
    open,  // may be changed and cancelled
    too_late,
    on_its_way,  // to the centre: not yet
    changed,
    cancelled,
  };
  State state{};
  std::optional<std::chrono::year_month_day> day = {};
  std::string place = {};  // may be empty
  bool asks = false;       // whether it is to be cancelled
  bool working = false;
  std::optional<offline_cache::SubmitError> error = {};
};

/// What may be added to an application that was handed in.
struct AdditionsView {
  struct Missing {
    const catalogue::Field* field = nullptr;  // null: this terminal can't ask for it
    std::string reason;                       // in the centre's words; may be empty
  };
  /// Why what is missing can't be brought here.
  enum class Obstacle {
    not_named,     // the centre has not said which fields
    service_gone,  // the service is not in this catalogue (any more)
    fields_gone,   // none of the fields is in the service (any more)
    too_late,      // its time is over
  };
  std::vector<Missing> missing;
  std::optional<std::chrono::year_month_day> until;  // the last day
  std::optional<Obstacle> obstacle;                  // only while something is missing
  bool may_supplement = false;
  bool may_sign = false;  // somebody of the household may still have to
};

struct ProgressView {
  domain::StageReport report;
  const catalogue::Service* service = nullptr;  // null: not in this catalogue
  AdditionsView additions;
  std::optional<OrderView> order = {};  // the session's own
};

/// What the session's person has handed in here, the newest first.
struct MattersView {
  enum class State { loading, shown, failed };
  State state{};
  std::vector<ProgressView> rows;  // of this page
  int page = 0;
  int pages = 1;
};

struct HelpView {
  const catalogue::Region* region = nullptr;
  std::optional<StaffCallState> call = {};  // empty: nothing calls staff from here
};

/// Nothing can be promised now. Help and hotlines still work.
struct OutOfServiceView {
  offline_cache::StoreHealth reason{};
};

using ScreenView =
    std::variant<HomeView, MenuView, ReadCardView, IdentityView, BenefitsView, VerdictView,
                 FormView, ReviewView, ReceiptView, RatingView, ScanView, ProgressView, MattersView,
                 HelpView, OutOfServiceView, StaffSignInView, EndOfDayView, DayItemView,
                 DayReportView, NoticeView, GuideListView, WordSearchView, ArticleView,
                 HotlinesView, PlaceSearchView, PlaceView>;

namespace overlay {
/// Answered by ExtendTime; at 0 the session ends.
struct TimeoutWarning {
  int seconds_left = 0;
  bool draft_will_be_kept = false;
  bool locks = false;  // staff are signed in
};
/// Leaving with something unfinished.
struct LeaveQuestion {
  bool keeps_draft = true;  // a draft may be kept of it
  bool has_pages = false;   // from the document camera, which no draft keeps
};
/// A draft of this person and service was found.
struct DraftQuestion {
  const catalogue::Service* service = nullptr;
};
}  // namespace overlay
using Overlay =
    std::variant<overlay::TimeoutWarning, overlay::LeaveQuestion, overlay::DraftQuestion>;

/// The screen read aloud.
enum class SpeechState { silent, speaking, failed };

struct View {
  DisplayMode mode{};
  catalogue::Language language{};
  const catalogue::Region* region = nullptr;
  HeaderView header;
  ScreenView screen;
  std::optional<Overlay> overlay;
  std::optional<SpeechState> speech;  // empty: nothing is read aloud here
  bool session_open = false;  // somebody can leave
  bool can_go_back = false;
};

}  // namespace linli::flow
