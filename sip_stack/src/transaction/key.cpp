#include "transaction/key.hpp"

namespace sip {

namespace {

/// Keeps the fingerprints of one kind apart from those of the others.
enum class Domain : std::uint64_t { client, server, server_rfc2543, merge };

KeyedHash begin(const HashSeed& seed, Domain domain)
{
    KeyedHash hash{seed};
    hash.add(static_cast<std::uint64_t>(domain));
    return hash;
}

} // namespace

Fingerprint client_key(const HashSeed& seed, std::string_view branch, Method method)
{
    return begin(seed, Domain::client).add(branch).add(static_cast<std::uint64_t>(method)).finish();
}

Fingerprint server_key(const HashSeed& seed, const Message& request, std::string_view method)
{
    const Via& via = request.top_via();
    // §17.2.3 asks for branch, sent-by and method. A copy, its ACK and its CANCEL share the Call-ID too; with it in the key, a
    // peer that uses one branch for two requests has both answered.
    return begin(seed, Domain::server)
        .add(via.branch)
        .add_folded(via.host)
        .add(via.port)
        .add(method)
        .add(request.call_id())
        .finish();
}

Fingerprint server_key_rfc2543(const HashSeed& seed, const Message& request, std::string_view method,
                               std::string_view to_tag)
{
    return begin(seed, Domain::server_rfc2543)
        .add(request.request_uri().text)
        .add(to_tag)
        .add(request.from_tag())
        .add(request.call_id())
        .add(request.cseq().number)
        .add(request.top_via().text)
        .add(method)
        .finish();
}

Fingerprint server_key_for(const HashSeed& seed, const Message& request, std::string_view method)
{
    if (request.top_via().rfc3261_branch())
        return server_key(seed, request, method);
    return server_key_rfc2543(seed, request, method, request.to_tag());
}

Fingerprint merge_key(const HashSeed& seed, const Message& request)
{
    return begin(seed, Domain::merge)
        .add(request.from_tag())
        .add(request.call_id())
        .add(request.cseq().number)
        .add(request.cseq().method_name)
        .finish();
}

} // namespace sip
