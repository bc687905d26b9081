#pragma once

#include "sip/sdp.hpp"

namespace gc::media {

/// What a call offers and accepts unless its program says otherwise: PCMU, PCMA, telephone-event 101 (RFC 4733),
/// packets of 20 ms, both directions. Address and port are the caller's to fill in.
[[nodiscard]] sip::sdp::LocalMedia default_codecs();

} // namespace gc::media
