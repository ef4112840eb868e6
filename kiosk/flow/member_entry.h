#pragma once
#include "kiosk/flow/card_reading.h"

namespace linli::flow {

/// Adding one person to the household: choose → card or number, and the relation.
class MemberEntry {
 public:
  /// `taken`: numbers that can't be added (again): the applicant's and the household's.
  MemberEntry(std::vector<domain::IdentityNumber> taken, drivers::DeviceHealth reader)
      : taken_(std::move(taken)), reader_(reader) {}
  ~MemberEntry();
  MemberEntry(const MemberEntry&) = delete;
  MemberEntry& operator=(const MemberEntry&) = delete;

  void choose_way(MemberEntryView::Way way);
  /// One step back; false if there is none left and the entry is to be closed.
  bool back();
  void press(char key);
  void choose_relation(domain::Relation relation) { relation_ = relation; }

  /// A card is asked for now.
  bool wants_card() const;
  /// Events of the reader; a card is taken only while it is asked for. An
  /// expired card still says who somebody is.
  void card_event(const drivers::CardEvent& event);
  /// Asks for another card.
  void retry();

  /// The new member, once number and relation are known and nothing is wrong.
  std::optional<domain::HouseholdMember> member() const;

  MemberEntryView view() const;

 private:
  void forget();
  void take_card(const domain::IdCard& card);
  bool is_taken() const;

  std::vector<domain::IdentityNumber> taken_;
  drivers::DeviceHealth reader_;
  MemberEntryView::Way way_ = MemberEntryView::Way::choose;
  CardReading card_{drivers::DeviceHealth::starting};
  std::string typed_;
  std::optional<domain::IdentityNumberError> problem_;
  std::string name_;
  std::optional<domain::IdentityNumber> number_;
  std::optional<domain::Relation> relation_;
};

}  // namespace linli::flow
