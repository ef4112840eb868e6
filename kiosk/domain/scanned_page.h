#pragma once
#include "kiosk/base/bytes.h"

namespace linli::domain {

/// A page from the document camera. Its picture is overwritten when its last owner lets it go, so
/// answers may be copied without copies of the picture lying about.
class ScannedPage {
 public:
  explicit ScannedPage(Bytes jpeg) : jpeg_(std::move(jpeg)) {}
  ~ScannedPage();
  ScannedPage(const ScannedPage&) = delete;
  ScannedPage& operator=(const ScannedPage&) = delete;

  ByteView jpeg() const { return jpeg_; }

 private:
  Bytes jpeg_;
};

/// So large a page may be at most: with what sealing adds it fits one part of an item.
inline constexpr std::size_t kMostPageBytes = 240 * 1024;

}  // namespace linli::domain
