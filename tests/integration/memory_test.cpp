// SPDX-License-Identifier: Apache-2.0
// Memory does not grow with the list.
#include "tests/integration/scan_run.hpp"

#include <gtest/gtest.h>

namespace dnslint::tests {
namespace {

std::size_t peak_kib(std::size_t domains)
{
   work_folder const folder;
   std::string list;
   for (std::size_t i = 0; i != domains; ++i)
      list += "d" + std::to_string(i) + ".test\n";
   auto const lab = folder.write("lab.yaml", R"(zones:
  test: |
    * MX 10 mx.good.test.
    * TXT "v=spf1 mx -all"
  good.test: |
    mx A 192.0.2.1
)");
   auto const done = dnslint(
      {"scan",
       "-l",
       folder.write("list", list),
       "--zone",
       lab,
       "--format",
       "jsonl",
       "-o",
       folder.at("report")});
   EXPECT_EQ(done.status, 0) << done.err;
   return done.peak_kib;
}

// What is kept for each domain is a digest of its name, to know it again.
TEST(memory, of_a_list_ten_times_as_long_is_about_the_same)
{
#ifdef __SANITIZE_ADDRESS__
   GTEST_SKIP() << "AddressSanitizer keeps what is freed";
#endif
   auto const few = peak_kib(2'000);
   auto const many = peak_kib(20'000);
   EXPECT_GT(few, 1'000U);
   EXPECT_LT(many, few + few / 2 + 4'096)
      << few << " KiB for 2,000 domains, " << many << " KiB for 20,000";
}

}  // namespace
}  // namespace dnslint::tests
