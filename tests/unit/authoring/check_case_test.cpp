// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/check_case.hpp"

#include "core/base/yaml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace dnslint;
using testing::HasSubstr;

std::string run(std::string const& tests)
{
   auto const doc = base::yaml::load("t.yaml", tests);
   if (!doc)
      return base::to_text(doc.errors());
   auto const read = authoring::read_check_tests(*doc);
   if (!read)
      return base::to_text(read.errors());
   static auto const suffixes = audit::public_suffix_list::builtin();
   std::string said;
   for (auto const& t : *read)
      said += base::to_text(authoring::run_check_test(t, {}, suffixes));
   return said;
}

// The audit without plugins and packs has one check, name/exists: enough to see that a data test
// can pass, and that it can fail.
TEST(check_test, passes_when_everything_is_as_expected)
{
   EXPECT_EQ(
      run(R"(tests:
  - name: it is there
    zones: { example.test: "" }
    expect: { name/exists: pass }
    facts: { name.kind: organizational, name.zone: example.test }
  - name: it is not
    expect: { name/exists: { outcome: fail, message: NXDOMAIN } }
    facts: { name.zone: null }
  - name: nobody knows
    faults: { example.test: servfail }
    expect: { name/exists: { outcome: unknown, cause: servfail } }
)"),
      "");
}

TEST(check_test, tells_what_differs_and_where)
{
   EXPECT_THAT(
      run("tests:\n  - name: x\n    expect: { name/exists: pass }\n"),
      HasSubstr("t.yaml:3:28: error: name/exists is fail, the name does not exist (NXDOMAIN)"));
   EXPECT_THAT(
      run("tests:\n  - name: x\n    expect: { name/exists: { outcome: fail, message: zzz } }\n"),
      HasSubstr("name/exists is fail"));
   EXPECT_THAT(
      run("tests:\n  - name: x\n    faults: { example.test: servfail }\n"
          "    expect: { name/exists: { outcome: unknown, cause: timeout } }\n"),
      HasSubstr("name/exists is unknown, transient: servfail"));
   EXPECT_THAT(
      run("tests:\n  - name: x\n    facts: { name.kind: inside-zone }\n"),
      HasSubstr("facts.name.kind is \"nonexistent\", not \"inside-zone\""));
   EXPECT_THAT(
      run("tests:\n  - name: x\n    expect: { name/exist: pass }\n"),
      HasSubstr("there is no check 'name/exist'"));
   EXPECT_THAT(
      run("tests:\n  - name: x\n    facts: { spf.records: 1 }\n"),
      HasSubstr("facts.spf.records is not published, not 1"));
}

TEST(check_test, refuses_a_file_that_says_something_wrong)
{
   EXPECT_THAT(run("tests:\n  - name: x\n"), HasSubstr("the test expects nothing"));
   EXPECT_THAT(
      run("tests:\n  - name: x\n    expect: { name/exists: passed }\n"),
      HasSubstr("did you mean 'pass'?"));
   EXPECT_THAT(
      run("tests:\n  - name: x\n    domain: a..b\n    expect: { name/exists: pass }\n"),
      HasSubstr("'a..b' is no domain name"));
   EXPECT_THAT(
      run("tests:\n  - name: x\n    zone: x\n    expect: { name/exists: pass }\n"),
      HasSubstr("did you mean 'zones'?"));
}

}  // namespace
