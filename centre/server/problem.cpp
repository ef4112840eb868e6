#include "centre/server/problem.h"

#include <algorithm>
#include <array>

namespace linli::centre {
namespace {

struct Row {
  ProblemKind kind;
  int status;
  const char* name;
  const char* title;
};

constexpr std::array kProblems{
    Row{ProblemKind::malformed, 400, "malformed", "The request is not of the documented form"},
    Row{ProblemKind::digest_mismatch, 400, "digest-mismatch",
        "The body, or a part inside it, does not have the digest it names"},
    Row{ProblemKind::certificate_needed, 401, "certificate-needed",
        "This call needs the terminal's client certificate"},
    Row{ProblemKind::certificate_unknown, 403, "certificate-unknown",
        "The certificate is not the current one of an enrolled terminal"},
    Row{ProblemKind::enrolment_refused, 403, "enrolment-refused",
        "The enrolment code is wrong, used or expired: ask the administrator for a new one"},
    Row{ProblemKind::not_found, 404, "not-found", "The centre has no such address"},
    Row{ProblemKind::unknown_person, 404, "unknown-person",
        "The centre knows no such person, or under another name"},
    Row{ProblemKind::unknown_submission, 404, "unknown-submission",
        "The centre has accepted no submission with this id"},
    Row{ProblemKind::unknown_terminal, 404, "unknown-terminal",
        "The centre has never enrolled a terminal of this number"},
    Row{ProblemKind::recovery_refused, 403, "recovery-refused",
        "The administrator's authorisation to recover this terminal is missing or has ended"},
    Row{ProblemKind::digest_differs, 409, "digest-differs",
        "The centre has other content under this id"},
    Row{ProblemKind::place_taken, 409, "place-taken",
        "The centre has another submission at this place of the chain"},
    Row{ProblemKind::chain_broken, 409, "chain-broken",
        "The submission does not fit its neighbours in the chain"},
    Row{ProblemKind::other_terminal, 409, "other-terminal",
        "What was sent is of another terminal than the certificate"},
    Row{ProblemKind::length_required, 411, "length-required",
        "A body comes whole and plain, with its Content-Length"},
    Row{ProblemKind::too_large, 413, "too-large", "The body is larger than this call allows"},
    Row{ProblemKind::parts_missing, 422, "parts-missing",
        "Send the missing parts, then commit again"},
    Row{ProblemKind::content_unreadable, 422, "content-unreadable",
        "The sealed content does not open with the centre's key or is not a manifest"},
    Row{ProblemKind::content_foreign, 422, "content-foreign",
        "The sealed content belongs to another submission than it came with"},
    Row{ProblemKind::too_many_parts, 429, "too-many-parts",
        "Commit what was sent before sending more parts"},
    Row{ProblemKind::ledger_failed, 503, "ledger-failed", "The centre can't store at the moment"},
    Row{ProblemKind::ledger_full, 507, "ledger-full", "The centre has no space left"},
};

}  // namespace

protocol::Problem problem(ProblemKind kind, std::vector<int> missing_parts) {
  const auto row = std::find_if(kProblems.begin(), kProblems.end(),
                                [kind](const Row& r) { return r.kind == kind; });
  return {row->status, std::string("urn:linli:problem:") + row->name, row->title,
          std::move(missing_parts)};
}

ProblemKind problem_of(LedgerFault fault) {
  switch (fault) {
    case LedgerFault::full:
      return ProblemKind::ledger_full;
    case LedgerFault::busy:
    case LedgerFault::failed:
    case LedgerFault::unknown:
    case LedgerFault::damaged:
    case LedgerFault::from_the_future:
      return ProblemKind::ledger_failed;
  }
  return ProblemKind::ledger_failed;
}

ProblemKind problem_of(CommitRefusal refusal) {
  switch (refusal) {
    case CommitRefusal::digest_differs:
      return ProblemKind::digest_differs;
    case CommitRefusal::place_taken:
      return ProblemKind::place_taken;
    case CommitRefusal::chain_broken:
      return ProblemKind::chain_broken;
  }
  return ProblemKind::digest_differs;
}

}  // namespace linli::centre
