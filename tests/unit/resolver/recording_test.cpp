// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/recording/recording.hpp"

#include "core/resolver/recording/dnstap.hpp"
#include "core/resolver/recording/frame_stream.hpp"
#include "core/resolver/recording/protocol_buffer.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>
#include <random>

namespace dnslint::resolver::tests {
namespace {

using testing::HasSubstr;

using duration = base::event_loop::duration;

recording_terms const terms{
   std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}},
   true,
   "192.0.2.53:53",
   {},
   3,
   2,
   true};

struct recording_test : testing::Test {
   recording_test()
   {
      clock.at_start = terms.now;
      clock.loop_at_start = duration{100};
      answered = received(mx, with_answer(response(mx), "a.test. 300 MX 10 mx.a.test."));
      answered.sent = duration{1100};
      answered.received = duration{1142};
      silent.asked = mx;
      silent.destination = "[2001:db8::1]:5353";
      silent.via = transport::tcp;
      silent.sent = duration{100};
      silent.received = duration{2100};
      silent.failure = base::transient("timeout", "of two\nlines");
   }

   std::string file(std::string const& frames) const
   {
      return recording_start() + frames + recording_stop();
   }
   std::string first(exchange_key const& key, exchange const& e) const
   {
      return recorded_frame(key, e, clock, &terms);
   }
   static recording read(std::string const& bytes)
   {
      auto made = recording::read(bytes, "run.rec");
      EXPECT_TRUE(made) << (made ? "" : base::to_text(made.errors()));
      return made ? std::move(*made) : recording{};
   }
   static std::string error_of(std::string const& bytes)
   {
      auto const made = recording::read(bytes, "run.rec");
      EXPECT_FALSE(made);
      return made ? "" : base::to_text(made.errors());
   }

   dns::question const mx = ask("a.test", "MX");
   recorded_clock clock;
   exchange answered;
   exchange silent;
};

TEST_F(recording_test, gives_back_what_was_written)
{
   auto const made = read(file(
      first({mx, 0, transport::udp, 1}, answered) +
      recorded_frame({mx, 1, transport::tcp, 2}, silent, clock, nullptr)));
   EXPECT_EQ(made.size(), 2U);
   EXPECT_EQ(made.terms().now, terms.now);
   EXPECT_TRUE(made.terms().now_is_told);
   EXPECT_EQ(made.terms().source, "192.0.2.53:53");
   EXPECT_EQ(made.terms().tries, 3U);
   EXPECT_EQ(made.terms().upstreams, 2U);
   EXPECT_TRUE(made.terms().asks_servers);
   auto const* const good = made.find({mx, 0, transport::udp, 1});
   ASSERT_NE(good, nullptr);
   EXPECT_EQ(good->asked, mx);
   EXPECT_EQ(good->wire, answered.wire);
   EXPECT_EQ(good->destination, "192.0.2.53:53");
   EXPECT_FALSE(good->failure);
   EXPECT_EQ(good->received - good->sent, duration{42});
   auto const* const failed = made.find({mx, 1, transport::tcp, 2});
   ASSERT_NE(failed, nullptr);
   EXPECT_EQ(failed->via, transport::tcp);
   EXPECT_EQ(failed->destination, "[2001:db8::1]:5353");
   EXPECT_EQ(*failed->failure, base::transient("timeout", "of two lines"));
   EXPECT_EQ(failed->received - failed->sent, duration{2000});
}

TEST_F(recording_test, is_dnstap_of_a_tool)
{
   auto const whole = file(first({mx, 0, transport::udp, 1}, answered));
   frame_stream_reader frames{whole, "protobuf:dnstap.Dnstap"};
   auto const frame = dnstap_from_bytes(frames.next().value_or(""));
   ASSERT_TRUE(frame);
   EXPECT_EQ(frame->address, std::string("\xc0\0\x02\x35", 4));
   EXPECT_EQ(frame->port, 53);
   EXPECT_EQ(frame->sent, terms.now + duration{1000});
   EXPECT_EQ(frame->received, terms.now + duration{1042});
   EXPECT_EQ(frame->response, answered.wire);
   EXPECT_EQ(frame->query, encode(dns::make_query(mx, 7))) << "with the id of the response";
}

// query_time_sec is field 8, and query_message field 10, of message, which is field 14.
TEST(dnstap, the_last_of_a_repeated_field_counts)
{
   protocol_buffer_writer inner;
   for (std::uint64_t const seconds : {~std::uint64_t{0}, std::uint64_t{5}})
      inner.varint(8, seconds);
   inner.bytes(10, "first");
   inner.bytes(10, "last");
   protocol_buffer_writer outer;
   outer.bytes(14, inner.take());
   outer.varint(15, 1);
   auto const frame = dnstap_from_bytes(outer.take());
   ASSERT_TRUE(frame);
   EXPECT_EQ(frame->sent, dnstap_frame::time_point{std::chrono::seconds{5}});
   EXPECT_EQ(frame->query, "last");
}

