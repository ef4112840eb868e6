#pragma once
#include <optional>
#include <string_view>

#include "kiosk/catalogue/check_answer.h"

/// Private to this directory.
namespace linli::catalogue {

/// What a text may hold: no control, direction, private-use or unassigned characters, no emoji; a
/// name only letters, hanzi, the middle dot of names and a space; at most `most_characters` code
/// points.
std::optional<AnswerProblem> check_text(std::string_view text, TextKind kind,
                                        std::size_t most_characters);

}  // namespace linli::catalogue
