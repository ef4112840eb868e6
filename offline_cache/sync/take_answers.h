#pragma once
#include <optional>

#include "kiosk/package/entries.h"
#include "offline_cache/store/store.h"

namespace linli::offline_cache {

/// What answers of the centre that came on a stick have led to.
struct AnswerCounts {
  int accepted = 0;  // proven, and noted here
  int known = 0;     // accepted here before, by whatever way
  int refused = 0;   // in quarantine now, for staff
  int unproven = 0;  // an acceptance that proves nothing; the item goes on waiting
  int not_here = 0;  // of an item that this store does not have
  int repeated = 0;  // of those accepted: the centre had them before
};
AnswerCounts& operator+=(AnswerCounts& total, const AnswerCounts& more);

/// Takes the answers of one record. Each acceptance must prove the item's own link. Coming twice
/// changes nothing. Empty: the record is not of the form, or the store could not be written to;
/// what was taken until then stays, and the record may be taken again. On the store's thread.
std::optional<AnswerCounts> take_answers(Store& store, ByteView record,
                                         const crypto::PublicKeyBytes& centre);

}  // namespace linli::offline_cache
