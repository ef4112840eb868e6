#pragma once
#include <string>

#include "kiosk/domain/application.h"
#include "kiosk/typing/stroke.h"

/// Overwrites personal data in place, in a way the compiler keeps, and empties it.
namespace linli::flow {

void wipe(std::string& text);
void wipe(domain::IdCard& card);
void wipe(domain::Signature& signature);
void wipe(domain::Answers& answers);
void wipe(typing::Strokes& strokes);

}  // namespace linli::flow
