# dnslint_core_library(NAME [DEPENDS core libraries...] [LINKS other libraries...])
# One folder of core/ as the static library dnslint_NAME, from every .cpp in it and in its rooms.
# Core headers are included by their path from the top: "core/dns/name.hpp".
function(dnslint_core_library name)
   cmake_parse_arguments(arg "" "" "DEPENDS;LINKS" ${ARGN})
   file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*/*.cpp)
   if(NOT sources)
      return()
   endif()
   add_library(dnslint_${name} STATIC ${sources})
   target_include_directories(dnslint_${name} PUBLIC ${PROJECT_SOURCE_DIR})
   list(TRANSFORM arg_DEPENDS PREPEND dnslint_)
   target_link_libraries(dnslint_${name} PUBLIC ${arg_DEPENDS} PRIVATE ${arg_LINKS})
endfunction()
