#pragma once
#include <concepts>
#include <string>
#include <variant>

#include "kiosk/catalogue/text.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/flow/day_wheels.h"
#include "kiosk/flow/text_entry.h"
#include "kiosk/flow/view.h"

/// What a person can do on a screen. Every press that means something is one of these.
namespace linli::flow {
namespace action {

struct SetMode { DisplayMode mode; };
struct SetLanguage { catalogue::Language language; };
struct CallHelp {};
struct ReadAloud { std::string words; };  // what the screen says
struct StopReading {};
struct Leave {};                 // 退出: ends the session, asks first if work is unfinished
struct Back {};
struct Next {};
struct Retry {};
struct TurnPage { int page; };   // of whatever list the screen shows
struct PressTile { Tile tile; };
struct SkipQuestions {};         // of the pre-assessment: straight to the application
struct Agree {};                 // to the purpose on the identity screen
struct Decline {};
struct ApplyFor { const catalogue::Service* service; };

struct ChooseOption { std::string field; std::string option; };   // one, or toggles one of several
struct ActivateField { std::string field; };
struct TurnWheel { std::string field; DayPart part; int by; };    // of a date
struct ChooseCalendar { std::string field; DayCalendar calendar; };  // of a date's wheels
struct ChoosePlace { std::string field; std::string code; };      // empty: none
struct TurnPlacePage { std::string field; int page; };
struct AddPage { std::string field; };                            // opens the document camera
struct TakePage {};                                               // Next keeps it, Retry takes another
struct RemovePage { std::string field; int index; };              // of the field's pages, from 0
struct UseKeyboard { KeyboardAction key; };                      // of the text that is written
struct PressKey { char key; };   // 0–9, '.', 'X', a–z; '<' deletes one, 'C' all
struct SetConsent { std::string field; bool agreed; };
struct BeginStroke { std::string field; domain::StrokePoint at; };
struct ContinueStroke { std::string field; domain::StrokePoint at; };
struct ClearSignature { std::string field; };
struct SignLater { std::string field; };                          // whoever's turn it is to sign
struct ChangeGuardian { std::string field; };                     // another one signs for them
struct GoToStep { std::string step; };                            // from the stepper or the review

struct AddMember { std::string field; };
struct ChooseMemberWay { MemberEntryView::Way way; };
struct ChooseRelation { domain::Relation relation; };
struct NameLater {};             // of the new member
struct ConfirmMember {};
struct CancelMember {};
struct RemoveMember { std::string field; int index; };            // of the whole household, from 0
struct AddRow { std::string field; };                             // to a table
struct CancelRow {};
struct RemoveRow { std::string field; int index; };               // of the whole table, from 0

struct AddToMatter { domain::Addition what; };                     // whose progress is shown
struct Submit {};
struct Rate { domain::Grade grade; };
struct PrintReceipt {};          // also again, after it failed
struct PrintApplication {};      // the whole, as the applicant's copy
struct ContinueServices {};      // 继续办事: home, same session

struct OpenSearch {};            // a word is written on the keyboard: of the guide, a place
struct ChooseGuideGroup { catalogue::ServiceGroup group; };
struct OpenArticle { const reference::Article* article; };
struct TakeAlong {};             // the open article, as a code
struct ChooseHotline { std::string number; };
struct OpenPlace { int index; };                                  // of those on the page, from 0

struct LookByCard {};            // for one's own matters, instead of a receipt's code
struct OpenMatter { int index; };                                 // of those on the page, from 0
struct ChangeOrder {};           // the open one: its form, filled in
struct AskToCancel {};
struct KeepOrder {};
struct CancelOrder {};           // asked and answered

struct ExtendTime {};
struct KeepDraftAndLeave {};
struct DiscardAndLeave {};
struct StayHere {};
struct ResumeDraft {};
struct StartAfresh {};           // the draft that was found is dropped
struct DecideLater {};           // home; the draft that was found stays

// Staff (staff_desk.h)
struct HoldHallName {};          // the hall's name in the header is held down
struct LetGoHallName {};
struct SendAll {};
struct CloseDay {};
struct OpenDayItem { base::Uuid item; };
struct TryItemAgain {};
struct BeginSetAside {};
struct ChooseSetAsideReason { offline_cache::SetAsideReason reason; };
struct ConfirmSetAside {};
struct AskCentre {};             // where the open item's matter stands
struct OpenNotice {};
struct OpenDayReport {};
struct TurnDay { int days; };    // of the report: -1 the day before, 1 the day after
struct SaveDocument {};          // the report or notice on the screen

}  // namespace action

using Action = std::variant<
    action::SetMode, action::SetLanguage, action::CallHelp, action::ReadAloud,
    action::StopReading, action::Leave, action::Back,
    action::Next, action::Retry, action::TurnPage, action::PressTile, action::SkipQuestions,
    action::Agree, action::Decline, action::ApplyFor, action::ChooseOption, action::ActivateField,
    action::TurnWheel, action::ChooseCalendar, action::ChoosePlace, action::TurnPlacePage,
    action::AddPage, action::TakePage, action::RemovePage, action::UseKeyboard, action::PressKey, action::SetConsent,
    action::BeginStroke, action::ContinueStroke, action::ClearSignature,
    action::SignLater, action::ChangeGuardian,
    action::GoToStep, action::AddMember, action::ChooseMemberWay, action::ChooseRelation,
    action::NameLater, action::ConfirmMember, action::CancelMember, action::RemoveMember, action::AddRow,
    action::CancelRow, action::RemoveRow, action::AddToMatter, action::Submit, action::Rate,
    action::PrintReceipt, action::PrintApplication, action::ContinueServices, action::LookByCard, action::OpenMatter, action::ChangeOrder,
    action::AskToCancel, action::KeepOrder, action::CancelOrder, action::ExtendTime,
    action::KeepDraftAndLeave, action::DiscardAndLeave, action::StayHere, action::ResumeDraft,
    action::StartAfresh, action::DecideLater, action::HoldHallName, action::LetGoHallName,
    action::SendAll, action::CloseDay, action::OpenDayItem, action::TryItemAgain,
    action::BeginSetAside, action::ChooseSetAsideReason, action::ConfirmSetAside,
    action::AskCentre, action::OpenNotice, action::OpenDayReport, action::TurnDay,
    action::SaveDocument, action::OpenSearch, action::ChooseGuideGroup, action::OpenArticle,
    action::TakeAlong, action::ChooseHotline, action::OpenPlace>;

/// For sets of actions that one desk understands.
template <class A, class... Kinds>
concept OneOf = (std::same_as<A, Kinds> || ...);

}  // namespace linli::flow
