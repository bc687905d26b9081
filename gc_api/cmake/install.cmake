# What others need to compile and link programs: the library, the C headers, and how to find both.

include(CMakePackageConfigHelpers)

install(TARGETS trunkcall EXPORT trunkcall_targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include/trunkcall/
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/trunkcall
  FILES_MATCHING PATTERN "*.h")

# The old link names, each another name of the library, so that -lgc -lsrl -ldxxx link with one -L. They work in the build
# tree too.
set(compat_dir trunkcall/compat)
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${compat_dir})
foreach(name cc cnf dcb devmgmt dti dxxdm3 dxxx ec fax gc gch3r ipm mml msi srl)
  foreach(suffix "" 64)
    file(CREATE_LINK ../../libtrunkcall.so ${CMAKE_CURRENT_BINARY_DIR}/${compat_dir}/lib${name}${suffix}.so SYMBOLIC)
  endforeach()
endforeach()
install(DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${compat_dir}/ DESTINATION ${CMAKE_INSTALL_LIBDIR}/${compat_dir})

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/Trunkcall)
install(EXPORT trunkcall_targets
  FILE TrunkcallTargets.cmake
  NAMESPACE Trunkcall::
  DESTINATION ${package_dir})
set(compat_install_dir ${CMAKE_INSTALL_LIBDIR}/${compat_dir})
configure_package_config_file(cmake/TrunkcallConfig.cmake.in TrunkcallConfig.cmake INSTALL_DESTINATION ${package_dir}
  PATH_VARS compat_install_dir)
write_basic_package_version_file(TrunkcallConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/TrunkcallConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/TrunkcallConfigVersion.cmake
  DESTINATION ${package_dir})

# The file says where it is, so that the installed tree can be moved.
file(RELATIVE_PATH pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" pc_prefix "${pc_prefix}")
configure_file(cmake/trunkcall.pc.in trunkcall.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/trunkcall.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
