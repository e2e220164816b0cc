// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/descriptor_watch.hpp"

#include "core/resolver/transport/asio_loop.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <utility>

namespace dnslint::resolver {

namespace {

using boost::asio::posix::stream_descriptor;

struct direction {
   stream_descriptor::wait_type wait;
   descriptor_watch::ready tells;
   bool wanted = false;
   bool waiting = false;
};

}  // namespace

// Handlers share the state, so that it outlives a watch that is destroyed while handlers are queued
// or running.
struct descriptor_watch::state : std::enable_shared_from_this<state> {
   state(asio_loop& loop, int number, on_ready on)
   : descriptor{loop.context(), number}
   , fd{number}
   , tell{std::move(on)}
   {}

   void wait(direction& d);
   void waited(direction& d, bool cancelled);

   stream_descriptor descriptor;
   int fd;
   on_ready tell;
   direction read{stream_descriptor::wait_read, ready::to_read};
   direction write{stream_descriptor::wait_write, ready::to_write};
   bool closed = false;
};

void descriptor_watch::state::wait(direction& d)
{
   if (closed || !d.wanted || d.waiting)
      return;
   d.waiting = true;
   descriptor.async_wait(
      d.wait, [self = shared_from_this(), &d](boost::system::error_code const& failed) {
         self->waited(d, failed == boost::asio::error::operation_aborted);
      });
}

void descriptor_watch::state::waited(direction& d, bool cancelled)
{
   d.waiting = false;
   if (!closed && d.wanted && !cancelled)
      tell(d.tells);
   wait(d);
}

descriptor_watch::descriptor_watch(asio_loop& loop, int descriptor, on_ready tell)
: state_{std::make_shared<state>(loop, descriptor, std::move(tell))}
{}

descriptor_watch::~descriptor_watch()
{
   state_->closed = true;
   state_->descriptor.release();
}

int descriptor_watch::descriptor() const noexcept
{
   return state_->fd;
}

void descriptor_watch::want(bool to_read, bool to_write)
{
   auto& read = state_->read;
   auto& write = state_->write;
   read.wanted = to_read;
   write.wanted = to_write;
   if ((read.waiting && !to_read) || (write.waiting && !to_write))
      state_->descriptor.cancel();
   state_->wait(read);
   state_->wait(write);
}

}  // namespace dnslint::resolver
