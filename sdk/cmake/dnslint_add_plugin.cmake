# dnslint_add_plugin(NAME SOURCES file... [MANIFEST checks.yaml] [OUTPUT_DIRECTORY folder])
#
# The shared library NAME.so, a dnslint plugin: C++20 or C sources against the SDK's headers, its
# checks.yaml in the section that the host reads, one exported symbol. The same function builds the
# plugins that come with dnslint and everybody else's.
set(DNSLINT_SDK_CMAKE_DIR ${CMAKE_CURRENT_LIST_DIR})

function(dnslint_add_plugin name)
   cmake_parse_arguments(arg "" "MANIFEST;OUTPUT_DIRECTORY" "SOURCES" ${ARGN})
   if(NOT arg_MANIFEST)
      set(arg_MANIFEST checks.yaml)
   endif()
   get_filename_component(manifest ${arg_MANIFEST} ABSOLUTE)
   set(language c)
   if(CMAKE_CXX_COMPILER_LOADED)
      set(language cpp)
   endif()
   set(manifest_source ${CMAKE_CURRENT_BINARY_DIR}/${name}_manifest.${language})
   configure_file(${DNSLINT_SDK_CMAKE_DIR}/manifest.in ${manifest_source} @ONLY)
   set_source_files_properties(${manifest_source} PROPERTIES OBJECT_DEPENDS ${manifest}
      SKIP_UNITY_BUILD_INCLUSION ON)  # in a unit of several files the dependency is lost

   add_library(${name} MODULE ${arg_SOURCES} ${manifest_source})
   target_link_libraries(${name} PRIVATE dnslint::sdk)
   target_compile_features(${name} PRIVATE c_std_11)
   if(CMAKE_CXX_COMPILER_LOADED)
      target_compile_features(${name} PRIVATE cxx_std_20)
      # GNU-unique symbols would keep the library mapped for ever.
      target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:$<$<COMPILE_LANGUAGE:CXX>:-fno-gnu-unique>>)
   endif()
   set_target_properties(${name} PROPERTIES
      PREFIX "" C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
      LINK_DEPENDS ${DNSLINT_SDK_CMAKE_DIR}/plugin.map)
   target_link_options(${name} PRIVATE -Wl,--version-script=${DNSLINT_SDK_CMAKE_DIR}/plugin.map)
   # A sanitizer's runtime is in the program that loads the plugin.
   if(NOT CMAKE_CXX_FLAGS MATCHES "fsanitize" AND NOT DNSLINT_SANITIZE)
      target_link_options(${name} PRIVATE -Wl,-z,defs)
   endif()
   if(arg_OUTPUT_DIRECTORY)
      set_target_properties(${name} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${arg_OUTPUT_DIRECTORY})
   endif()
endfunction()
