// SPDX-License-Identifier: Apache-2.0
// libcurl's multi-socket interface on our loop. libcurl 7.88 closes a socket that never connected
// without a word to CURLOPT_CLOSESOCKETFUNCTION, so the loop watches a duplicate of each socket,
// which is ours to close.
#include "core/base/causes.hpp"
#include "core/base/openssl_start.hpp"
#include "core/hosts/curl_attempt.hpp"
#include "core/hosts/network_transport.hpp"
#include "core/resolver/transport/asio_loop.hpp"
#include "core/resolver/transport/descriptor_watch.hpp"

#include <algorithm>
#include <cstdlib>
#include <curl/curl.h>
#include <fcntl.h>
#include <map>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace dnslint::hosts {

namespace {

namespace causes = base::causes;
using resolver::descriptor_watch;

struct descriptor_closer {
   int descriptor;
   explicit descriptor_closer(int d)
   : descriptor{d}
   {}
   descriptor_closer(descriptor_closer const&) = delete;
   descriptor_closer& operator=(descriptor_closer const&) = delete;
   ~descriptor_closer() { close(descriptor); }
};

// The duplicate of one of libcurl's sockets. The watch goes before the descriptor is closed.
struct watched_socket {
   watched_socket(resolver::asio_loop& loop, int copy, descriptor_watch::on_ready tell)
   : duplicate{copy}
   , watch{loop, copy, std::move(tell)}
   {}
   descriptor_closer duplicate;
   descriptor_watch watch;
};

struct open_attempt {
   https_transport::call id = 0;
   https_transport::done on_done;
   std::unique_ptr<curl_attempt> made;
   std::vector<std::shared_ptr<watched_socket>> sockets;
};

struct multi_cleanup {
   void operator()(CURLM* multi) const noexcept { curl_multi_cleanup(multi); }
};

// The environment must be forgotten before libcurl starts, which happens once in a process.
void start_curl()
{
   static auto const started = [] {
      base::start_openssl();
      unsetenv("SSLKEYLOGFILE");  // NOLINT(concurrency-mt-unsafe): there is one thread
      return curl_global_init(CURL_GLOBAL_DEFAULT);
   }();
   static_cast<void>(started);
}

class curl_transport final : public https_transport {
public:
   curl_transport(resolver::asio_loop& loop, network_settings settings);
   curl_transport(curl_transport const&) = delete;
   curl_transport& operator=(curl_transport const&) = delete;
   ~curl_transport() override;

   call attempt(https_attempt const& a, done on_done) override;
   void cancel(call which) override;

   void watch_socket(curl_socket_t socket, int what);
   void set_timer(long milliseconds);

private:
   int make_socket(call which, int family, int type, int protocol);
   void ready(curl_socket_t socket, std::weak_ptr<watched_socket> const& watched, int event);
   void act(curl_socket_t socket, int event);
   void end(call which, int code);
   void run_later(std::function<void()> work);

