// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/shared_https.hpp"

#include "core/base/virtual_loop.hpp"

#include <gmock/gmock.h>
#include <map>

namespace dnslint::hosts {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

https_request of(std::string url)
{
   https_request r;
   r.url = std::move(url);
   return r;
}

// Replies after ten milliseconds with a body that counts the requests.
class counting_source final : public https_source {
public:
   explicit counting_source(base::event_loop& loop)
   : loop_{&loop}
   {}

   call get(https_request const& request, done on_done) override
   {
      asked.push_back(request.url);
      auto const id = asked.size();
      open_[id] = std::move(on_done);
      loop_->run_after(base::event_loop::duration{10}, [this, id] {
         end(id, {https_response{200, {}, "reply " + std::to_string(id), ""}, {}, {}});
      });
      return id;
   }
   void cancel(call which) override
   {
      cancelled.push_back(which);
      loop_->post([this, which] {
         end(which, {https_failure{base::transient("cancelled"), https_phase::resolve}, {}, {}});
      });
   }

   std::vector<std::string> asked;
   std::vector<call> cancelled;

private:
   void end(call which, https_reply r)
   {
      if (auto found = open_.extract(which); !found.empty())
         found.mapped()(std::move(r));
   }

   base::event_loop* loop_;
   std::map<call, done> open_;
};

struct shared_https_test : testing::Test {
   shared_https_test() { make({}); }

   void make(remembered_replies limits)
   {
      auto made = std::make_unique<counting_source>(loop);
      from = made.get();
      shared = make_shared_https(std::move(made), loop, limits);
   }
   https_source::call get(std::string const& url)
   {
      return shared->get(of(url), [this](https_reply const& r) {
         got.push_back(r.response() != nullptr ? r.response()->body : r.failure()->why.code);
      });
   }
   void run()
   {
      loop.run([] {
         return false;
      });
   }

   base::virtual_loop loop;
   counting_source* from = nullptr;
   std::unique_ptr<https_source> shared;
   std::vector<std::string> got;
};

TEST_F(shared_https_test, asks_once_for_all)
{
   get("https://a.test/");
   get("https://a.test/");
   EXPECT_THAT(got, SizeIs(0));
   run();
   get("https://a.test/");
   EXPECT_THAT(got, SizeIs(2)) << "answered within get()";
   run();
   get("https://b.test/");
   run();
   EXPECT_THAT(got, ElementsAre("reply 1", "reply 1", "reply 1", "reply 2"));
   EXPECT_THAT(from->asked, ElementsAre("https://a.test/", "https://b.test/"));
}

TEST_F(shared_https_test, tells_requests_apart_by_all_that_decides_the_reply)
{
   auto const tell = [](https_reply const&) {};
   auto r = of("https://a.test/");
   shared->get(r, tell);
   r.accept = "text/plain";
   shared->get(r, tell);
   r.most_bytes = 10;
   shared->get(r, tell);
   r.most_redirects = 1;
   shared->get(r, tell);
   EXPECT_THAT(from->asked, SizeIs(4));
}

TEST_F(shared_https_test, goes_on_until_nobody_waits)
{
   auto const first = get("https://a.test/");
   auto const second = get("https://a.test/");
   shared->cancel(first);
   EXPECT_THAT(from->cancelled, SizeIs(0));
   run();
   EXPECT_THAT(got, ElementsAre("cancelled", "reply 1"));
   shared->cancel(second);
   run();
   EXPECT_THAT(got, SizeIs(2)) << "it has ended";
}

TEST_F(shared_https_test, asks_anew_after_all_have_cancelled)
{
   shared->cancel(get("https://a.test/"));
   EXPECT_THAT(from->cancelled, SizeIs(1));
   run();
   get("https://a.test/");
   run();
   EXPECT_THAT(got, ElementsAre("cancelled", "reply 2"));
}

// Who asks between a cancellation and its end gets no reply that was cancelled.
TEST_F(shared_https_test, does_not_give_a_cancelled_reply_to_who_comes_late)
{
   shared->cancel(get("https://a.test/"));
   get("https://a.test/");
   run();
   EXPECT_THAT(got, ElementsAre("cancelled", "reply 2"));
}

TEST_F(shared_https_test, forgets_the_least_recently_used)
{
   make({2, std::size_t{1} << 20U});
   for (auto const* url : {"a", "b", "a", "c", "a", "b"}) {
      get(std::string{"https://"} + url + ".test/");
      run();
   }
   EXPECT_THAT(
      from->asked,
      ElementsAre("https://a.test/", "https://b.test/", "https://c.test/", "https://b.test/"));
}

TEST_F(shared_https_test, keeps_no_more_bytes_than_its_limit)
{
   make({100, 1});
   get("https://a.test/");
   run();
   get("https://a.test/");
   run();
   EXPECT_THAT(from->asked, SizeIs(2));
}

TEST_F(shared_https_test, calls_nobody_once_it_is_gone)
{
   get("https://a.test/");
   run();
   get("https://a.test/");
   shared.reset();
   run();
   EXPECT_THAT(got, SizeIs(1));
}

}  // namespace
}  // namespace dnslint::hosts
