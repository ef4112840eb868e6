#include "kiosk/app/place_name_thread.h"

#include "kiosk/base/log.h"

namespace linli::app {
namespace {

std::optional<reference::FoundPlaces> failed(const database::Error& error) {
  base::log(base::LogLevel::warning, "the place names can't be read: {}", base::Public{error.what});
  return std::nullopt;
}

}  // namespace

std::optional<reference::FoundPlaces> PlaceNameThread::found(const std::string& text, int first,
                                                             int count) {
  if (!names_) {
    auto opened = place_names::PlaceNames::open(file_);
    if (!opened) return failed(opened.error());
    names_.emplace(*std::move(opened));
  }
  auto places = names_->find(text, first, count);
  if (places) return *std::move(places);
  names_.reset();
  return failed(places.error());
}

void PlaceNameThread::find(std::string text, int first, int count, Done done) {
  worker_.post([this, text = std::move(text), first, count,
                done = std::move(done)](const std::stop_token&) {
    queue_.post([done, places = found(text, first, count)]() mutable { done(std::move(places)); });
  });
}

}  // namespace linli::app
