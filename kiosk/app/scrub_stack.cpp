#include "kiosk/app/scrub_stack.h"

#include <string.h>

namespace linli::app {

[[gnu::noinline]] void scrub_stack() {
  char unused[256 * 1024];
  explicit_bzero(unused, sizeof unused);
}

}  // namespace linli::app
