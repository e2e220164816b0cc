// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/response_header.hpp"

#include <gmock/gmock.h>

namespace dnslint::hosts {
namespace {

using testing::ElementsAre;
using testing::Pair;

response_header read(std::initializer_list<std::string_view> lines)
{
   response_header h;
   for (auto const line : lines)
      EXPECT_TRUE(h.add(line));
   return h;
}

TEST(response_header, has_the_status_and_the_fields_in_their_order)
{
   auto h = read(
      {"HTTP/1.1 200 OK\r\n",
       "Content-Type:  text/plain \r\n",
       "X-B: 2\r\n",
       "x-a:\r\n",
       "X-B: 1:2\r\n",
       "\r\n"});
   EXPECT_TRUE(h.is_whole());
   EXPECT_EQ(h.response().status, 200U);
   EXPECT_THAT(
      h.response().headers,
      ElementsAre(
         Pair("content-type", "text/plain"),
         Pair("x-b", "2"),
         Pair("x-a", ""),
         Pair("x-b", "1:2")));
}

TEST(response_header, passes_over_interim_responses_and_trailers)
{
   auto h = read({"HTTP/1.1 103 Early Hints\r\n", "link: x\r\n", "\r\n"});
   EXPECT_FALSE(h.is_whole());
   for (auto const* line : {"HTTP/1.1 404 Not Found\r\n", "a: 1\r\n", "\r\n", "trailer: x\r\n"})
      EXPECT_TRUE(h.add(line));
   EXPECT_TRUE(h.is_whole());
   EXPECT_EQ(h.response().status, 404U);
   EXPECT_THAT(h.response().headers, ElementsAre(Pair("a", "1")));
}

TEST(response_header, knows_the_version_that_was_asked_for)
{
   EXPECT_FALSE(read({"HTTP/1.0 200 OK\r\n", "\r\n"}).is_foreign());
   EXPECT_TRUE(read({"HTTP/2 200\r\n", "\r\n"}).is_foreign());
}

TEST(response_header, joins_folded_lines)
{
   auto h = read({"HTTP/1.1 200\r\n", "a: 1\r\n", "\t 2\r\n", "\n"});
   EXPECT_THAT(h.response().headers, ElementsAre(Pair("a", "1 2")));
}

TEST(response_header, has_a_limit_for_all_lines)
{
   response_header h;
   std::string const line(1024, 'x');
   for (auto i = 0; i != 32; ++i)
      EXPECT_TRUE(h.add(line));
   EXPECT_FALSE(h.add("x"));
}

TEST(response_header, knows_how_the_body_ends)
{
   EXPECT_TRUE(read({"HTTP/1.1 200 OK\r\n", "\r\n"}).is_ended_by_close());
   EXPECT_TRUE(
      read({"HTTP/1.1 200 OK\r\n", "transfer-encoding: gzip\r\n", "\r\n"}).is_ended_by_close());
   EXPECT_FALSE(read({"HTTP/1.1 200 OK\r\n", "Content-Length: 5\r\n", "\r\n"}).is_ended_by_close());
   EXPECT_FALSE(read({"HTTP/1.1 200 OK\r\n", "Transfer-Encoding: gzip, Chunked\r\n", "\r\n"})
                   .is_ended_by_close());
   EXPECT_FALSE(read({"HTTP/1.1 204 No Content\r\n", "\r\n"}).is_ended_by_close());
   EXPECT_FALSE(read({"HTTP/1.1 304 Not Modified\r\n", "\r\n"}).is_ended_by_close());
}

}  // namespace
}  // namespace dnslint::hosts
