#pragma once
#include <optional>

#include "kiosk/flow/card_reading.h"
#include "kiosk/flow/text_entry.h"

namespace linli::flow {

/// Adding one person: by card, or by number and name; and the relation. Holds personal data: wiped
/// at its end.
class MemberEntry {
 public:
  using Page = MemberEntryView::Page;

  /// `taken`: numbers that can't be added (again): the applicant's and the household's. Without
  /// `typing` nobody can write a name: then one whose number was typed stays without.
  MemberEntry(std::vector<domain::IdentityNumber> taken, drivers::DeviceHealth reader,
              typing::Engines* typing)
      : taken_(std::move(taken)), reader_(reader), typing_(typing) {}
  ~MemberEntry();
  MemberEntry(const MemberEntry&) = delete;
  MemberEntry& operator=(const MemberEntry&) = delete;

  void choose_way(MemberEntryView::Way way);
  /// On, if what the page asks is there; false on the last page, which is confirmed.
  bool next();
  /// One page back; false if there is none left and the entry is to be closed.
  bool back();
  /// Of the number; with the last digit of a right one it goes on.
  void press(char key);
  /// Of the name.
  void write(const KeyboardAction& key);
  /// Whoever can't write the name goes on without: staff ask for it.
  void name_later();
  void choose_relation(domain::Relation relation);

  /// A card is asked for now.
  bool wants_card() const { return page_ == Page::card; }
  /// Events of the reader; a card is taken only while it is asked for. An
  /// expired card still says who somebody is.
  void card_event(const drivers::CardEvent& event);
  /// Asks for another card.
  void retry();

  /// The new member, once everything is known and nothing is wrong.
  std::optional<domain::HouseholdMember> member() const;

  MemberEntryView view() const;

 private:
  void forget();
  void take_card(const domain::IdCard& card);
  void leave_number();
  void open_name();
  void close_name();
  bool asks_name() const;
  bool is_taken() const;

  std::vector<domain::IdentityNumber> taken_;
  drivers::DeviceHealth reader_;
  typing::Engines* typing_;
  MemberEntryView::Way way_ = MemberEntryView::Way::choose;
  Page page_ = Page::way;
  CardReading card_{drivers::DeviceHealth::starting};
  std::string typed_;
  std::optional<domain::IdentityNumberError> problem_;
  std::string name_;
  std::optional<TextEntry> written_;  // the name, while its page is open
  std::optional<catalogue::AnswerProblem> name_problem_;
  std::optional<domain::IdentityNumber> number_;
  std::optional<domain::IdentityNumber> named_;  // whose name_ is
  std::optional<domain::Relation> relation_;
};

}  // namespace linli::flow
