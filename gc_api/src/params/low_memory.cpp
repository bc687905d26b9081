#include "params/low_memory.hpp"

#include <sys/mman.h>

namespace gc {

void OctetsRelease::operator()(unsigned char* octets) const noexcept
{
    if (mapped_ != 0)
        ::munmap(octets, mapped_);
    else
        delete[] octets;
}

Octets make_octets(std::size_t size) { return Octets{new unsigned char[size]()}; }

Octets make_low_octets(std::size_t size)
{
#ifdef MAP_32BIT
    void* const mapped = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (mapped != MAP_FAILED)
        return {static_cast<unsigned char*>(mapped), OctetsRelease{size}};
#endif
    return make_octets(size);
}

} // namespace gc
