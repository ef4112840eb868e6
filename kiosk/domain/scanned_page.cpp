#include "kiosk/domain/scanned_page.h"

#include <string.h>

namespace linli::domain {

ScannedPage::~ScannedPage() {
  if (!jpeg_.empty()) explicit_bzero(jpeg_.data(), jpeg_.size());
}

}  // namespace linli::domain
