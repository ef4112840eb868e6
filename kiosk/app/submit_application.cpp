#include "kiosk/app/submit_application.h"

#include "kiosk/app/application_file.h"
#include "kiosk/app/configuration.h"
#include "kiosk/app/control.h"

namespace linli::app {
namespace {

using nlohmann::json;
using offline_cache::SubmitError;

std::string_view describe(SubmitError problem) {
  switch (problem) {
    case SubmitError::disk_full:
      return "the disk is full; nothing was stored";
    case SubmitError::store_failed:
      return "the store can't be used; nothing may be promised";
    case SubmitError::not_enrolled:
      return kNotEnrolled;
  }
  return "unknown error";
}

json error(std::string_view what) { return {{"error", what}}; }

json faults_json(const std::vector<catalogue::CatalogueError>& faults) {
  auto list = json::array();
  for (const auto& fault : faults) list.push_back({{"where", fault.where}, {"what", fault.what}});
  return {{"faults", list}};
}

std::string text_in(const json& request, const char* member) {
  const auto found = request.find(member);
  return found != request.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

json submit_application(offline_cache::TerminalCache& cache, const std::string& region,
                        const json& request) {
  const auto item = base::Uuid::parse(text_in(request, "item"));
  const auto content = request.find("application");
  if (!item || content == request.end()) return error("an item's id and an application are needed");
  const auto catalogue = catalogue::load_catalogue(assets_directory(), region);
  if (!catalogue) return error("the services can't be loaded (linlictl catalogue check says why)");
  const catalogue::Service* service = catalogue->find(text_in(request, "service"));
  if (service == nullptr) {
    return error(
        "no such service is offered: there is none, or its file is switched off or has"
        " faults (linlictl catalogue check)");
  }
  auto application =
      application_from(*content, *service, catalogue->region, base::SystemClock().now());
  if (!application) return faults_json(application.error());
  application->item = *item;
  const auto receipt = cache.submit_now(*std::move(application));
  if (!receipt) return error(describe(receipt.error()));
  return {{"receipt_number", receipt->number}, {"item", receipt->item.text()}};
}

}  // namespace linli::app
