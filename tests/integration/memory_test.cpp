// SPDX-License-Identifier: Apache-2.0
// Memory does not grow with the list.
#include "tests/integration/scan_run.hpp"

#include <gtest/gtest.h>

namespace dnslint::tests {
namespace {

struct peaks {
   std::size_t scan = 0;
   std::size_t page = 0;  // of a report from its journal
};

peaks peak_kib(std::size_t domains)
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
       folder.at("report"),
       "--unordered"});  // else records wait for slow ones, up to a bound that 2,000 do not reach
   EXPECT_EQ(done.status, 0) << done.err;
   auto const page =
      dnslint({"report", folder.at("report"), "--format", "html", "-o", folder.at("page")});
   EXPECT_EQ(page.status, 0) << page.err;
   return {done.peak_kib, page.peak_kib};
}

// What is kept for each domain is a digest of its name, to know it again.
TEST(memory, of_a_list_ten_times_as_long_is_about_the_same)
{
#ifdef __SANITIZE_ADDRESS__
   GTEST_SKIP() << "AddressSanitizer keeps what is freed";
#endif
   auto const few = peak_kib(2'000);
   auto const many = peak_kib(20'000);
   for (auto const part : {&peaks::scan, &peaks::page}) {
      EXPECT_GT(few.*part, 1'000U);
      EXPECT_LT(many.*part, few.*part + few.*part / 2 + 4'096)
         << few.*part << " KiB for 2,000 domains, " << many.*part << " KiB for 20,000";
   }
}

}  // namespace
}  // namespace dnslint::tests
