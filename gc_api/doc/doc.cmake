# Target doc: the reference of the API as a searchable web site and as manual pages, in doc/ of the build directory.
find_package(Doxygen QUIET)
find_program(AWK awk)
if(NOT DOXYGEN_FOUND OR NOT AWK)
  return()
endif()

set(doc_source ${CMAKE_CURRENT_LIST_DIR})
set(status_page ${CMAKE_CURRENT_BINARY_DIR}/status.md)
file(GLOB api_tables CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/gc_api/api/*.tsv)
add_custom_command(OUTPUT ${status_page}
  COMMAND ${CMAKE_COMMAND} -D API=${PROJECT_SOURCE_DIR}/gc_api/api -D OUTPUT=${status_page}
    -P ${doc_source}/status_page.cmake
  DEPENDS ${doc_source}/status_page.cmake ${api_tables}
  VERBATIM)

set(DOXYGEN_PROJECT_NAME Trunkcall)
set(DOXYGEN_PROJECT_BRIEF "${PROJECT_DESCRIPTION}")
set(DOXYGEN_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/doc)
set(DOXYGEN_STRIP_FROM_PATH ${PROJECT_SOURCE_DIR}/gc_api/include/trunkcall)
set(DOXYGEN_INPUT_FILTER "${AWK} -v TABLES=${PROJECT_SOURCE_DIR}/gc_api/api -f ${doc_source}/header_filter.awk")
set(DOXYGEN_FILTER_PATTERNS "*.md=cat")
set(DOXYGEN_USE_MDFILE_AS_MAINPAGE ${doc_source}/main.md)
set(DOXYGEN_OPTIMIZE_OUTPUT_FOR_C YES)
set(DOXYGEN_JAVADOC_AUTOBRIEF YES)
set(DOXYGEN_EXTRACT_ALL YES)
set(DOXYGEN_MACRO_EXPANSION YES)
set(DOXYGEN_EXPAND_ONLY_PREDEF YES)
set(DOXYGEN_PREDEFINED "GC_API=" "GC_INLINE=" "GC_BEGIN_DECLS=" "GC_END_DECLS=" "GC_PACKED=")
set(DOXYGEN_AUTOLINK_SUPPORT YES)
set(DOXYGEN_SORT_MEMBER_DOCS NO)
set(DOXYGEN_GENERATE_MAN YES)
set(DOXYGEN_MAN_LINKS YES)
set(DOXYGEN_SEARCHENGINE YES)
set(DOXYGEN_HAVE_DOT NO)
set(DOXYGEN_QUIET YES)
set(DOXYGEN_WARN_IF_UNDOCUMENTED NO)
set(DOXYGEN_WARN_NO_PARAMDOC NO)
doxygen_add_docs(doc
  ${PROJECT_SOURCE_DIR}/gc_api/include/trunkcall ${doc_source}/main.md ${doc_source}/porting.md ${status_page}
  COMMENT "Writing the reference of the API")
# cmake --install DIRECTORY --component doc
install(DIRECTORY ${PROJECT_BINARY_DIR}/doc/man DESTINATION ${CMAKE_INSTALL_DATADIR} COMPONENT doc EXCLUDE_FROM_ALL OPTIONAL)
install(DIRECTORY ${PROJECT_BINARY_DIR}/doc/html DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT doc EXCLUDE_FROM_ALL OPTIONAL)