   resolver::asio_loop* loop_;
   network_settings settings_;
   std::unique_ptr<CURLM, multi_cleanup> multi_;
   std::map<call, open_attempt> open_;
   std::map<curl_socket_t, std::shared_ptr<watched_socket>> sockets_;
   base::event_loop::timer_id timer_ = 0;
   call last_ = 0;
   std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

int on_socket(CURL*, curl_socket_t socket, int what, void* user, void*)
{
   static_cast<curl_transport*>(user)->watch_socket(socket, what);
   return 0;
}

int on_timer(CURLM*, long milliseconds, void* user)
{
   static_cast<curl_transport*>(user)->set_timer(milliseconds);
   return 0;
}

curl_transport::curl_transport(resolver::asio_loop& loop, network_settings settings)
: loop_{&loop}
, settings_{std::move(settings)}
{
   start_curl();
   multi_.reset(curl_multi_init());
   auto const set = [this](CURLMoption option, auto value) {
      curl_multi_setopt(multi_.get(), option, value);
   };
   set(CURLMOPT_SOCKETFUNCTION, on_socket);
   set(CURLMOPT_SOCKETDATA, this);
   set(CURLMOPT_TIMERFUNCTION, on_timer);
   set(CURLMOPT_TIMERDATA, this);
   set(CURLMOPT_MAXCONNECTS, 1L);  // 0 would mean four for each handle
   set(CURLMOPT_PIPELINING, long{CURLPIPE_NOTHING});
}

curl_transport::~curl_transport()
{
   for (auto& [id, a] : open_)
      curl_multi_remove_handle(multi_.get(), a.made->handle());
   open_.clear();
   // libcurl still calls back while it cleans up.
   multi_.reset();
   loop_->cancel(timer_);
}

void curl_transport::run_later(std::function<void()> work)
{
   loop_->post([work = std::move(work), alive = std::weak_ptr{alive_}] {
      if (!alive.expired())
         work();
   });
}

https_transport::call curl_transport::attempt(https_attempt const& a, done on_done)
{
   auto const id = ++last_;
   auto& opened = open_[id];
   opened.id = id;
   opened.on_done = std::move(on_done);
   opened.made = std::make_unique<curl_attempt>(
      a,
      tls_watch{settings_.trusted, settings_.now, a.url.host, a.url.literal},
      settings_.guard,
      [this, id](int family, int type, int protocol) {
         return make_socket(id, family, type, protocol);
      });
   curl_easy_setopt(opened.made->handle(), CURLOPT_PRIVATE, &opened);
   if (curl_multi_add_handle(multi_.get(), opened.made->handle()) != CURLM_OK)
      run_later([this, id] {
         end(id, CURLE_OUT_OF_MEMORY);
      });
   return id;
}

// Later, since libcurl takes no handle away within its callbacks.
void curl_transport::cancel(call which)
{
   run_later([this, which] {
      auto const found = open_.find(which);
      if (found == open_.end())
         return;
      found->second.made->cancel();
      end(which, CURLE_ABORTED_BY_CALLBACK);
   });
}

int curl_transport::make_socket(call which, int family, int type, int protocol)
{
   auto const socket = ::socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol);
   auto const copy = socket < 0 ? -1 : fcntl(socket, F_DUPFD_CLOEXEC, 0);
   if (copy < 0) {
      if (socket >= 0)
         close(socket);
      return CURL_SOCKET_BAD;
   }
   auto const self = std::make_shared<std::weak_ptr<watched_socket>>();
   auto watched = std::make_shared<watched_socket>(
      *loop_, copy, [this, socket, self](descriptor_watch::ready how) {
         ready(
            socket,
            *self,
            how == descriptor_watch::ready::to_read ? CURL_CSELECT_IN : CURL_CSELECT_OUT);
      });
   *self = watched;
   sockets_[socket] = watched;
   open_.at(which).sockets.push_back(std::move(watched));
   return socket;
}

void curl_transport::watch_socket(curl_socket_t socket, int what)
{
   auto const found = sockets_.find(socket);
   if (found == sockets_.end())
      return;
   auto const wants = what == CURL_POLL_REMOVE ? CURL_POLL_NONE : what;
   found->second->watch.want((wants & CURL_POLL_IN) != 0, (wants & CURL_POLL_OUT) != 0);
}

// The number of a socket that libcurl has closed may belong to another one by now.
void curl_transport::ready(
   curl_socket_t socket, std::weak_ptr<watched_socket> const& watched, int event)
{
   auto const live = watched.lock();
   auto const found = sockets_.find(socket);
   if (live && (found == sockets_.end() || found->second != live))
      live->watch.want(false, false);
   else if (live)
      act(socket, event);
}

void curl_transport::set_timer(long milliseconds)
{
   loop_->cancel(std::exchange(timer_, 0));
   if (milliseconds >= 0)
      timer_ = loop_->run_after(base::event_loop::duration{milliseconds}, [this] {
         timer_ = 0;
         act(CURL_SOCKET_TIMEOUT, 0);
      });
}

void curl_transport::act(curl_socket_t socket, int event)
{
   int running = 0;
   curl_multi_socket_action(multi_.get(), socket, event, &running);
   int left = 0;
   while (auto const* const message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE)
         continue;
      auto const code = message->data.result;
      open_attempt* ended = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &ended);
      end(ended->id, code);
   }
}

// Whoever waits is told later: he may destroy this object.
void curl_transport::end(call which, int code)
{
   auto ended = open_.extract(which);
   auto& attempt = ended.mapped();
   curl_multi_remove_handle(multi_.get(), attempt.made->handle());
   auto result = attempt.made->result(code);
   attempt.made.reset();
   std::erase_if(sockets_, [&](auto const& entry) {
      return std::ranges::find(attempt.sockets, entry.second) != attempt.sockets.end();
   });
   run_later([on_done = std::move(attempt.on_done), result = std::move(result)]() mutable {
      on_done(std::move(result));
   });
}

}  // namespace

std::unique_ptr<https_transport> make_network_transport(
   resolver::asio_loop& loop, network_settings settings)
{
   return std::make_unique<curl_transport>(loop, std::move(settings));
}

std::string curl_version_text()
{
   return curl_version_info(CURLVERSION_NOW)->version;
}

}  // namespace dnslint::hosts
