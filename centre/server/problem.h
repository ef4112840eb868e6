#pragma once
#include <vector>

#include "centre/ledger/ledger.h"
#include "kiosk/protocol/messages.h"

namespace linli::centre {

/// Everything the API refuses; each has a row in problem.cpp and is documented
/// in centre/api/openapi.yaml.
enum class ProblemKind {
  malformed,
  digest_mismatch,
  certificate_needed,
  certificate_unknown,
  enrolment_refused,
  not_found,
  unknown_person,
  unknown_submission,
  unknown_terminal,
  recovery_refused,
  digest_differs,
  place_taken,
  chain_broken,
  other_terminal,
  length_required,
  too_large,
  parts_missing,
  content_unreadable,
  content_foreign,
  too_many_parts,
  ledger_failed,
  ledger_full,
};

/// RFC 9457 problem details. Says nothing of what was in the request.
protocol::Problem problem(ProblemKind kind, std::vector<int> missing_parts = {});

ProblemKind problem_of(LedgerFault fault);
ProblemKind problem_of(CommitRefusal refusal);

}  // namespace linli::centre
