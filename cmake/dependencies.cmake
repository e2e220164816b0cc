# What the core links, all from Debian 12 (docs/dependencies.md says why each).
find_package(fmt REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json program_options)
find_library(DNSLINT_DEFLATE NAMES deflate REQUIRED)
find_path(DNSLINT_DEFLATE_INCLUDE NAMES libdeflate.h REQUIRED)
find_library(DNSLINT_ZSTD NAMES zstd REQUIRED)
find_path(DNSLINT_ZSTD_INCLUDE NAMES zstd.h REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto SSL)
