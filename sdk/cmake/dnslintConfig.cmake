# find_package(dnslint) gives the target dnslint::sdk and the functions dnslint_add_plugin() and
# dnslint_add_plugin_test().
include(${CMAKE_CURRENT_LIST_DIR}/dnslintTargets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/dnslint_add_plugin.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/dnslint_add_plugin_test.cmake)
