#include "offline_cache/sync/centre_answer.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace linli::offline_cache {
namespace {

constexpr int kNoContent = 204;
/// Statuses that pass by themselves or when staff renew the terminal.
constexpr std::array kLater = {401, 403, 408, 425, 429, 503};

std::string_view header(const CentreAnswer& answer, const char* name) {
  const auto found = answer.headers.find(name);
  return found != answer.headers.end() ? std::string_view(found->second) : std::string_view();
}

bool has_type(const CentreAnswer& answer, std::string_view type) {
  const std::string_view found = header(answer, "content-type");
  return found.starts_with(type) && (found.size() == type.size() || found[type.size()] == ';');
}

/// A refusal in the centre's own words. What any gateway says, and a wrong
/// address, are nothing an item can be blamed for.
bool is_problem(const CentreAnswer& answer) {
  if (!has_type(answer, "application/problem+json")) return false;
  const auto problem = protocol::problem_from_json(answer.body);
  return problem && problem->type.starts_with("urn:linli:problem:") &&
         problem->type != "urn:linli:problem:not-found";
}

}  // namespace

AnswerKind kind_of(const CentreAnswer& answer) {
  if (answer.status == kNoContent) return AnswerKind::success;
  if (answer.status >= 200 && answer.status < 300) {
    return has_type(answer, "application/json") ? AnswerKind::success : AnswerKind::nonsense;
  }
  if (!is_problem(answer)) return AnswerKind::nonsense;
  if (std::ranges::find(kLater, answer.status) != kLater.end()) return AnswerKind::later;
  return answer.status >= 400 && answer.status < 500 ? AnswerKind::problem : AnswerKind::nonsense;
}

std::optional<CentreTrouble> trouble_of(const CentreAnswer& answer) {
  switch (kind_of(answer)) {
    case AnswerKind::success:
      return std::nullopt;
    case AnswerKind::problem:
      return CentreTrouble::refused;
    case AnswerKind::later:
    case AnswerKind::nonsense:
      return CentreTrouble::misbehaving;
  }
  return CentreTrouble::misbehaving;
}

std::optional<std::chrono::milliseconds> retry_after(const CentreAnswer& answer,
                                                     std::chrono::milliseconds longest) {
  const std::string_view text = header(answer, "retry-after");
  int seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0) return std::nullopt;
  return std::min<std::chrono::milliseconds>(std::chrono::seconds{seconds}, longest);
}

}  // namespace linli::offline_cache
