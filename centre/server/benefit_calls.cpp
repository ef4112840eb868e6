#include "centre/server/calls.h"

namespace linli::centre {

Answer query_benefits(Api& api, const Request& request) {
  const auto query = protocol::benefit_query_from_json(request.body);
  if (!query) return refuse(ProblemKind::malformed);
  auto resident = api.ledger().resident(query->number);
  if (!resident) return refuse(problem_of(resident.error().fault));
  // Number and name must both be the person's: a mistyped number shows nobody else's affairs.
  if (!*resident || (*resident)->name != query->name) return refuse(ProblemKind::unknown_person);
  domain::BenefitStatus& status = (*resident)->status;
  status.as_of = api.now();
  return {200, protocol::to_json(status)};
}

}  // namespace linli::centre
