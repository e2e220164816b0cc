// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/recorded_https.hpp"

#include "core/base/causes.hpp"
#include "core/base/virtual_loop.hpp"
#include "core/resolver/recording/frame_stream.hpp"
#include "core/resolver/recording/recording_source.hpp"
#include "tests/support/process.hpp"

#include <algorithm>
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>
#include <unistd.h>

namespace dnslint::hosts {
namespace {

namespace causes = base::causes;
using duration = base::event_loop::duration;
using testing::ElementsAre;
using testing::HasSubstr;

https_reply sample_response()
{
   https_reply r;
   r.result = https_response{
      200,
      {{"content-type", "text/plain"}, {"x", ""}, {"x", "2"}},
      std::string{"version: STSv1\n\0\xff", 17},
      "text/plain"};
   r.tls = {
      "TLSv1.3", "x25519", "TLS_AES_256_GCM_SHA384", {std::string{"\x30\0", 2}, "b"}, true, {}};
   r.hops = {
      {"https://a.test/", "192.0.2.1", 302, "/x"}, {"https://a.test/x", "192.0.2.1", 200, {}}};
   return r;
}

https_reply sample_failure()
{
   https_reply r;
   r.result = https_failure{
      base::because(causes::tls_failed, "the certificate is expired, wrong-name"),
      https_phase::tls};
   r.tls.is_judged = true;
   r.tls.errors = {certificate_error::expired, certificate_error::wrong_name};
   r.hops = {{"https://b.test/", "2001:db8::1", 0, {}}};
   return r;
}

recorded_reply recorded(https_reply reply)
{
   return {{"https://a.test/", "text/plain", 65'536, 2}, duration{42}, std::move(reply)};
}

TEST(recorded_reply, is_read_as_it_was_written)
{
   https_reply nothing;
   nothing.result = https_failure{base::because(causes::bad_url), https_phase::resolve};
   for (auto const& reply : {sample_response(), sample_failure(), nothing}) {
      auto const written = to_bytes(recorded(reply));
      auto const read = recorded_reply_from_bytes(written);
      ASSERT_TRUE(read);
      EXPECT_EQ(*read, recorded(reply));
      EXPECT_EQ(to_bytes(*read), written);
   }
}

TEST(recorded_reply, of_every_cause_class_and_phase_is_read)
{
   for (auto const& known : causes::all)
      for (auto const p : {https_phase::resolve, https_phase::body}) {
         https_reply r;
         r.result = https_failure{base::because(known), p};
         auto const read = recorded_reply_from_bytes(to_bytes(recorded(r)));
         ASSERT_TRUE(read) << known.code;
         EXPECT_EQ(read->reply, r);
      }
}

TEST(recorded_reply, that_is_cut_or_changed_is_refused_or_still_sound)
{
   auto const written = to_bytes(recorded(sample_response()));
   EXPECT_FALSE(recorded_reply_from_bytes(""));
   EXPECT_FALSE(recorded_reply_from_bytes("\xff"));
   for (std::size_t size = 0; size != written.size(); ++size) {
      auto const read = recorded_reply_from_bytes(std::string_view{written}.substr(0, size));
      EXPECT_TRUE(!read || recorded_reply_from_bytes(to_bytes(*read)) == read) << size;
   }
   // Two results.
   EXPECT_FALSE(recorded_reply_from_bytes(written + to_bytes(recorded(sample_failure()))));
}

// Gives what it is told, after a time.
class scripted_source final : public https_source {
public:
   scripted_source(base::event_loop& loop, https_reply& says, unsigned& asked)
   : loop_{&loop}
   , says_{&says}
   , asked_{&asked}
   {}
   scripted_source(scripted_source const&) = delete;
   scripted_source& operator=(scripted_source const&) = delete;
   ~scripted_source() override
   {
      for (auto const timer : timers_)
         loop_->cancel(timer);
   }
   call get(https_request const&, done on_done) override
   {
      ++*asked_;
      on_done_[*asked_] = std::move(on_done);
      timers_.push_back(loop_->run_after(duration{70}, [this, id = *asked_] {
         if (on_done_.contains(id))
            on_done_.extract(id).mapped()(*says_);
      }));
      return *asked_;
   }
   void cancel(call which) override
   {
      loop_->post([this, which] {
         https_reply r;
         r.result = https_failure{base::because(causes::cancelled), https_phase::connect};
         if (on_done_.contains(which))
            on_done_.extract(which).mapped()(r);
      });
   }

private:
   base::event_loop* loop_;
   https_reply* says_;
   unsigned* asked_;
   std::map<call, done> on_done_;
   std::vector<base::event_loop::timer_id> timers_;
};

struct recorded_https : testing::Test {
   recorded_https()
   : by{out, loop, {{}, false, "zone", {}, 3, 1}, {}}
   , from{make_recording_https(std::make_unique<scripted_source>(loop, says, asked), loop, by)}
   {}

   // One exchange of the DNS, since every run has some.
   void ask_dns()
   {
      resolver::exchange e;
      e.asked = {dns::name::from_text("a.test").value(), dns::rrtype::a};
      e.failure = base::because(causes::timeout);
      by.note_unasked(e);
   }
   https_reply get_from(https_source& s, std::string const& url)
   {
      https_request r;
      r.url = url;
      std::optional<https_reply> got;
      s.get(r, [&got](https_reply reply) {
         got = std::move(reply);
      });
      EXPECT_FALSE(got) << "inline";
      loop.run([&got] {
         return got.has_value();
      });
      return got.value_or(https_reply{});
   }
   resolver::recording read_dns()
   {
      by.finish();
      auto made = resolver::recording::read(out.str(), "f");
      EXPECT_TRUE(made) << (made ? "" : base::to_text(made.errors()));
      return made ? std::move(*made) : resolver::recording{};
   }
   https_recording read() { return https_recording::read(read_dns(), "f").value(); }

   base::virtual_loop loop;
   https_reply says = sample_response();
   unsigned asked = 0;
   std::ostringstream out;
   resolver::recorder by;
   std::unique_ptr<https_source> from;
};

TEST_F(recorded_https, replies_are_replayed_to_the_byte)
{
   ask_dns();
   auto const first = get_from(*from, "https://a.test/");
   says = sample_failure();
   auto const second = get_from(*from, "https://b.test/");
   auto const recording = read();
   EXPECT_EQ(recording.size(), 2U);
   urls_not_recorded lacking;
   auto const replay = make_replayed_https(loop, recording, lacking);
   auto const began = loop.now();
   EXPECT_EQ(get_from(*replay, "https://a.test/"), first);
   EXPECT_EQ(loop.now() - began, duration{70}) << "as long as it took then";
   EXPECT_EQ(get_from(*replay, "https://b.test/"), second);
   EXPECT_TRUE(lacking.empty());
}

TEST_F(recorded_https, what_is_lacking_is_withheld)
{
   ask_dns();
   get_from(*from, "https://a.test/");
   auto const recording = read();
   urls_not_recorded lacking;
   auto const replay = make_replayed_https(loop, recording, lacking);
   EXPECT_EQ(get_from(*replay, "https://c.test/").failure()->why, causes::not_recorded);
   https_request other;
   other.url = "https://a.test/";
   other.most_redirects = 1;
   std::optional<https_reply> got;
   replay->get(other, [&got](https_reply r) {
      got = std::move(r);
   });
   loop.run([&got] {
      return got.has_value();
   });
   EXPECT_EQ(got->failure()->why, causes::not_recorded) << "it follows redirects";
   EXPECT_THAT(lacking, ElementsAre("https://a.test/", "https://c.test/"));
}

TEST_F(recorded_https, a_recording_is_one_view_of_the_hosts)
{
   ask_dns();
   auto const first = get_from(*from, "https://a.test/");
   says = sample_failure();
   EXPECT_EQ(get_from(*from, "https://a.test/"), first);
   EXPECT_EQ(asked, 1U);
}

TEST_F(recorded_https, what_comes_before_the_dns_is_kept)
{
   get_from(*from, "https://192.0.2.1/");
   ask_dns();
   auto const recording = read();
   EXPECT_EQ(recording.size(), 1U);
}

TEST_F(recorded_https, what_is_cancelled_is_not_recorded)
{
   ask_dns();
   https_request r;
   r.url = "https://a.test/";
   https_reply got;
   auto const call = from->get(r, [&got](https_reply reply) {
      got = std::move(reply);
   });
   from->cancel(call);
   loop.run([] {
      return false;
   });
   EXPECT_EQ(got.failure()->why, causes::cancelled);
   EXPECT_EQ(read().size(), 0U);
}

TEST_F(recorded_https, a_replay_can_be_cancelled_and_destroyed)
{
   ask_dns();
   get_from(*from, "https://a.test/");
   auto const recording = read();
   urls_not_recorded lacking;
   auto replay = make_replayed_https(loop, recording, lacking);
   https_request r;
   r.url = "https://a.test/";
   auto told = 0;
   auto const call = replay->get(r, [&told](https_reply const& reply) {
      ++told;
      EXPECT_EQ(reply.failure()->why, causes::cancelled);
   });
   replay->cancel(call);
   EXPECT_EQ(told, 0);
   loop.run([] {
      return false;
   });
   EXPECT_EQ(told, 1);
   replay->cancel(call);
   replay->get(r, [&told](https_reply const&) {
      ++told;
   });
   replay.reset();
   loop.run([] {
      return false;
   });
   EXPECT_EQ(told, 1);
}

TEST_F(recorded_https, a_reply_that_cannot_be_read_is_an_error)
{
   ask_dns();
   by.note_host("\xff");
   auto const made = https_recording::read(read_dns(), "run.rec");
   ASSERT_FALSE(made);
   EXPECT_THAT(
      base::to_text(made.errors()), HasSubstr("run.rec: error: this is no whole recording"));
}

TEST_F(recorded_https, a_reply_that_fits_no_frame_is_not_recorded)
{
   ask_dns();
   std::get<https_response>(says.result).body.assign(resolver::most_frame_bytes, 'x');
   get_from(*from, "https://a.test/");
   EXPECT_EQ(read().size(), 0U);
}

TEST_F(recorded_https, tools_of_dnstap_see_the_dns_alone)
{
   constexpr auto dnstap_read = "/usr/bin/dnstap-read";
   if (access(dnstap_read, X_OK) != 0)
      GTEST_SKIP() << "dnstap-read (bind9-dnsutils) is not installed";
   ask_dns();
   get_from(*from, "https://a.test/");
   resolver::exchange e;
   e.asked = {dns::name::from_text("b.test").value(), dns::rrtype::mx};
   e.failure = base::because(causes::timeout);
   by.note_unasked(e);
   by.finish();
   auto const file = testing::TempDir() + "hosts-" + std::to_string(getpid()) + ".dnstap";
   std::ofstream{file} << out.str();
   auto const shown = dnslint::tests::run({dnstap_read, file});
   unlink(file.c_str());
   EXPECT_EQ(shown.status, 0) << shown.err;
   EXPECT_EQ(std::ranges::count(shown.out, '\n'), 2) << shown.out;
   EXPECT_THAT(shown.out, HasSubstr("a.test/IN/A"));
   EXPECT_THAT(shown.out, HasSubstr("b.test/IN/MX")) << "which stands behind the host's frame";
}

}  // namespace
}  // namespace dnslint::hosts
