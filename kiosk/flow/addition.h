#pragma once
#include <memory>

#include "kiosk/catalogue/service.h"
#include "kiosk/domain/application.h"
#include "kiosk/domain/receipt.h"
#include "kiosk/flow/visit.h"

namespace linli::flow {

/// What somebody adds to an application that was handed in: what it lacks (补正), or the signature
/// of one of the household (核对授权). A form of its own, with only that.
struct Addition {
  catalogue::Service form;  // id, version and name are those of the application's service
  domain::AddsTo to;
};

/// What a terminal can take of it.
struct TerminalNow {
  const catalogue::Catalogue& catalogue;
  std::chrono::year_month_day today;
  bool has_document_camera = false;
  bool takes_work = true;  // the store does
};
TerminalNow terminal_now(const VisitNeeds& needs);

/// What can be added now to the application that a receipt names, and why something can't.
AdditionsView additions_to(const domain::StageReport& report, const TerminalNow& here);

/// Null where additions_to() does not offer it.
std::shared_ptr<const Addition> make_addition(const domain::StageReport& report,
                                              const TerminalNow& here, domain::Addition what);

}  // namespace linli::flow