TEST_F(recording_test, keeps_the_server_the_form_and_the_class_of_a_direct_question)
{
   auto const key = exchange_key{
      mx,
      0,
      transport::udp,
      1,
      "[2001:db8::7]:5300",
      {.rd = false,
       .cd = true,
       .dnssec_ok = true,
       .udp_size = 4096,
       .options = {{10, "12345678"}}}};
   auto refused = silent;
   refused.failure = base::withheld("not-global");
   auto unsent = key;
   unsent.attempt = 0;
   unsent.form = {.rd = false, .edns = false};
   auto const whole = file(first(key, answered) + recorded_frame(unsent, refused, clock, nullptr));
   auto const made = read(whole);
   ASSERT_NE(made.find(key), nullptr);
   EXPECT_EQ(made.find(key)->wire, answered.wire);
   ASSERT_NE(made.find(unsent), nullptr);
   EXPECT_EQ(*made.find(unsent)->failure, base::withheld("not-global"));
   EXPECT_EQ(made.find({mx, 0, transport::udp, 1}), nullptr) << "no upstream was asked";
   frame_stream_reader frames{whole, "protobuf:dnstap.Dnstap"};
   auto const frame = dnstap_from_bytes(frames.next().value_or(""));
   ASSERT_TRUE(frame);
   EXPECT_EQ(frame->port, 5300);
   EXPECT_EQ(frame->address.size(), 16U);
   EXPECT_EQ(to_text(key), "a.test MX at [2001:db8::7]:5300");
}

TEST_F(recording_test, finds_the_last_exchange_of_a_question_where_a_try_was_not_made)
{
   auto const made = read(file(
      first({mx, 0, transport::udp, 1}, silent) +
      recorded_frame({mx, 0, transport::udp, 2}, answered, clock, nullptr)));
   auto const* const found = made.find({mx, 1, transport::udp, 3});
   ASSERT_NE(found, nullptr);
   EXPECT_EQ(found->wire, answered.wire);
   EXPECT_EQ(made.find({ask("a.test", "TXT"), 0, transport::udp, 1}), nullptr);
}

TEST_F(recording_test, that_is_none_is_refused)
{
   exchange_key const key{mx, 0, transport::udp, 1};
   auto const with_extra = [&](std::string const& extra) {
      dnstap_frame frame;
      frame.extra = extra;
      dns::write_query(mx, 1, frame.query);
      frame.response = "x";
      return file(data_frame(to_bytes(frame)));
   };
   std::string const said = "recording 1\nnow 5\nnow-told 1\nsource s\ntries 1\nupstreams 1\n";
   std::string const about = "upstream 0\nattempt 1\n";
   EXPECT_TRUE(recording::read(with_extra(said + about), "f"));
   struct wrong {
      std::string bytes;
      std::string says;
   };
   for (auto const& w : std::vector<wrong>{
           {"", "too early"},
           {file(""), "no exchange"},
           {recording_start() + first(key, answered), "too early"},
           {file(data_frame("xyz")), "no dnstap message"},
           {file(recorded_frame(key, answered, clock, nullptr)), "what the run was"},
           {with_extra(about), "what the run was"},
           {with_extra("recording 2" + said.substr(11) + about), "what the run was"},
           {with_extra("recording 1\nnow -5\nnow-told 1\ntries 1\nupstreams 1\n" + about),
            "the run was"},
           {with_extra("recording 1\nnow 5\nnow-told 1\ntries 0\nupstreams 1\n" + about),
            "the run was"},
           {with_extra("recording 1\nnow 5\nnow-told 1\ntries 1\nupstreams 9999\n" + about),
            "the run was"},
           {with_extra(said), "no exchange of dnslint"},
           {with_extra(said + "upstream x\nattempt 1\n"), "no exchange of dnslint"},
           {with_extra(said + about + "cause timeout\n"), "no exchange of dnslint"}}) {
      EXPECT_THAT(error_of(w.bytes), HasSubstr(w.says));
      EXPECT_THAT(error_of(w.bytes), HasSubstr("run.rec"));
   }
}

TEST_F(recording_test, of_any_bytes_is_read_or_refused)
{
   auto const good = file(
      first({mx, 0, transport::udp, 1}, answered) +
      recorded_frame({mx, 0, transport::udp, 2}, silent, clock, nullptr));
   std::mt19937 random{7};
   for (auto i = 0; i < 20'000; ++i) {
      auto bytes = good;
      for (auto changes = 1 + random() % 4; changes > 0; --changes)
         bytes[random() % bytes.size()] = static_cast<char>(random());
      auto const made = recording::read(bytes, "run.rec");
      EXPECT_TRUE(!made || made->size() >= 1);
   }
}

}  // namespace
}  // namespace dnslint::resolver::tests
