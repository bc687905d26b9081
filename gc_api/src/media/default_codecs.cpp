#include "default_codecs.hpp"

namespace gc::media {

sip::sdp::LocalMedia default_codecs()
{
    sip::sdp::LocalMedia media;
    media.codecs = {{.payload_type = 0, .name = "PCMU"},
                    {.payload_type = 8, .name = "PCMA"},
                    {.payload_type = 101, .name = "telephone-event", .fmtp = "0-15"}};
    media.ptime = 20;
    return media;
}

} // namespace gc::media
