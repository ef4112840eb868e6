#include "kiosk/protocol/submission.h"

#include "kiosk/protocol/link_json.h"
#include "kiosk/protocol/receipt_code.h"

namespace linli::protocol {
namespace {

using namespace detail;

constexpr std::size_t kMostNameBytes = 64;  // ids of services and fields, media types

Json parts_json(const std::vector<PartDigest>& parts) {
  Json list = Json::array();
  for (const PartDigest& part : parts) {
    list.push_back({{"number", part.number},
                    {"digest", crypto::to_hex(part.digest)},
                    {"size", part.size},
                    {"content_type", part.content_type},
                    {"field", part.field}});
  }
  return list;
}

/// Parts are numbered 1, 2, 3, …, so that "part 3 of 7" means something.
std::vector<PartDigest> read_parts(Fields& fields) {
  std::vector<PartDigest> parts;
  for (const Json& json : fields.list("parts", kMaxParts)) {
    Fields member(json);
    PartDigest part;
    const auto next = static_cast<std::int64_t>(parts.size()) + 1;
    part.number = static_cast<int>(member.integer("number", next, next));
    member.read("digest", part.digest, crypto::digest_from_hex);
    part.size = static_cast<std::size_t>(
        member.integer("size", 1, static_cast<std::int64_t>(kMaxPartBytes)));
    part.content_type = member.text("content_type", kMostNameBytes);
    part.field = member.text("field", kMostNameBytes);
    fields.require(member.ok());
    parts.push_back(std::move(part));
  }
  return parts;
}

/// Empty for what gives no receipt of its own.
std::optional<std::string> receipt_number_from(std::string_view text) {
  const bool fits = text.empty() || is_receipt_number(text);
  return fits ? std::optional(std::string(text)) : std::nullopt;
}

std::optional<Bytes> manifest_bytes_from(std::string_view text) {
  auto bytes = crypto::from_base64url(text);
  if (!bytes || bytes->empty() || bytes->size() > kMaxManifestBytes) return std::nullopt;
  return bytes;
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  return write({{"item", manifest.item.text()},
                {"terminal", manifest.terminal},
                {"incarnation", manifest.incarnation.text()},
                {"sequence", manifest.sequence},
                {"receipt_number", manifest.receipt_number},
                {"service", manifest.service},
                {"service_version", manifest.service_version},
                {"content", Json::parse(manifest.content, nullptr, false)},
                {"parts", parts_json(manifest.parts)}});
}

std::optional<Manifest> manifest_from_json(std::string_view text) {
  const auto json = parse_object(text, kMaxManifestBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  Manifest manifest;
  read_place(fields, manifest.terminal, manifest.incarnation, manifest.sequence, manifest.item);
  fields.read("receipt_number", manifest.receipt_number, receipt_number_from);
  manifest.service = fields.text("service", kMostNameBytes);
  manifest.service_version = static_cast<int>(fields.integer("service_version", 1, 1'000'000));
  manifest.content = write(fields.object("content"));
  manifest.parts = read_parts(fields);
  return fields.ok() ? std::optional(std::move(manifest)) : std::nullopt;
}

std::string to_json(const Commit& commit) {
  Json json = link_json(commit.link);
  json["receipt_number"] = commit.receipt_number;
  json["service"] = commit.service;
  json["created_earliest"] = base::format_rfc3339(commit.created_earliest);
  json["created_latest"] = base::format_rfc3339(commit.created_latest);
  json["sealed_manifest"] = crypto::to_base64url(commit.sealed_manifest);
  json["parts"] = parts_json(commit.parts);
  return write(json);
}

std::optional<Commit> commit_from_json(std::string_view text) {
  const auto json = parse_object(text, kMaxCommitBytes);
  if (!json) return std::nullopt;
  Fields fields(*json);
  Commit commit;
  commit.link = read_link(fields);
  fields.read("receipt_number", commit.receipt_number, receipt_number_from);
  commit.service = fields.text("service", kMostNameBytes);
  fields.read("created_earliest", commit.created_earliest, base::parse_rfc3339);
  fields.read("created_latest", commit.created_latest, base::parse_rfc3339);
  fields.read("sealed_manifest", commit.sealed_manifest, manifest_bytes_from);
  commit.parts = read_parts(fields);
  fields.require(!commit.service.empty() && commit.created_earliest <= commit.created_latest);
  return fields.ok() ? std::optional(std::move(commit)) : std::nullopt;
}

}  // namespace linli::protocol
