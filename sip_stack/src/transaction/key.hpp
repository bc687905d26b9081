#pragma once

#include "sip/message/message.hpp"
#include "transaction/keyed_hash.hpp"

#include <string_view>

/// What makes a message belong to a transaction, as fingerprints of the fields that the RFC compares.
namespace sip {

/// RFC 3261 §17.1.3: the branch of our Via and the method, which for a response is that of its CSeq.
[[nodiscard]] Fingerprint client_key(const HashSeed& seed, std::string_view branch, Method method);

/// RFC 3261 §17.2.3 for a top Via with an RFC 3261 branch: branch, sent-by and method. `method` is the request's own,
/// or INVITE to find what an ACK or a CANCEL means.
[[nodiscard]] Fingerprint server_key(const HashSeed& seed, const Message& request, std::string_view method);

/// RFC 3261 §17.2.3 for a request of an RFC 2543 client: Request-URI, tags, Call-ID, CSeq and the whole top Via.
/// `to_tag` is the request's own, or, for an ACK, that of the INVITE that it may belong to.
[[nodiscard]] Fingerprint server_key_rfc2543(const HashSeed& seed, const Message& request, std::string_view method,
                                             std::string_view to_tag);

/// The one of the two above that the request's branch asks for.
[[nodiscard]] Fingerprint server_key_for(const HashSeed& seed, const Message& request, std::string_view method);

/// RFC 3261 §8.2.2.2: two requests without To tag that agree in this but belong to different transactions are one
/// request that came by two ways.
[[nodiscard]] Fingerprint merge_key(const HashSeed& seed, const Message& request);

} // namespace sip
