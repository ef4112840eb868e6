#include "kiosk/flow/wipe.h"

#include <string.h>

namespace linli::flow {
namespace {

void overwrite(void* data, std::size_t bytes) {
  if (bytes != 0) explicit_bzero(data, bytes);  // an empty buffer may be null
}

/// Everything but trivial values: those lie inside what is freed with the session.
struct AnswerWiper {
  void operator()(domain::Choice& choice) const { wipe(choice.option); }
  void operator()(domain::Choices& choices) const {
    for (std::string& option : choices.options) wipe(option);
  }
  void operator()(domain::Money& money) const { money = {}; }
  void operator()(domain::Digits& digits) const { wipe(digits.text); }
  void operator()(domain::Household& household) const {
    for (domain::HouseholdMember& member : household) wipe(member.name);
    household.clear();
  }
  void operator()(domain::Consent& consent) const { consent = {}; }
  void operator()(domain::Signature& signature) const { wipe(signature); }
  void operator()(domain::Authorisations& people) const {
    for (domain::Authorisation& person : people) {
      wipe(person.name);
      wipe(person.signature);
    }
    people.clear();
  }
  void operator()(domain::Words& words) const { wipe(words.text); }
  void operator()(domain::WholeNumber& number) const { number = {}; }
  void operator()(domain::Day& day) const { day = {}; }
  void operator()(domain::Division& division) const {
    wipe(division.code);
    wipe(division.name);
  }
  void operator()(domain::Photos& photos) const { photos.pages.clear(); }  // a page wipes itself
  void operator()(domain::Table& table) const {
    for (domain::Row& row : table) {
      for (auto& [column, cell] : row) std::visit(*this, cell);
    }
    table.clear();
  }
};

}  // namespace

void wipe(std::string& text) {
  text.resize(text.capacity());  // never moves: all of the buffer becomes writable
  overwrite(text.data(), text.size());
  text.clear();
}

void wipe(domain::IdCard& card) {
  for (std::string* text : {&card.name, &card.address, &card.issuer}) wipe(*text);
  if (card.newest_address) wipe(*card.newest_address);
  overwrite(card.photo.data(), card.photo.size());
  card.photo.clear();
}

void wipe(domain::Signature& signature) {
  for (domain::Stroke& stroke : signature) {
    overwrite(stroke.data(), stroke.size() * sizeof(domain::StrokePoint));
  }
  signature.clear();
}

void wipe(domain::Answers& answers) {
  for (auto& [field, answer] : answers) std::visit(AnswerWiper{}, answer);
  answers.clear();
}

void wipe(typing::Strokes& strokes) {
  for (typing::Stroke& stroke : strokes) {
    overwrite(stroke.data(), stroke.size() * sizeof(typing::Point));
  }
  strokes.clear();
}

}  // namespace linli::flow
