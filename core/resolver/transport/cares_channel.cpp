// SPDX-License-Identifier: Apache-2.0
// c-ares has special cases that harm a whole channel: it drops EDNS for good after one FORMERR,
// changes to TCP by itself, fails every question in flight on one socket error, and believes
// queries to be answers. So the answers are checked here, and c-ares sees only clean stubs of them
// and no errors of UDP sockets.
#include "core/resolver/transport/cares_channel.hpp"

#include "core/base/causes.hpp"
#include "core/resolver/transport/datagram.hpp"

#include <ares.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <utility>

namespace dnslint::resolver {

namespace {

// Longer than any timeout of a request. Deadlines are kept here, and c-ares only forgets questions
// that ended long ago.
constexpr int cares_timeout_ms = 300'000;
constexpr int edns_size = 1232;
constexpr unsigned most_questions = 32'768;
// How many questions may be given up. c-ares cannot cancel a single question, but forgets all of
// them with the channel.
constexpr std::size_t most_given_up = 1024;
// The number that c-ares takes for its socket.
constexpr int no_socket = 1 << 30;

bool library_ready()
{
   static bool const ready = ares_library_init(ARES_LIB_INIT_ALL) == ARES_SUCCESS;
   return ready;
}

ares_addr_port_node node_of(server_address const& server)
{
   ares_addr_port_node node{};
   auto const is_ipv6 = server.address.find(':') != std::string::npos;
   node.family = is_ipv6 ? AF_INET6 : AF_INET;
   inet_pton(node.family, server.address.c_str(), &node.addr);
   node.udp_port = node.tcp_port = server.port;
   return node;
}

ares_options options_for_udp()
{
   constexpr auto common =
      ARES_FLAG_STAYOPEN | ARES_FLAG_NOCHECKRESP | ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
   ares_options options{};
   options.flags = common | ARES_FLAG_EDNS | ARES_FLAG_IGNTC;
   options.timeout = cares_timeout_ms;
   options.tries = 1;
   options.ednspsz = edns_size;
   static std::array<char, 2> no_hosts_file{"b"};
   options.lookups = no_hosts_file.data();
   static std::array<char, 10> no_configuration{"/dev/null"};
   options.resolvconf_path = no_configuration.data();
   return options;
}

constexpr int options_set = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES |
                            ARES_OPT_EDNSPSZ | ARES_OPT_LOOKUPS | ARES_OPT_RESOLVCONF |
                            ARES_OPT_DOMAINS;

// A query with options or an EDNS version of the caller's choice is sent unchanged.
bool may_have_cookie(request const& r)
{
   return r.form == nullptr || (r.form->edns && r.form->version == 0 && r.form->options.empty());
}

bool answers(datagram_verdict v)
{
   return v == datagram_verdict::accepted || v == datagram_verdict::case_folded;
}

base::cause failure_of(int status)
{
   if (status == ARES_ETIMEOUT)
      return base::because(base::causes::timeout);
   return base::because(base::causes::unreachable, ares_strerror(status));
}

}  // namespace

// A question that c-ares knows. Without `on_done` it has ended, and c-ares has not forgotten it
// yet.
struct cares_channel::question_sent {
   cares_channel* channel = nullptr;
   std::uint16_t slot = 0;
   std::uint16_t id = 0;
   bool answered = false;  // c-ares must be shown a stub for it
   bool has_cookie = false;
   udp_port* port = nullptr;
   std::string query;
   base::event_loop::timer_id deadline = 0;
   exchange e;
   source::done on_done;
};

struct cares_channel::callbacks {
   static cares_channel& self(void* data) { return *static_cast<cares_channel*>(data); }

