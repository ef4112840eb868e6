#pragma once
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>

#include "kiosk/app/configuration.h"
#include "kiosk/base/control_socket.h"
#include "kiosk/base/expected.h"
#include "offline_cache/sync/terminal_cache.h"

namespace linli::app {

/// What linlictl can ask of the store, wherever the store is open:
///   {"do":"queue","after":…}  {"items":[…],"more":…}: at most 200, oldest first, of those after a
///                    position (0, or that of the last item of the page before)
///   {"do":"item","item":…}  {"item":{…}}: one item; item: receipt number or id
///   {"do":"backup","folder":…}  copies the store to folder/store.db while everything goes on
///   {"do":"requeue","item":…}  has a quarantined item tried again
///   {"do":"sync"}    what one pass over the queue did; `stop` ends it early
///   {"do":"day_close"}  sends, compares with the centre, says what came of it
///   {"do":"status"}  store, enrolment, link
///   {"do":"restart_chain"}  a new incarnation, on the word of staff
///   {"do":"day_report","day":"2026-11-22"}  {"report":…} (day_report_json.h); "": today
///   {"do":"audit","after":…,"from":"2026-11-20","to":"2026-11-22"}  {"events":[…],"last":…,
///                    "more":…,"broken":…}: looks at some hundred events of the audit trail after
///                    a number (0, or "last" of the answer before) and lists those of these days;
///                    broken: number of the first that does not follow from the one before, or null
///   {"do":"staff"}   {"staff":[{"number","name","role"}…]}: who may sign in
///   {"do":"staff_add","number":…,"name":…,"role":…,"pin":…}  enters somebody, or anew
///   {"do":"staff_card","number":…,"card":…}  lets them show this ID card instead of the number
///   {"do":"staff_remove","number":…}
///   {"do":"waiting_size"}  {"items","bytes"}: what an export would take along
///   {"do":"export_batch","position":…,"begun":…,"parts":…}  the next record of an export,
///                    {"record" (base64url),"items","position","begun","parts","left_out",
///                    "done"}
///   {"do":"exported","items":[…]}  these are on a stick
///   {"do":"take_answers","record":…}  answers of the centre that came on one
///   {"do":"submit","service":…,"item":…,"application":{…}}  {"receipt_number","item"}, or
///                    {"faults":[{"where","what"}…]} (application_file.h); item: id of the
///                    attempt, the same when it is tried again
/// An answer with "error" says what could not be done, and has nothing else.
/// `region` is whose figures count for what is submitted.
nlohmann::json answer_operation(offline_cache::TerminalCache& cache, const std::string& region,
                                const nlohmann::json& request, const std::stop_token& stop);

/// Serves the operations to linlictl while the kiosk runs. Null where the
/// socket can't be made; that was logged then.
std::unique_ptr<base::ControlServer> serve_control(const Configuration& configuration,
                                                   offline_cache::TerminalCache& cache);

/// Asks the running kiosk, or opens the store when no kiosk runs.
Expected<nlohmann::json, std::string> ask_terminal(const Configuration& configuration,
                                                   const nlohmann::json& request);

/// Several questions: the store, where no kiosk runs, is opened once. One thread.
class TerminalLine {
 public:
  explicit TerminalLine(const Configuration& configuration);
  ~TerminalLine();
  TerminalLine(const TerminalLine&) = delete;
  TerminalLine& operator=(const TerminalLine&) = delete;

  Expected<nlohmann::json, std::string> ask(const nlohmann::json& request);

 private:
  struct OwnStore;
  nlohmann::json answer_without_kiosk(const nlohmann::json& request);

  const Configuration& configuration_;
  std::unique_ptr<OwnStore> own_;
};

/// Files made from now on belong to the terminal's own user although root
/// calls: takes on the user and group that own the state directory, if it exists.
void become_owner_of(const std::filesystem::path& state);

/// The reverse, for a command that then writes where its caller says.
void become_caller_again();

inline constexpr std::string_view kNotEnrolled =
    "this terminal is not enrolled, or its identity is damaged (linlictl doctor says which)";

/// What guards the store's key on a real machine.
offline_cache::MachineVault machine_vault();

std::string_view name_of(offline_cache::StoreHealth health);
std::string_view name_of(offline_cache::KeyGuard guard);
std::string_view name_of(offline_cache::CentreTrouble trouble);

}  // namespace linli::app
