#include "offline_cache/store/sealing.h"

#include <algorithm>

#include "kiosk/crypto/envelope.h"
#include "kiosk/crypto/wipe.h"
#include "offline_cache/store/signature_picture.h"

namespace linli::offline_cache {
namespace {

using crypto::CryptoError;
using crypto::wipe;

/// What CMS adds around a content: recipients and algorithm, with room to spare.
constexpr std::size_t kEnvelopeBytes = 4096;
constexpr std::size_t kMostPlainBytes = protocol::kMaxPartBytes - kEnvelopeBytes;
constexpr std::string_view kSvg = "image/svg+xml";

/// A number of nobody (worked example of GB 11643-1999), to write over others.
const domain::IdentityNumber& nobody() {
  static const domain::IdentityNumber number = *domain::IdentityNumber::parse("11010519491231002X");
  return number;
}

struct WipeAnswer {
  void operator()(domain::Choice& choice) const { wipe(choice.option); }
  void operator()(domain::Choices& choices) const {
    for (auto& option : choices.options) wipe(option);
  }
  void operator()(domain::Money& money) const { money.fen = 0; }
  void operator()(domain::Digits& digits) const { wipe(digits.text); }
  void operator()(domain::Consent& consent) const { consent.agreed = false; }
  void operator()(domain::Household& household) const {
    for (auto& member : household) {
      wipe(member.name);
      member.number = nobody();  // the same length: written over in place
    }
  }
  void operator()(domain::Signature& signature) const {
    for (auto& stroke : signature) wipe(stroke);
  }
};

Expected<void, CryptoError> seal_attachment(const Attachment& attachment,
                                            std::span<const crypto::Certificate> recipients,
                                            SealedItem& item) {
  for (ByteView rest = bytes_of(attachment.content); !rest.empty();) {
    const ByteView piece = rest.first(std::min(rest.size(), kMostPlainBytes));
    rest = rest.subspan(piece.size());
    auto sealed = crypto::seal(piece, recipients);
    if (!sealed) return unexpected(sealed.error());
    item.commit.parts.push_back({static_cast<int>(item.commit.parts.size()) + 1,
                                 crypto::sha256(*sealed), sealed->size(), attachment.content_type,
                                 attachment.field});
    item.parts.push_back(std::move(*sealed));
  }
  return {};
}

Expected<Bytes, CryptoError> seal_manifest(const ItemContent& content, const ItemPlace& place,
                                           const std::vector<protocol::PartDigest>& parts,
                                           std::span<const crypto::Certificate> recipients) {
  protocol::Manifest manifest{place.link.item,         place.link.terminal,  place.link.incarnation,
                              place.link.sequence,     place.receipt_number, content.service,
                              content.service_version, content.json,         parts};
  crypto::Wiped json{protocol::to_json(manifest)};
  wipe(manifest.content);
  auto sealed = crypto::seal(bytes_of(json.value), recipients);
  if (sealed && sealed->size() > protocol::kMaxManifestBytes) {
    return unexpected(CryptoError{"the manifest is larger than the protocol allows"});
  }
  return sealed;
}

}  // namespace

ItemContent::~ItemContent() {
  wipe(json);
  for (auto& attachment : attachments) wipe(attachment.content);
}

void wipe_application(domain::Application& application) {
  domain::IdCard& card = application.applicant;
  for (std::string* text : {&card.name, &card.address, &card.issuer}) wipe(*text);
  if (card.newest_address) wipe(*card.newest_address);
  wipe(card.photo);
  card.number = nobody();
  card.birth_date = {};
  for (auto& [field, answer] : application.answers) std::visit(WipeAnswer{}, answer);
  application.answers.clear();
}

ItemContent take_content(domain::Application& application) {
  ItemContent content;
  content.service = application.service;
  content.service_version = application.service_version;
  content.json = protocol::application_content(application);
  for (const auto& [field, answer] : application.answers) {
    if (const auto* signature = std::get_if<domain::Signature>(&answer)) {
      content.attachments.push_back({field, std::string(kSvg), signature_picture(*signature)});
    }
  }
  wipe_application(application);
  return content;
}

ItemContent rating_item(const std::string& receipt_number, domain::Grade grade) {
  ItemContent content;
  content.service = "rating";
  content.json = protocol::rating_content(receipt_number, grade);
  return content;
}

Expected<SealedItem, CryptoError> seal_item(const ItemContent& content, const ItemPlace& place,
                                            const TerminalIdentity& identity) {
  const auto& recipients = identity.sealing_certificates;
  SealedItem item;
  for (const Attachment& attachment : content.attachments) {
    if (auto done = seal_attachment(attachment, recipients, item); !done) {
      return unexpected(done.error());
    }
  }
  if (item.parts.size() > static_cast<std::size_t>(protocol::kMaxParts)) {
    return unexpected(CryptoError{"more attachments than the protocol allows"});
  }
  auto manifest = seal_manifest(content, place, item.commit.parts, recipients);
  if (!manifest) return unexpected(manifest.error());
  item.commit.link = place.link;
  item.commit.link.content = crypto::sha256(*manifest);
  item.commit.receipt_number = place.receipt_number;
  item.commit.service = content.service;
  item.commit.created_earliest = place.created.earliest;
  item.commit.created_latest = place.created.latest;
  item.commit.sealed_manifest = std::move(*manifest);
  return item;
}

}  // namespace linli::offline_cache
