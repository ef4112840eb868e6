#include "kiosk/protocol/submission.h"

#include "kiosk/protocol/link_json.h"
#include "kiosk/protocol/receipt_code.h"

namespace linli::protocol {
namespace {

using namespace detail;

constexpr std::size_t kMostNameBytes = 64;  // ids of services and fields, media types

constexpr std::string_view kGzip = "gzip";

/// `more` adds what the message says of a part besides.
template <class More>
Json parts_json(const std::vector<PartDigest>& parts, More more) {
  Json list = Json::array();
  for (const PartDigest& part : parts) {
    Json& json = list.emplace_back(Json{{"number", part.number},
                                        {"digest", crypto::to_hex(part.digest)},
                                        {"size", part.size},
                                        {"content_type", part.content_type},
                                        {"field", part.field}});
    more(part, json);
  }
  return list;
}

/// Parts are numbered 1, 2, 3, …, so that "part 3 of 7" means something.
template <class More>
std::vector<PartDigest> read_parts(Fields& fields, More more) {
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
    more(part, member);
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

/// Whether the sealed bytes are the part's is for who stores them: it has the digest.
void read_inside(const PartDigest& part, Fields& member, std::map<int, Bytes>& inside) {
  if (!member.has("sealed")) return;
  const auto exactly = [&part](std::string_view text) { return fixed_bytes_from(text, part.size); };
  if (auto sealed = member.parsed("sealed", exactly)) inside[part.number] = std::move(*sealed);
}

bool inside_fits(const Commit& commit) {
  std::size_t bytes = commit.inside.empty() ? 0 : commit.sealed_manifest.size();
  for (const auto& [number, sealed] : commit.inside) bytes += sealed.size();
  return bytes <= kMaxInsideBytes;
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
                {"parts", parts_json(manifest.parts, [&](const PartDigest& part, Json& json) {
                   if (manifest.packed.contains(part.number)) json["content_encoding"] = kGzip;
                 })}});
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
  manifest.parts = read_parts(fields, [&](const PartDigest& part, Fields& member) {
    if (!member.has("content_encoding")) return;
    member.require(member.text("content_encoding", kMostNameBytes) == kGzip);
    manifest.packed.insert(part.number);
  });
  return fields.ok() ? std::optional(std::move(manifest)) : std::nullopt;
}

std::string to_json(const Commit& commit) {
  Json json = link_json(commit.link);
  json["receipt_number"] = commit.receipt_number;
  json["service"] = commit.service;
  json["created_earliest"] = base::format_rfc3339(commit.created_earliest);
  json["created_latest"] = base::format_rfc3339(commit.created_latest);
  json["sealed_manifest"] = crypto::to_base64url(commit.sealed_manifest);
  json["parts"] = parts_json(commit.parts, [&](const PartDigest& part, Json& member) {
    const auto sealed = commit.inside.find(part.number);
    if (sealed != commit.inside.end()) member["sealed"] = crypto::to_base64url(sealed->second);
  });
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
  commit.parts = read_parts(fields, [&](const PartDigest& part, Fields& member) {
    read_inside(part, member, commit.inside);
  });
  fields.require(!commit.service.empty() && commit.created_earliest <= commit.created_latest &&
                 inside_fits(commit));
  return fields.ok() ? std::optional(std::move(commit)) : std::nullopt;
}

}  // namespace linli::protocol
