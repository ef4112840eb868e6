#pragma once
#include "kiosk/domain/application.h"
#include "kiosk/protocol/json_fields.h"

namespace linli::protocol::detail {

/// An object with a member for each field:
///   {"type": "choice", "option": …}       {"type": "choices", "options": […]}
///   {"type": "money", "fen": …}           {"type": "digits", "text": …}
///   {"type": "consent", "agreed": …}      {"type": "household", "members": [{name,
///   number, relation, read_from_card}]}   {"type": "signature", "strokes": [[x, y, …]]}
///   {"type": "words", "text": …}          {"type": "number", "value": …}
///   {"type": "day", "day": "2026-11-22"}  {"type": "table", "rows": [{column: answer}]}
///   {"type": "authorisations", "people": [{name, number, signed, later, and where there is one
///   relation (none: the applicant), guardian (the number), strokes}]}
///   {"type": "division", "code": "990101001000", "name": …}   {"type": "photos", "pages": 2}
/// with the points of a stroke in ten-thousandths of the signing field. The pages
/// of photos are attachments of their field, in order; 0: to be handed in at the window.
Json answer_json(const domain::Answer& answer);

}  // namespace linli::protocol::detail
