#include "offline_cache/store/sealing.h"

#include <algorithm>
#include <set>

#include "kiosk/crypto/wipe.h"
#include "kiosk/protocol/packing.h"
#include "offline_cache/store/signature_picture.h"

namespace linli::offline_cache {
namespace {

using crypto::wipe;
using Outcome = Expected<void, database::Error>;

/// What CMS adds around a content: recipients and algorithm, with room to spare.
constexpr std::size_t kEnvelopeBytes = 4096;
constexpr std::size_t kMostPlainBytes = protocol::kMaxPartBytes - kEnvelopeBytes;
static_assert(domain::kMostPageBytes <= kMostPlainBytes);  // a page is one part
constexpr std::string_view kSvg = "image/svg+xml";
constexpr std::string_view kJpeg = "image/jpeg";

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
  void operator()(domain::Authorisations& people) const {
    for (auto& person : people) {
      wipe(person.name);
      person.number = nobody();
      if (person.guardian) person.guardian = nobody();
      (*this)(person.signature);
    }
  }
  void operator()(domain::Words& words) const { wipe(words.text); }
  void operator()(domain::WholeNumber& number) const { number.value = 0; }
  void operator()(domain::Day& day) const { day = {}; }
  void operator()(domain::Division& division) const {
    wipe(division.code);
    wipe(division.name);
  }
  void operator()(domain::Photos& photos) const { photos.pages.clear(); }  // a page wipes itself
  void operator()(domain::Table& table) const {
    for (auto& row : table) {
      for (auto& [column, cell] : row) std::visit(*this, cell);
    }
  }
};

database::Error cannot(std::string why) { return {database::ErrorKind::other, 0, std::move(why)}; }

bool read_bytes(ByteView all, std::uint64_t offset, std::span<std::uint8_t> into) {
  if (offset > all.size() || into.size() > all.size() - offset) return false;
  std::ranges::copy(all.subspan(offset, into.size()), into.begin());
  return true;
}

class ContentInMemory final : public AttachmentSource {
 public:
  explicit ContentInMemory(std::string content) : content_{std::move(content)} {}
  std::uint64_t size() const override { return content_.value.size(); }
  bool read(std::uint64_t offset, std::span<std::uint8_t> into) override {
    return read_bytes(bytes_of(content_.value), offset, into);
  }

 private:
  crypto::Wiped<std::string> content_;
};

/// A page that the answers share.
class PageInMemory final : public AttachmentSource {
 public:
  explicit PageInMemory(std::shared_ptr<const domain::ScannedPage> page) : page_(std::move(page)) {}
  std::uint64_t size() const override { return page_->jpeg().size(); }
  bool read(std::uint64_t offset, std::span<std::uint8_t> into) override {
    return read_bytes(page_->jpeg(), offset, into);
  }

 private:
  std::shared_ptr<const domain::ScannedPage> page_;
};

/// The attachments that an answer brings with it.
struct AttachmentsOf {
  const std::string& field;
  std::vector<Attachment>& attachments;

  void operator()(const domain::Signature& signature) const {
    add(kSvg, content_in_memory(signature_picture(signature)));
  }
  void operator()(const domain::Authorisations& people) const {
    for (const auto& person : people) {
      if (!person.signature.empty()) (*this)(person.signature);
    }
  }
  void operator()(const domain::Photos& photos) const {
    for (const auto& page : photos.pages) add(kJpeg, std::make_unique<PageInMemory>(page));
  }
  template <class Answer>
  void operator()(const Answer& /*without_attachment*/) const {}

  void add(std::string_view type, std::unique_ptr<AttachmentSource> source) const {
    attachments.push_back({field, std::string(type), std::move(source)});
  }
};

/// What the manifest names.
struct SealedParts {
  std::vector<protocol::PartDigest> digests;
  std::set<int> packed;  // numbers of those whose content is packed
};

/// Seals the attachments of one item, a piece in memory at a time.
struct SealParts {
  const crypto::Sealer& sealer;
  const PartSink& keep;
  SealedParts& parts;

