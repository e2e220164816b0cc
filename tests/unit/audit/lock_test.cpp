// SPDX-License-Identifier: Apache-2.0
#include "core/audit/lock.hpp"

#include "core/base/yaml.hpp"

#include <gmock/gmock.h>

namespace dnslint::audit {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string const a(64, 'a');
std::string const b(64, 'b');

lock sample()
{
   return {
      "1.0.0",
      {{"profile", "standard", "", "rules/profiles/standard.yaml", a},
       {"plugin", "spf", "1.2.0", "lib/spf.so", b}}};
}

TEST(lock, is_read_as_it_was_written)
{
   auto const doc = base::yaml::load("x.lock", to_text(sample()));
   ASSERT_TRUE(doc.ok()) << base::to_text(doc.errors());
   auto const read = read_lock(*doc);
   ASSERT_TRUE(read.ok()) << base::to_text(read.errors());
   EXPECT_EQ(to_text(sample()), to_text(*read));
   EXPECT_THAT(differences(*read, sample(), "x.lock"), IsEmpty());
}

TEST(lock, does_not_care_where_a_file_is)
{
   auto moved = sample();
   moved.parts[1].file = "elsewhere/spf.so";
   EXPECT_THAT(differences(sample(), moved, "x.lock"), IsEmpty());
}

std::string told(lock const& found)
{
   return base::to_text(differences(sample(), found, "x.lock"));
}

TEST(lock, tells_what_differs_with_both_digests)
{
   auto changed = sample();
   changed.parts[1].sha256 = a;
   EXPECT_THAT(
      told(changed), HasSubstr("lib/spf.so: error: the plugin 'spf' is not the locked one"));
   EXPECT_THAT(told(changed), HasSubstr("SHA-256 " + a + ", in x.lock " + b));
   auto more = sample();
   more.parts.push_back({"pack", "acme", "1.0", "acme.yaml", a});
   EXPECT_THAT(
      told(more), HasSubstr("acme.yaml: error: the pack 'acme' is not in the lock x.lock"));
   auto less = sample();
   less.parts.pop_back();
   EXPECT_THAT(told(less), HasSubstr("x.lock: error: the plugin 'spf' is not loaded"));
   auto newer = sample();
   newer.engine = "1.1.0";
   EXPECT_THAT(told(newer), HasSubstr("for dnslint 1.0.0, this is 1.1.0"));
}

std::string refusal(std::string const& text)
{
   auto const doc = base::yaml::load("x.lock", text);
   auto const read = read_lock(*doc);
   return read ? "it was read" : base::to_text(read.errors());
}

TEST(lock, is_read_strictly)
{
   EXPECT_THAT(refusal("lock: dnslint-lock/2\nengine: 1.0.0\n"), HasSubstr("x.lock:1:7: error: "));
   EXPECT_THAT(refusal("lock: dnslint-lock/1\n"), HasSubstr("needs 'engine'"));
   EXPECT_THAT(
      refusal("lock: dnslint-lock/1\nengine: 1.0.0\nplugin: []\n"),
      HasSubstr("did you mean 'plugins'?"));
   EXPECT_THAT(
      refusal("lock: dnslint-lock/1\nengine: 1.0.0\npacks: [{ id: x, sha256: 12 }]\n"),
      HasSubstr("this is no SHA-256"));
}

}  // namespace
}  // namespace dnslint::audit
