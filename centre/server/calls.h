#pragma once
#include "centre/server/api.h"

/// One function for each call; who calls has been checked by Api::answer().
namespace linli::centre {

Answer enrol_terminal(Api& api, const Request& request);
Answer query_benefits(Api& api, const Request& request);
Answer put_part(Api& api, const Request& request);
Answer commit_submission(Api& api, const Request& request);
Answer show_stage(Api& api, const Request& request);
Answer show_acceptance(Api& api, const Request& request);
Answer close_day(Api& api, const Request& request);
Answer request_recovery(Api& api, const Request& request);
Answer take_recovered_record(Api& api, const Request& request);
Answer close_recovered(Api& api, const Request& request);
Answer take_heartbeat(Api& api, const Request& request);

/// The administrator lets `by` send what `terminal` has left, at this moment.
LedgerResult<bool> may_recover(Api& api, const std::string& terminal, const std::string& by);

/// What enrolment codes are kept and compared as. Case and dashes don't matter.
crypto::Digest hash_of_code(std::string_view code);

}  // namespace linli::centre
