#include "centre/server/administration_commands.h"
#include "centre/server/take_submission.h"
#include "kiosk/crypto/envelope.h"
#include "kiosk/package/form.h"

/// What the import of packages asks of the centre: its keys and its ledger stay where they are,
/// and the stick is read by the command alone (import_packages.cpp).
namespace linli::centre {

CommandResult tell_package_key(Administration& centre, const Json& arguments) {
  const auto terminal = centre.ledger().terminal(text_argument(arguments, "terminal"));
  if (!terminal) return unexpected(describe(terminal.error()));
  if (!*terminal) return unexpected(std::string("it is of no terminal of this centre"));
  if ((*terminal)->shut_out) {
    return unexpected(std::string(
        "its terminal is shut out, because another one may recover it; where its disk can't be "
        "read, revoke that first (recovery revoke)"));
  }
  return Json{{"receipt_key", crypto::to_base64url((*terminal)->receipt_key)}};
}

CommandResult take_package_record(Administration& centre, const Json& arguments) {
  const auto sealed = crypto::from_base64url(text_argument(arguments, "record"));
  const Keys& keys = centre.keys();
  const auto record = sealed ? crypto::open_sealed(*sealed, keys.sealing_key, keys.sealing)
                             : unexpected(crypto::CryptoError{});
  if (!record) return Json{{"damaged", "does not open with the centre's key"}};
  const auto taken = take_record(centre.ledger(), keys, centre.now(),
                                 text_argument(arguments, "terminal"), *record);
  if (!taken) return Json{{"damaged", "is not of the documented form"}};
  return Json{{"answers", crypto::to_base64url(taken->answers)},
              {"accepted", taken->accepted},
              {"known", taken->known},
              {"refused", taken->refused},
              {"later", taken->later}};
}

CommandResult sign_answers(Administration& centre, const Json& arguments) {
  const auto digest = crypto::digest_from_hex(text_argument(arguments, "digest"));
  const auto bytes = arguments.find("bytes");
  if (!digest || bytes == arguments.end() || !bytes->is_number_unsigned()) {
    return unexpected(std::string("nothing that can be signed"));
  }
  const auto statement = package::statement_of(bytes->get<std::uint64_t>(), *digest);
  return Json{{"signature", crypto::to_base64url(centre.keys().signing.sign(bytes_of(statement)))}};
}

}  // namespace linli::centre
