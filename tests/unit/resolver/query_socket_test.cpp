// SPDX-License-Identifier: Apache-2.0
// Sends to where nobody listens, and what the kernel refuses.
#include "core/resolver/transport/query_socket.hpp"

#include <arpa/inet.h>
#include <array>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace dnslint::resolver::tests {
namespace {

// A socket of ours, and the other side of it on 127.0.0.1.
struct query_socket : testing::Test {
   query_socket()
   {
      socklen_t size = sizeof at;
      at.sin_family = AF_INET;
      at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      EXPECT_EQ(bind(other, address(), size), 0);
      EXPECT_EQ(getsockname(other, address(), &size), 0);
      EXPECT_EQ(connect(own, address(), size), 0);
   }
   ~query_socket() override
   {
      close(own);
      stop_listening();
   }
   query_socket(query_socket const&) = delete;
   query_socket& operator=(query_socket const&) = delete;

   sockaddr* address() { return reinterpret_cast<sockaddr*>(&at); }
   void stop_listening()
   {
      if (other >= 0)
         close(other);
      other = -1;
   }
   std::vector<iovec> queries(std::initializer_list<std::string_view> texts)
   {
      texts_.assign(texts.begin(), texts.end());
      std::vector<iovec> all;
      for (auto& t : texts_)
         all.push_back({t.data(), t.size()});
      return all;
   }
   std::vector<std::string> received() const
   {
      std::vector<std::string> all;
      std::array<char, 65'536> buffer{};
      for (;;) {
         auto const size = recv(other, buffer.data(), buffer.size(), MSG_DONTWAIT);
         if (size < 0)
            return all;
         all.emplace_back(buffer.data(), static_cast<std::size_t>(size));
      }
   }

   sockaddr_in at{};
   int other = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
   int own = open_query_socket(AF_INET, SOCK_DGRAM);
   datagram_counters counted;

private:
   std::vector<std::string> texts_;
};

TEST_F(query_socket, sends_each_query_as_a_datagram)
{
   send_datagrams(own, queries({"one", "two", "three"}), counted);
   EXPECT_EQ(received(), (std::vector<std::string>{"one", "two", "three"}));
   EXPECT_EQ(counted.sent, 3U);
   EXPECT_EQ(counted.not_sent, 0U);
}

// ICMP "port unreachable" of an earlier datagram: everything is sent all the same.
TEST_F(query_socket, passes_over_errors_of_earlier_datagrams)
{
   stop_listening();
   for (auto i = 0; i != 3; ++i)
      send_datagrams(own, queries({"one"}), counted);
   EXPECT_EQ(counted.sent, 3U);
   EXPECT_GE(counted.icmp_errors, 1U);
   EXPECT_EQ(counted.not_sent, 0U);
}

TEST_F(query_socket, counts_what_the_kernel_refuses)
{
   std::string const too_long(70'000, 'x');
   send_datagrams(own, queries({too_long}), counted);
   EXPECT_EQ(counted.sent, 0U);
   EXPECT_EQ(counted.not_sent, 1U);
   close(own);
   own = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
   auto all = queries({"one"});
   EXPECT_TRUE(send_segmented(own, all, counted)) << "no peer is no failure of segments";
   EXPECT_EQ(counted.not_sent, 2U);
}

TEST_F(query_socket, segments_arrive_as_single_queries)
{
   if (!knows_segmentation(own))
      GTEST_SKIP() << "the kernel does not know UDP_SEGMENT";
   auto all = queries({"aa", "bbb", "cc", "ddd", "e"});
   ASSERT_TRUE(send_segmented(own, all, counted));
   EXPECT_EQ(counted.sent, 5U);
   EXPECT_EQ(received().size(), 5U);
}

// The kernel takes no segments of more than the device's largest packet; those go out singly.
TEST_F(query_socket, what_cannot_be_cut_goes_out_singly)
{
   if (!knows_segmentation(own))
      GTEST_SKIP() << "the kernel does not know UDP_SEGMENT";
   int const none = 1;
   setsockopt(own, SOL_SOCKET, SO_NO_CHECK, &none, sizeof none);
   auto all = queries({"aa", "bb"});
   EXPECT_FALSE(send_segmented(own, all, counted));
   EXPECT_EQ(received(), (std::vector<std::string>{"aa", "bb"}));
   EXPECT_EQ(counted.sent, 2U);
   EXPECT_EQ(counted.not_sent, 0U);
}

TEST(query_socket_open, fails_for_an_unknown_family)
{
   EXPECT_LT(open_query_socket(-1, SOCK_DGRAM), 0);
   EXPECT_EQ(datagrams_lost(-1), 0U);
}

}  // namespace
}  // namespace dnslint::resolver::tests