   static int open(int, int, int, void*) { return no_socket; }
   static int close(int, void*) { return 0; }
   static int connect(int, sockaddr const* peer, socklen_t size, void* data)
   {
      self(data).connected_to(peer, size);
      return 0;
   }
   static ssize_t receive(
      int, void* to, size_t size, int, sockaddr* from, socklen_t* from_size, void* data)
   {
      return self(data).receive_stub({static_cast<char*>(to), size}, from, from_size);
   }
   static ssize_t send(int, iovec const* parts, int, void* data)
   {
      self(data).send_query();
      return static_cast<ssize_t>(parts->iov_len);
   }
   static void ended(void* data, int status, int, unsigned char*, int)
   {
      auto& q = *static_cast<question_sent*>(data);
      q.channel->ended(q, status);
   }

   static constexpr ares_socket_functions sockets{open, close, connect, receive, send};
};

cares_channel::cares_channel(shared_parts const& parts)
: parts_{parts}
{
   auto options = options_for_udp();
   if (!library_ready() || ares_init_options(&channel_, &options, options_set) != ARES_SUCCESS) {
      channel_ = nullptr;
      return;
   }
   ares_set_socket_functions(channel_, &callbacks::sockets, this);
   auto node = node_of(*parts_.server);
   ares_set_servers_ports(channel_, &node);
}

cares_channel::~cares_channel()
{
   for (auto& q : slots_) {
      parts_.loop->cancel(q.deadline);
      q.on_done = nullptr;
   }
   parts_.link->forget(*this);
   if (channel_ != nullptr)
      ares_destroy(channel_);
}

bool cares_channel::used_up() const noexcept
{
   return asked_ >= most_questions || ids_.size() - open_ >= most_given_up;
}

cares_channel::question_sent& cares_channel::take_slot()
{
   if (free_slots_.empty()) {
      free_slots_.push_back(static_cast<std::uint16_t>(slots_.size()));
      auto& fresh = slots_.emplace_back();
      fresh.channel = this;
      fresh.slot = free_slots_.back();
   }
   auto& q = slots_[free_slots_.back()];
   free_slots_.pop_back();
   return q;
}

void cares_channel::ask(request const& r, exchange e, source::done on_done)
{
   ++asked_;
   ++open_;
   auto& q = take_slot();
   do
      q.id = parts_.ids->next();
   while (ids_.contains(q.id));
   ids_.insert(q.id, q.slot);
   write_query(r, q.id, q.query);
   scramble_case(q.query, *parts_.ids);
   q.has_cookie = may_have_cookie(r) && parts_.cookies->add_to(q.query);
   q.answered = false;
   q.e = std::move(e);
   q.on_done = std::move(on_done);
   q.deadline = parts_.loop->run_after(r.timeout, [this, &q] {
      expire(q);
   });
   give_to_cares(q);
}

// The question may have ended when the function returns.
void cares_channel::give_to_cares(question_sent& q)
{
   q.port = parts_.link->take(*this);
   if (channel_ == nullptr)
      return ended(q, ARES_ENOMEM);
   if (q.port == nullptr) {
      q.e.failure = base::because(base::causes::unreachable, std::strerror(errno));
      return ended(q, ARES_SUCCESS);
   }
   sending_ = &q;
   ares_send(
      channel_,
      reinterpret_cast<unsigned char const*>(q.query.data()),
      static_cast<int>(q.query.size()),
      callbacks::ended,
      &q);
   sending_ = nullptr;
}

void cares_channel::expire(question_sent& q)
{
   q.e.failure = base::because(base::causes::timeout);
   settle(q);
}

// Called when c-ares has forgotten the question.
void cares_channel::ended(question_sent& q, int status)
{
   ids_.erase(q.id);
   free_slots_.push_back(q.slot);
   if (!q.on_done) {
      parts_.counted->late += status == ARES_SUCCESS ? 1U : 0U;
      return;
   }
   parts_.loop->cancel(q.deadline);
   if (status != ARES_SUCCESS)
      q.e.failure = failure_of(status);
   settle(q);
}

void cares_channel::settle(question_sent& q)
{
   --open_;
   if (q.port != nullptr)
      parts_.link->settled(*std::exchange(q.port, nullptr));
   if (q.e.failure)
      q.e.wire.clear();
   parts_.tell(std::move(q.e), std::move(q.on_done));
   q.on_done = nullptr;
}

void cares_channel::connected_to(sockaddr const* peer, socklen_t size)
{
   peer_size_ = std::min(size, static_cast<socklen_t>(sizeof peer_));
   std::memcpy(&peer_, peer, peer_size_);
}

void cares_channel::received(udp_port& from, std::string_view datagram)
{
   auto* const q = believe(from, datagram);
   if (q == nullptr)
      return;
   q->answered = true;
   q->e.wire = datagram;
   answered_.push_back(q);
}

// The question that the datagram answers. Null if the datagram is not believed, which is counted.
cares_channel::question_sent* cares_channel::believe(
   udp_port const& from, std::string_view datagram)
{
   auto const id = id_of(datagram);
   if (!id) {
      ++parts_.counted->too_short;
      return nullptr;
   }
   auto const slot = ids_.find(*id);
   auto* const q = slot ? &slots_[*slot] : nullptr;
   if (q == nullptr || q->answered || (q->port != nullptr && q->port != &from)) {
      ++parts_.counted->unknown_id;
      return nullptr;
   }
   auto const verdict = judge_datagram(datagram, q->query);
   if (answers(verdict) && !has_right_cookie(*q, datagram))
      return nullptr;
   switch (verdict) {
      case datagram_verdict::accepted:
         parts_.letters->kept();
         ++parts_.counted->received;
         return q;
      case datagram_verdict::case_folded:
         ++parts_.counted->case_folded;
         if (!parts_.letters->believes_folded())
            q->e.failure =
               base::because(base::causes::case_folded, "the answer's question is in other case");
         return q;
      case datagram_verdict::not_a_response:
         ++parts_.counted->not_a_response;
         return nullptr;
      case datagram_verdict::wrong_question:
         ++parts_.counted->wrong_question;
         return nullptr;
   }
   return nullptr;
}

// False if the cookie is not ours. If an expected cookie is missing, the answer fails with
// "no-cookie", so that the question is asked again by other means.
bool cares_channel::has_right_cookie(question_sent& q, std::string_view datagram)
{
   if (!q.has_cookie)
      return true;
   switch (parts_.cookies->look_at(datagram)) {
      case cookie_jar::verdict::fine:
         return true;
      case cookie_jar::verdict::lacking:
         q.e.failure =
            base::because(base::causes::no_cookie, "this server has sent DNS cookies before");
         return true;
      case cookie_jar::verdict::foreign:
         ++parts_.counted->wrong_cookie;
         return false;
   }
   return false;
}

void cares_channel::drained()
{
   std::ranges::reverse(answered_);
   for (auto before = answered_.size() + 1; answered_.size() < before && !answered_.empty();) {
      before = answered_.size();
      ares_process_fd(channel_, no_socket, ARES_SOCKET_BAD);
   }
   // c-ares has closed its socket, and so has forgotten these questions.
   answered_.clear();
}

ssize_t cares_channel::receive_stub(std::span<char> to, sockaddr* from, socklen_t* from_size)
{
   if (answered_.empty()) {
      errno = EAGAIN;
      return -1;
   }
   // The port is connected: only its peer's datagrams arrive.
   if (from != nullptr && from_size != nullptr) {
      std::memcpy(from, &peer_, std::min(*from_size, peer_size_));
      *from_size = peer_size_;
   }
   auto const& q = *answered_.back();
   answered_.pop_back();
   return static_cast<ssize_t>(write_clean_stub(q.query, to));
}

void cares_channel::send_query()
{
   if (sending_ != nullptr)
      parts_.link->send(*sending_->port, sending_->query);
}

std::string cares_version()
{
   return ares_version(nullptr);
}

}  // namespace dnslint::resolver
