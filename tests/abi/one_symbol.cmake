# cmake -DNM=nm -DFOLDER=folder -P one_symbol.cmake
# Every plugin in FOLDER exports dnslint_plugin_v0 and nothing else.
file(GLOB plugins ${FOLDER}/*.so)
if(NOT plugins)
   message(FATAL_ERROR "no plugin in ${FOLDER}")
endif()
foreach(plugin IN LISTS plugins)
   execute_process(COMMAND ${NM} -D --defined-only --format=posix ${plugin} OUTPUT_VARIABLE symbols
      COMMAND_ERROR_IS_FATAL ANY)
   string(REGEX MATCHALL "[^ \n]+ [A-Za-z] [^\n]*" lines "${symbols}")
   list(TRANSFORM lines REPLACE " .*" "")
   if(NOT lines STREQUAL "dnslint_plugin_v0")
      message(SEND_ERROR "${plugin} exports: ${lines}")
   endif()
endforeach()
