#include "offline_cache/sync/curl_error.h"

namespace linli::offline_cache {

CentreTrouble trouble_of(CURLcode code) {
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CIPHER:
    case CURLE_UNSUPPORTED_PROTOCOL:  // not https
      return CentreTrouble::not_trusted;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:  // the connection broke in the middle of an answer
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_WRITE_ERROR:  // more than an answer may have
    case CURLE_FILESIZE_EXCEEDED:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return CentreTrouble::misbehaving;
    default:  // libcurl's codes, not an enum of ours: names, routes, time limits
      return CentreTrouble::unreachable;
  }
}

}  // namespace linli::offline_cache
