#include "kiosk/app/control.h"
#include "kiosk/base/day.h"

#include <algorithm>

#include "kiosk/app/day_report_json.h"
#include "kiosk/app/submit_application.h"
#include "kiosk/crypto/wipe.h"
#include "kiosk/protocol/day_close.h"
#include "offline_cache/api/staff_forms.h"

namespace linli::app {
namespace {

using nlohmann::json;
using offline_cache::StoreHealth;
using offline_cache::TerminalCache;

constexpr std::int64_t kItemsInAnswer = 200;

struct Request {
  const json& content;
  std::stop_token stop;  // the kiosk is ending
  const std::string& region;
};

std::int64_t number_in(const json& content, const char* key) {
  const auto found = content.find(key);
  return found != content.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

json part_json(const offline_cache::QueuePart& part) {
  return {{"number", part.number},
          {"field", part.field},
          {"content_type", part.content_type},
          {"bytes", part.size},
          {"sent", part.sent}};
}

json item_json(const offline_cache::QueueItem& item) {
  auto parts = json::array();
  for (const auto& part : item.parts) parts.push_back(part_json(part));
  return {{"id", item.id.text()},
          {"position", item.position},
          {"sequence", item.sequence},
          {"receipt_number", item.receipt_number},
          {"service", item.service},
          {"state", name_of(item.state)},
          {"created", base::format_rfc3339(item.created.middle())},
          {"attempts", item.attempts},
          {"next_attempt", base::format_rfc3339(item.next_attempt)},
          {"problem", item.problem},
          {"parts", parts}};
}

json error(std::string_view what) { return {{"error", what}}; }

json store_error(TerminalCache& cache) {
  const StoreHealth health = cache.status().health;
  if (health == StoreHealth::ready) return error("the store failed; try again");
  return error("the store can't be used: " + std::string(name_of(health)));
}

/// A text of the request; empty if it is missing or something else.
std::string text_of(const Request& request, const char* name) {
  const auto found = request.content.find(name);
  return found != request.content.end() && found->is_string() ? found->get<std::string>()
                                                              : std::string();
}

/// A page of it: an answer in time, however long the queue.
json answer_queue(TerminalCache& cache, const Request& request) {
  const auto after = request.content.value("after", json());
  const offline_cache::QueuePage page{after.is_number_integer() ? after.get<std::int64_t>() : 0,
                                      kItemsInAnswer};
  const auto items = cache.queue(page);
  if (!items) return store_error(cache);
  auto list = json::array();
  for (const auto& item : *items) list.push_back(item_json(item));
  return {{"items", list}, {"more", items->size() == static_cast<std::size_t>(kItemsInAnswer)}};
}

/// Only its id names an item for certain; a receipt number is what people have.
std::optional<offline_cache::QueueItem> named_item(TerminalCache& cache, const Request& request) {
  return cache.find_item(text_of(request, "item"));
}

json answer_item(TerminalCache& cache, const Request& request) {
  const auto item = named_item(cache, request);
  if (!item) return error("there is no such item in the queue");
  return {{"item", item_json(*item)}};
}

json answer_backup(TerminalCache& cache, const Request& request) {
  const std::filesystem::path folder = text_of(request, "folder");
  if (!folder.is_absolute()) return error("the folder must be an absolute path");
  const auto items = cache.back_up(folder);
  if (!items) return error("no backup: " + items.error());
  return {{"items", *items}};
}

json trouble_json(const std::optional<offline_cache::CentreTrouble>& trouble) {
  return trouble ? json(name_of(*trouble)) : json(nullptr);
}

json answer_sync(TerminalCache& cache, const Request& request) {
  if (!cache.status().enrolled) return error(kNotEnrolled);
  const auto report = cache.sync_once(request.stop);
  if (report.store_failed) return store_error(cache);
  return {{"accepted", report.accepted},
          {"quarantined", report.quarantined},
          {"waiting", report.waiting},
          {"trouble", trouble_json(report.trouble)}};
}

json answer_requeue(TerminalCache& cache, const Request& request) {
  if (!cache.queue({.after = 0, .most = 1})) return store_error(cache);
  const auto item = named_item(cache, request);
  if (!item) return error("there is no such item in the queue");
  if (item->state != offline_cache::ItemState::quarantined) {
    return error("the item is not in quarantine");
  }
  if (!cache.requeue(item->id)) {
    if (cache.status().health != StoreHealth::ready) return store_error(cache);
    return error("a day close that was agreed left it out; the matter has to be handed in anew");
  }
  return {{"requeued", item->id.text()}};
}

json answer_status(TerminalCache& cache, const Request&) {
  const auto status = cache.status();
  return {{"store", name_of(status.health)},
          {"store_key", name_of(status.key_guard)},
          {"enrolled", status.enrolled},
          {"terminal", status.terminal},
          {"certificate_until", base::format_rfc3339(status.certificate_until)},
          {"online", status.link.online},
          {"waiting", status.link.waiting},
          {"for_staff", status.link.for_staff},
          {"trouble", trouble_json(status.trouble)}};
}

json answer_restart_chain(TerminalCache& cache, const Request&) {
  if (!cache.start_new_incarnation()) return store_error(cache);
  return {{"restarted", true}};
}

std::string_view describe(offline_cache::CloseError error) {
  switch (error) {
    case offline_cache::CloseError::unreachable:
      return "the centre did not answer; nothing was closed";
    case offline_cache::CloseError::not_trusted:
      return "the centre's certificate is not trusted; nothing was closed";
    case offline_cache::CloseError::misbehaving:
      return "the centre's answer makes no sense; nothing was closed";
    case offline_cache::CloseError::waiting:
      return "some items are not accepted yet: send them, or have staff set them aside";
    case offline_cache::CloseError::store_failed:
      return "the store can't be used";
  }
  return "unknown error";
}

json answer_day_close(TerminalCache& cache, const Request& request) {
  if (!cache.status().enrolled) return error(kNotEnrolled);
  const auto closed = cache.close_day_now(request.stop);
  if (!closed) return error(describe(closed.error()));
  const bool agreed = closed->result == offline_cache::Reconciliation::Result::agreed;
  return {{"result", agreed ? "agreed" : "disputed"},
          {"day", base::day_text(closed->day)},
          {"here", closed->here},
          {"there", closed->there},
          {"check_code", closed->check_code},
          {"missing_there", closed->missing_there},
          {"differs", closed->differs},
          {"unknown_here", closed->unknown_here},
          {"compared_at", base::format_rfc3339(closed->compared_at)}};
}

json answer_staff(TerminalCache& cache, const Request&) {
  const auto staff = cache.staff();
  if (!staff) return store_error(cache);
  auto list = json::array();
  for (const auto& member : *staff) {
    list.push_back(
        {{"number", member.number}, {"name", member.name}, {"role", name_of(member.role)}});
  }
  return {{"staff", list}};
}

json answer_staff_add(TerminalCache& cache, const Request& request) {
  const auto role = offline_cache::role_named(text_of(request, "role"));
  if (!role) return error("the role must be clerk or supervisor");
  const offline_cache::StaffMember member{text_of(request, "number"), text_of(request, "name"),
                                          *role};
  crypto::Wiped pin{text_of(request, "pin")};
  if (!offline_cache::is_staff_number(member.number) || !offline_cache::is_staff_pin(pin.value) ||
      !offline_cache::is_staff_name(member.name)) {
    return error("number and PIN must be 4 to 8 digits, the name 1 to 20 letters");
  }
  if (!cache.add_staff(member, pin.value)) return store_error(cache);
  return {{"added", member.number}};
}

json answer_staff_card(TerminalCache& cache, const Request& request) {
  const auto number = text_of(request, "number");
  crypto::Wiped card{text_of(request, "card")};
  if (cache.set_staff_card(number, card.value)) return {{"set", number}};
  if (!cache.staff()) return store_error(cache);
  return error("the card is somebody else's, or nobody with this number is entered");
}

json answer_day_report(TerminalCache& cache, const Request& request) {
  const auto wanted = text_of(request, "day");
  const base::SystemClock clock;
  const auto day = wanted.empty() ? base::hall_time(clock.now()).date : base::day_from(wanted);
  if (!day) return error("the day must look like 2026-11-22");
  const auto report = cache.day_report(*day);
  if (!report) return store_error(cache);
  return {{"report", to_json(*report)}};
}

json event_json(const offline_cache::AuditEvent& event) {
  json object{{"number", event.number},
              {"at", base::format_rfc3339(event.at)},
              {"kind", event.kind},
              {"detail", event.detail}};
  if (event.interval) {
    object["earliest"] = base::format_rfc3339(event.interval->earliest);
    object["latest"] = base::format_rfc3339(event.interval->latest);
  }
  return object;
}

base::WallTime begin_of(std::chrono::year_month_day day) {
  return std::chrono::sys_days{day} - base::kHallOffset;
}

json answer_audit(TerminalCache& cache, const Request& request) {
  const auto from = base::day_from(text_of(request, "from"));
  const auto to = base::day_from(text_of(request, "to"));
  if (!from || !to) return error("a day must look like 2026-11-22");
  const auto slice = cache.audit_trail(number_in(request.content, "after"),
                                       {begin_of(*from), begin_of(*to) + std::chrono::days{1}});
  if (!slice) return store_error(cache);
  auto events = json::array();
  for (const auto& event : slice->events) events.push_back(event_json(event));
  return {{"events", events},
          {"last", slice->last},
          {"more", slice->more},
          {"broken", slice->broken ? json(*slice->broken) : json(nullptr)}};
}

json answer_staff_remove(TerminalCache& cache, const Request& request) {
  const auto number = text_of(request, "number");
  if (cache.remove_staff(number)) return {{"removed", number}};
  const auto staff = cache.staff();
  const auto has_it = [&](const offline_cache::StaffMember& one) { return one.number == number; };
  if (!staff || std::ranges::any_of(*staff, has_it)) return store_error(cache);
  return error("nobody with this number is entered");
}

json answer_waiting_size(TerminalCache& cache, const Request&) {
  const auto size = cache.waiting_size();
  if (!size) return store_error(cache);
  return {{"items", size->items}, {"bytes", size->bytes}};
}

json answer_export_batch(TerminalCache& cache, const Request& request) {
  const json& asked = request.content;
  const auto batch = cache.export_batch({number_in(asked, "position"), number_in(asked, "begun"),
                                         static_cast<int>(number_in(asked, "parts"))});
  if (!batch) return store_error(cache);
  auto items = json::array();
  for (const auto& item : batch->items) items.push_back(item.text());
  return {{"record", crypto::to_base64url(batch->record)},
          {"items", items},
          {"position", batch->next.position},
          {"begun", batch->next.begun},
          {"parts", batch->next.parts},
          {"left_out", batch->left_out},
          {"done", batch->done}};
}

json answer_exported(TerminalCache& cache, const Request& request) {
  std::vector<base::Uuid> items;
  for (const auto& text : request.content.value("items", json::array())) {
    const auto item = base::Uuid::parse(text.is_string() ? text.get<std::string>() : "");
    if (!item) return error("an item's id has not its form");
    items.push_back(*item);
  }
  if (!cache.exported(items)) return store_error(cache);
  return {{"exported", items.size()}};
}

json answer_take_answers(TerminalCache& cache, const Request& request) {
  const auto record = crypto::from_base64url(text_of(request, "record"));
  const auto counts = record ? cache.take_answers(*record) : std::nullopt;
  if (!counts) return error("the store can't be used, or these are no answers");
  return {{"accepted", counts->accepted},
          {"known", counts->known},
          {"refused", counts->refused},
          {"unproven", counts->unproven},
          {"not_here", counts->not_here}};
}

json answer_submit(TerminalCache& cache, const Request& request) {
  return submit_application(cache, request.region, request.content);
}

struct Operation {
  const char* name;
  json (*answer)(TerminalCache&, const Request&);
};
constexpr Operation kOperations[] = {{"queue", answer_queue},
                                     {"item", answer_item},
                                     {"backup", answer_backup},
                                     {"requeue", answer_requeue},
                                     {"sync", answer_sync},
                                     {"day_close", answer_day_close},
                                     {"status", answer_status},
                                     {"restart_chain", answer_restart_chain},
                                     {"staff", answer_staff},
                                     {"staff_add", answer_staff_add},
                                     {"staff_card", answer_staff_card},
                                     {"staff_remove", answer_staff_remove},
                                     {"day_report", answer_day_report},
                                     {"audit", answer_audit},
                                     {"waiting_size", answer_waiting_size},
                                     {"export_batch", answer_export_batch},
                                     {"exported", answer_exported},
                                     {"take_answers", answer_take_answers},
                                     {"submit", answer_submit}};

}  // namespace

json answer_operation(TerminalCache& cache, const std::string& region, const json& request,
                      const std::stop_token& stop) {
  const auto named = request.is_object() ? request.find("do") : request.end();
  const auto wanted =
      named != request.end() && named->is_string() ? named->get<std::string>() : std::string();
  for (const auto& operation : kOperations) {
    if (wanted == operation.name) return operation.answer(cache, {request, stop, region});
  }
  return error("no such operation");
}

std::string_view name_of(offline_cache::StoreHealth health) {
  switch (health) {
    case offline_cache::StoreHealth::starting:
      return "starting";
    case offline_cache::StoreHealth::ready:
      return "ready";
    case offline_cache::StoreHealth::disk_full:
      return "disk_full";
    case offline_cache::StoreHealth::broken:
      return "broken";
    case offline_cache::StoreHealth::newer:
      return "newer";
    case offline_cache::StoreHealth::behind:
      return "behind";
    case offline_cache::StoreHealth::in_use:
      return "in_use";
  }
  return "unknown";
}

std::string_view name_of(offline_cache::KeyGuard guard) {
  switch (guard) {
    case offline_cache::KeyGuard::none_yet:
      return "none_yet";
    case offline_cache::KeyGuard::machine:
      return "machine";
    case offline_cache::KeyGuard::file:
      return "file";
  }
  return "unknown";
}

std::string_view name_of(offline_cache::CentreTrouble trouble) {
  switch (trouble) {
    case offline_cache::CentreTrouble::unreachable:
      return "unreachable";
    case offline_cache::CentreTrouble::not_trusted:
      return "not_trusted";
    case offline_cache::CentreTrouble::misbehaving:
      return "misbehaving";
    case offline_cache::CentreTrouble::refused:
      return "refused";
  }
  return "unknown";
}

}  // namespace linli::app
