#pragma once
#include <stop_token>
#include <variant>

#include "drivers/api/device_health.h"
#include "kiosk/base/expected.h"
#include "kiosk/domain/person.h"

namespace linli::drivers {

/// Why a card that was on the reader could not be read. All but the last three
/// are worth another try with the same card.
enum class CardReadError {
  removed_too_early,
  not_readable,       // the chip or the field failed (SW3 31, 32, 33, 41, 47, 81)
  line_disturbed,     // checksum, length or framing wrong after every retry
  reader_silent,      // no answer in time
  unknown_card_type,  // a permit or another card: for a citizen card only
  invalid_content,    // the text block or the number is not a citizen card's
  reader_not_allowed, // SW3 66, 23: the reader needs its maker (staff)
};

namespace card_event {
struct Found {};                      // a card lies on the reader, reading begins
struct Read { domain::IdCard card; };
struct Failed { CardReadError error; };
struct Removed {};                    // the card that was found has left
struct HealthChanged { DeviceHealth health; };
}  // namespace card_event
using CardEvent = std::variant<card_event::Found, card_event::Read, card_event::Failed,
                               card_event::Removed, card_event::HealthChanged>;

struct Stopped {};

/// A reader for citizen ID cards. Used by one worker thread.
class IdCardReader {
 public:
  virtual ~IdCardReader() = default;

  /// Waits for the next thing a person would notice; opens, polls and reopens
  /// the device by itself. Returns early only on stop, within 100 ms.
  virtual Expected<CardEvent, Stopped> next_event(std::stop_token stop) = 0;
};

}  // namespace linli::drivers
