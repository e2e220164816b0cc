set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
   set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion)
add_compile_options($<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>)
if(DNSLINT_WERROR)
   add_compile_options(-Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
   # Plugins: GNU-unique symbols would keep a library mapped for ever.
   add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fno-gnu-unique>)
   # g++ 12 reports false positives of these two through inlined std::string and std::variant.
   add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict> $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>)
endif()
if(DNSLINT_SANITIZE)
   add_compile_options(-fsanitize=${DNSLINT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
   add_link_options(-fsanitize=${DNSLINT_SANITIZE})
   if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      # clang 14 reports false errors on coroutines.
      add_compile_options(-fno-sanitize=function)
   endif()
endif()

# Files of one target are compiled eight at a time, since most of each is headers. Off, each file is compiled by
# itself, which is what clang-tidy and editors read.
option(DNSLINT_UNITY "Compile several files as one" ON)
set(CMAKE_UNITY_BUILD ${DNSLINT_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
if(DNSLINT_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
   # A type of one file is no longer that of the main file, which alone g++ lets have members of unnamed namespaces.
   add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>)
endif()
function(dnslint_compile_apart)
   set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# For targets that no domain of a list goes through: to optimise them takes longer than they ever run.
function(dnslint_optimize_lightly)
   foreach(target IN LISTS ARGN)
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
   endforeach()
endfunction()

find_program(CCACHE ccache)
if(CCACHE)
   # Paths relative to the checkout let every checkout of the same text share one cache.
   set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
   set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
   set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

# The allocator of a program. Sanitizers bring their own.
function(dnslint_fast_allocation program)
   set(allocator "the C library's")
   if(NOT DNSLINT_SANITIZE)
      find_package(mimalloc 2.0 REQUIRED)
      target_link_libraries(${program} PRIVATE -Wl,--push-state,--no-as-needed mimalloc -Wl,--pop-state)
      set(allocator "mimalloc ${mimalloc_VERSION}")
   endif()
   target_compile_definitions(${program} PRIVATE DNSLINT_ALLOCATOR="${allocator}")
endfunction()
