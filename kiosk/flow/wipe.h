#pragma once
#include <string>

#include "kiosk/domain/application.h"

/// Overwrites personal data in place, in a way the compiler keeps, and empties it.
namespace linli::flow {

void wipe(std::string& text);
void wipe(domain::IdCard& card);
void wipe(domain::Answers& answers);

}  // namespace linli::flow
