// SPDX-License-Identifier: Apache-2.0
#include "core/base/inbox.hpp"

#include "core/base/task.hpp"

#include <gmock/gmock.h>
#include <memory>
#include <string>

namespace dnslint::base {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

task<> take(inbox<std::string>& box, std::size_t count, std::vector<std::string>& taken)
{
   while (count-- != 0)
      taken.push_back(co_await box.next());
}

class inbox_of_text : public testing::Test {
protected:
   void start(std::size_t count)
   {
      taking_ = take(box_, count, taken_);
      taking_.start();
   }

   inbox<std::string> box_;
   std::vector<std::string> taken_;
   task<> taking_;
};

TEST_F(inbox_of_text, resumes_who_waits)
{
   start(2);
   EXPECT_THAT(taken_, IsEmpty());
   box_.put("a");
   EXPECT_THAT(taken_, ElementsAre("a"));
   EXPECT_FALSE(taking_.done());
   box_.put("b");
   EXPECT_THAT(taken_, ElementsAre("a", "b"));
   EXPECT_TRUE(taking_.done());
}

TEST_F(inbox_of_text, keeps_what_comes_before_anybody_waits_in_order)
{
   box_.put("a");
   box_.put("b");
   start(3);
   EXPECT_THAT(taken_, ElementsAre("a", "b"));
   box_.put("c");
   EXPECT_THAT(taken_, ElementsAre("a", "b", "c"));
}

TEST_F(inbox_of_text, keeps_what_nobody_takes)
{
   start(1);
   box_.put("a");
   box_.put("b");
   EXPECT_THAT(taken_, ElementsAre("a"));
   start(1);
   EXPECT_THAT(taken_, ElementsAre("a", "b"));
}

// Who is resumed may be done with the inbox.
TEST(inbox, may_be_destroyed_by_whom_it_resumes)
{
   auto box = std::make_unique<inbox<bool>>();
   auto const taking = [](std::unique_ptr<inbox<bool>>& owned, bool& got) -> task<> {
      got = co_await owned->next();
      owned.reset();
   };
   bool got = false;
   auto running = taking(box, got);
   running.start();
   box->put(true);
   EXPECT_TRUE(got);
   EXPECT_EQ(box, nullptr);
   EXPECT_TRUE(running.done());
}

}  // namespace
}  // namespace dnslint::base
