// SPDX-License-Identifier: Apache-2.0
// c-ares has special cases that cost a whole channel: it drops EDNS for good after one FORMERR,
// goes on to TCP by itself, fails everything in flight on one socket error, believes queries as
// answers. So it is given clean stubs of answers that are checked here, and no errors of UDP
// sockets.
#include "core/resolver/cares_channel.hpp"

#include "core/resolver/cares_source.hpp"
#include "core/resolver/datagram.hpp"
#include "core/resolver/query_socket.hpp"

#include <ares.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <unistd.h>
#include <utility>

namespace dnslint::resolver {

namespace {

// Longer than any timeout of ours: deadlines are kept here, c-ares only forgets what is long dead.
constexpr int cares_timeout_ms = 300'000;
constexpr int edns_size = 1232;
constexpr unsigned most_reads = 256;  // in one turn of the loop
constexpr std::size_t largest_datagram = 65'535;

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

ares_options options_for(transport via)
{
   constexpr auto common =
      ARES_FLAG_STAYOPEN | ARES_FLAG_NOCHECKRESP | ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
   ares_options options{};
   options.flags =
      common | (via == transport::udp ? ARES_FLAG_EDNS | ARES_FLAG_IGNTC : ARES_FLAG_USEVC);
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
                            ARES_OPT_DOMAINS | ARES_OPT_SOCK_STATE_CB;

base::cause failure_of(int status, transport via)
{
   if (status == ARES_ETIMEOUT)
      return base::transient("timeout");
   auto const* const code = via == transport::tcp ? "tcp-failed" : "unreachable";
   return base::transient(code, ares_strerror(status));
}

}  // namespace

// A question that c-ares knows. Without `tell` it is settled and only waits to be forgotten: c-ares
// cannot cancel one question.
struct cares_channel::question_sent {
   cares_channel* channel;
   std::uint16_t id;
   std::string query;
   std::string wire;  // the datagram believed
   base::event_loop::timer_id deadline = 0;
   on_reply tell;
};

struct cares_channel::callbacks {
   static cares_channel& self(void* data) { return *static_cast<cares_channel*>(data); }

   static int open(int family, int type, int, void*) { return open_query_socket(family, type); }
   static int close(int descriptor, void* data)
   {
      self(data).closed(descriptor);
      return ::close(descriptor);
   }
   static int connect(int descriptor, sockaddr const* peer, socklen_t size, void* data)
   {
      self(data).connected_to(peer, size);
      return ::connect(descriptor, peer, size);
   }
   static ssize_t receive(
      int descriptor, void* to, size_t size, int, sockaddr* from, socklen_t* from_size, void* data)
   {
      return self(data).receive(descriptor, {static_cast<char*>(to), size}, from, from_size);
   }
   static ssize_t send(int descriptor, iovec const* parts, int count, void* data)
   {
      return self(data).send(descriptor, {parts, static_cast<std::size_t>(count)});
   }
   static void socket_state(void* data, int descriptor, int to_read, int to_write)
   {
      if (to_read != 0 || to_write != 0)
         self(data).watch(descriptor, to_write != 0);
   }
   static void ended(void* data, int status, int, unsigned char* bytes, int size)
   {
      auto& q = *static_cast<question_sent*>(data);
      auto const* const text = reinterpret_cast<char const*>(bytes);
      q.channel->ended(
         q,
         status,
         bytes == nullptr ? std::string_view{}
                          : std::string_view{text, static_cast<std::size_t>(size)});
   }