  Outcome operator()(const Attachment& attachment) const {
    crypto::Wiped<Bytes> piece;
    const std::uint64_t size = attachment.source->size();
    for (std::uint64_t offset = 0; offset < size; offset += piece.value.size()) {
      if (parts.digests.size() >= static_cast<std::size_t>(protocol::kMaxParts)) {
        return unexpected(cannot("more attachments than the protocol allows"));
      }
      piece.value.resize(std::min<std::uint64_t>(size - offset, kMostPlainBytes));
      if (!attachment.source->read(offset, piece.value)) {
        return unexpected(cannot("an attachment can't be read"));
      }
      if (auto kept = seal_piece(attachment, piece.value); !kept) return kept;
    }
    return {};
  }

  Outcome seal_piece(const Attachment& attachment, ByteView piece) const {
    const int number = static_cast<int>(parts.digests.size()) + 1;
    const crypto::Wiped packed{protocol::pack(piece).value_or(Bytes{})};
    if (!packed.value.empty()) parts.packed.insert(number);
    const Bytes sealed = sealer.seal(packed.value.empty() ? piece : packed.value);
    parts.digests.push_back(
        {number, crypto::sha256(sealed), sealed.size(), attachment.content_type, attachment.field});
    return keep(parts.digests.back(), sealed);
  }
};

Bytes seal_manifest(const ItemContent& content, const ItemPlace& place, const SealedParts& parts,
                    const crypto::Sealer& sealer) {
  protocol::Manifest manifest{
      place.link.item,      place.link.terminal, place.link.incarnation,  place.link.sequence,
      place.receipt_number, content.service,     content.service_version, content.json,
      parts.digests,        parts.packed};
  const crypto::Wiped json{protocol::to_json(manifest)};
  wipe(manifest.content);
  return sealer.seal(bytes_of(json.value));
}

}  // namespace

ItemContent::~ItemContent() { wipe(json); }

std::unique_ptr<AttachmentSource> content_in_memory(std::string content) {
  return std::make_unique<ContentInMemory>(std::move(content));
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
  content.receipt_prefix = application.receipt_prefix;
  content.urgent = application.urgent;
  content.json = protocol::application_content(application);
  for (const auto& [field, answer] : application.answers) {
    std::visit(AttachmentsOf{field, content.attachments}, answer);
  }
  wipe_application(application);
  return content;
}

ItemContent rating_item(const std::string& receipt_number, domain::Grade grade) {
  ItemContent content;
  content.service = "rating";
  content.receipt_prefix = "PJ";  // 评价
  content.json = protocol::rating_content(receipt_number, grade);
  return content;
}

Expected<protocol::Commit, database::Error> seal_item(const ItemContent& content,
                                                      const ItemPlace& place,
                                                      const crypto::Sealer& sealer,
                                                      const PartSink& keep_part) {
  SealedParts parts;
  const SealParts seal_parts{sealer, keep_part, parts};
  for (const Attachment& attachment : content.attachments) {
    if (auto sealed = seal_parts(attachment); !sealed) return unexpected(sealed.error());
  }
  protocol::Commit commit;
  commit.sealed_manifest = seal_manifest(content, place, parts, sealer);
  if (commit.sealed_manifest.size() > protocol::kMaxManifestBytes) {
    return unexpected(cannot("the manifest is larger than the protocol allows"));
  }
  commit.link = place.link;
  commit.link.content = crypto::sha256(commit.sealed_manifest);
  commit.receipt_number = place.receipt_number;
  commit.service = content.service;
  commit.created_earliest = place.created.earliest;
  commit.created_latest = place.created.latest;
  commit.parts = std::move(parts.digests);
  return commit;
}

}  // namespace linli::offline_cache
