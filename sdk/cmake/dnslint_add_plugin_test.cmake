# dnslint_add_plugin_test(NAME file...)
#
# Runs data tests of the plugin NAME by `dnslint test`, as the test NAME.data. The program is the one
# that is installed beside the SDK, or in PATH; DNSLINT_COMMAND names another.
set(DNSLINT_SDK_PREFIX_HINTS ${CMAKE_CURRENT_LIST_DIR}/../../.. ${CMAKE_CURRENT_LIST_DIR}/../../../..)

function(dnslint_add_plugin_test name)
   find_program(DNSLINT_COMMAND dnslint HINTS ${DNSLINT_SDK_PREFIX_HINTS} PATH_SUFFIXES bin)
   if(NOT DNSLINT_COMMAND)
      message(WARNING "The tests of ${name} cannot run: there is no program dnslint. Set DNSLINT_COMMAND to it.")
      return()
   endif()
   add_test(NAME ${name}.data COMMAND ${DNSLINT_COMMAND} test ${ARGN} --plugins $<TARGET_FILE:${name}>
      WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
endfunction()