   static constexpr ares_socket_functions sockets{open, close, connect, receive, send};
};

cares_channel::cares_channel(
   asio_loop& loop,
   server_address const& server,
   transport via,
   random_ids& ids,
   datagram_counters& counted)
: loop_{&loop}
, via_{via}
, ids_{&ids}
, counted_{&counted}
{
   auto options = options_for(via);
   options.sock_state_cb = callbacks::socket_state;
   options.sock_state_cb_data = this;
   if (!library_ready() || ares_init_options(&channel_, &options, options_set) != ARES_SUCCESS) {
      channel_ = nullptr;
      return;
   }
   ares_set_socket_functions(channel_, &callbacks::sockets, this);
   auto node = node_of(server);
   ares_set_servers_ports(channel_, &node);
}

cares_channel::~cares_channel()
{
   for (auto& [id, q] : sent_) {
      loop_->cancel(q->deadline);
      q->tell = nullptr;
   }
   if (channel_ != nullptr)
      ares_destroy(channel_);
}

void cares_channel::ask(dns::question const& q, base::event_loop::duration timeout, on_reply tell)
{
   ++asked_;
   if (channel_ == nullptr)
      return tell({{}, failure_of(ARES_ENOMEM, via_)});
   auto const id = unused_id();
   auto& sent = *(sent_[id] = std::make_unique<question_sent>());
   sent.channel = this;
   sent.id = id;
   sent.query = dns::encode(dns::make_query(q, id));
   sent.tell = std::move(tell);
   sent.deadline = loop_->run_after(timeout, [this, &sent] {
      expire(sent);
   });
   ++open_;
   // This may end the question before it returns.
   ares_send(
      channel_,
      reinterpret_cast<unsigned char const*>(sent.query.data()),
      static_cast<int>(sent.query.size()),
      callbacks::ended,
      &sent);
   update_watch();
}

void cares_channel::tick()
{
   if (channel_ != nullptr)
      ares_process_fd(channel_, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
}

std::uint16_t cares_channel::unused_id()
{
   auto id = ids_->next();
   while (sent_.contains(id))
      id = ids_->next();
   return id;
}

void cares_channel::expire(question_sent& q)
{
   settle(q, {{}, base::transient("timeout")});
   update_watch();
}

void cares_channel::ended(question_sent& q, int status, std::string_view bytes)
{
   auto const kept = sent_.extract(q.id);
   if (!q.tell) {
      counted_->late += status == ARES_SUCCESS ? 1U : 0U;
      return;
   }
   loop_->cancel(q.deadline);
   if (status != ARES_SUCCESS)
      return settle(q, {{}, failure_of(status, via_)});
   settle(q, {via_ == transport::udp ? std::move(q.wire) : std::string{bytes}, std::nullopt});
}

void cares_channel::settle(question_sent& q, reply r)
{
   --open_;
   std::exchange(q.tell, nullptr)(std::move(r));
}

void cares_channel::connected_to(sockaddr const* peer, socklen_t size)
{
   peer_size_ = std::min(size, static_cast<socklen_t>(sizeof peer_));
   std::memcpy(&peer_, peer, peer_size_);
}

void cares_channel::closed(int descriptor)
{
   if (watch_ && watch_->descriptor() == descriptor)
      watch_.reset();
}

void cares_channel::watch(int descriptor, bool to_write)
{
   wants_to_write_ = to_write;
   if (!watch_ || watch_->descriptor() != descriptor)
      watch_ = std::make_unique<descriptor_watch>(
         *loop_, descriptor, [this](descriptor_watch::ready what) {
            ready(what);
         });
   update_watch();
}

// An idle socket must not keep the loop running.
void cares_channel::update_watch()
{
   if (watch_)
      watch_->want(open_ > 0, open_ > 0 && wants_to_write_);
}

void cares_channel::ready(descriptor_watch::ready what)
{
   auto const descriptor = watch_->descriptor();
   if (what == descriptor_watch::ready::to_write) {
      ares_process_fd(channel_, ARES_SOCKET_BAD, descriptor);
      return update_watch();
   }
   // Over UDP c-ares reads until nothing is left, over TCP one piece a call.
   reads_left_ = most_reads;
   do
      ares_process_fd(channel_, descriptor, ARES_SOCKET_BAD);
   while (via_ == transport::tcp && watch_ && open_ > 0 && reads_left_ > 0);
   update_watch();
}

ssize_t cares_channel::send(int descriptor, std::span<iovec const> parts)
{
   return via_ == transport::udp ? send_datagram(descriptor, parts, *counted_)
                                 : send_stream(descriptor, parts);
}

ssize_t cares_channel::receive(
   int descriptor, std::span<char> to, sockaddr* from, socklen_t* from_size)
{
   if (via_ == transport::udp) {
      // The socket is connected: only its peer's datagrams arrive.
      if (from != nullptr && from_size != nullptr) {
         std::memcpy(from, &peer_, std::min(*from_size, peer_size_));
         *from_size = peer_size_;
      }
      return receive_stub(descriptor, to);
   }
   auto const size = recv(descriptor, to.data(), to.size(), 0);
   reads_left_ = size > 0 ? reads_left_ - std::min(reads_left_, 1U) : 0;
   return size;
}

ssize_t cares_channel::receive_stub(int descriptor, std::span<char> to)
{
   static std::array<char, largest_datagram> buffer;
   for (; reads_left_ > 0; --reads_left_) {
      auto const datagram = receive_datagram(descriptor, buffer, *counted_);
      if (!datagram)
         break;
      auto* const q = believe(*datagram);
      if (q == nullptr)
         continue;
      q->wire = *datagram;
      --reads_left_;
      auto const stub = clean_stub(q->query);
      return static_cast<ssize_t>(stub.copy(to.data(), to.size()));
   }
   errno = EAGAIN;
   return -1;
}

// The question that the datagram answers; null, and counted, when it is not to be believed.
cares_channel::question_sent* cares_channel::believe(std::string_view datagram)
{
   auto const id = id_of(datagram);
   if (!id) {
      ++counted_->too_short;
      return nullptr;
   }
   auto const found = sent_.find(*id);
   if (found == sent_.end()) {
      ++counted_->unknown_id;
      return nullptr;
   }
   switch (judge_datagram(datagram, found->second->query)) {
      case datagram_verdict::accepted:
         ++counted_->received;
         return found->second.get();
      case datagram_verdict::not_a_response:
         ++counted_->not_a_response;
         return nullptr;
      case datagram_verdict::wrong_question:
         ++counted_->wrong_question;
         return nullptr;
   }
   return nullptr;
}

std::string cares_version()
{
   return ares_version(nullptr);
}

}  // namespace dnslint::resolver
