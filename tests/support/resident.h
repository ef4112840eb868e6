#pragma once
#include <string>

#include "tests/support/rig.h"

namespace linli::tests {

/// Somebody at the terminal, who does what the screens say. Begins on the home
/// screen in Chinese; every step leaves the screen it names.
class Resident {
 public:
  /// `card` is the name of a demo card (assets/demo/cards.json).
  Resident(const Rig& rig, std::string card) : rig_(rig), card_(std::move(card)) {}

  /// Puts the card on the reader and agrees to what it is used for.
  void identify() const;
  void open_application() const;
  /// Agrees, and goes past the questions before the application.
  void begin_application() const;   // from the home screen, identified
  void fill_in_contact(const std::string& phone = "13804180000") const;
  void fill_in_household() const;  // adds the son by his number and name
  void fill_in_hardship(const std::string& income = "2140",
                        const std::string& spending = "18650") const;
  void fill_in_help() const;
  void pass_papers() const;      // without photographing any
  void sign_before_son() const;  // who comes later; leaves the review
  /// From the home screen to the review, with everything entered.
  void fill_in_everything() const;
  /// The same with as few presses as the form allows: living alone, a short number.
  void fill_in_briefly() const;
  /// Submits and answers the receipt number once it is on the screen.
  std::string submit() const;
  /// The text of the receipt's QR code, on the receipt screen.
  std::string receipt_code() const;
  void leave() const;              // to the home screen, the card in hand

 private:
  void sign_authorisation() const;
  void type(const std::string& field, const std::string& keys) const;
  void write(const std::string& pinyin, const std::string& word) const;

  const Rig& rig_;
  std::string card_;
};

}  // namespace linli::tests
