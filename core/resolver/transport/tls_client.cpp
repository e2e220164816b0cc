// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/transport/tls_client.hpp"

#include "core/base/causes.hpp"
#include "core/resolver/transport/stream_frames.hpp"
#include "core/resolver/transport/stream_link.hpp"
#include "core/resolver/transport/tls_failure.hpp"

#include <algorithm>
#include <array>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <optional>
#include <utility>

namespace dnslint::resolver {

namespace {

using kind = stream_progress::kind;

struct freed {
   void operator()(SSL* p) const noexcept { SSL_free(p); }
   void operator()(SSL_CTX* p) const noexcept { SSL_CTX_free(p); }
   void operator()(SSL_SESSION* p) const noexcept { SSL_SESSION_free(p); }
   void operator()(BIO_METHOD* p) const noexcept { BIO_meth_free(p); }
};
template <class T>
using owned = std::unique_ptr<T, freed>;

// The protocol id "dot", which IANA registered for RFC 7858, behind its length.
constexpr std::array<unsigned char, 4> alpn{3, 'd', 'o', 't'};

// The BIO that OpenSSL reads from and writes to. It gathers records so that they are sent at once.
// OpenSSL's own socket BIO sends each record by itself, and raises SIGPIPE on a connection that was
// reset.
struct record_transport {
   byte_stream* over = nullptr;
   std::string unsent;
};

record_transport& transport_of(BIO* bio)
{
   return *static_cast<record_transport*>(BIO_get_data(bio));
}

int write_to_stream(BIO* bio, char const* from, std::size_t size, std::size_t* written)
{
   transport_of(bio).unsent.append(from, size);
   *written = size;
   return 1;
}

int read_from_stream(BIO* bio, char* to, std::size_t size, std::size_t* taken)
{
   BIO_clear_retry_flags(bio);
   auto const p = transport_of(bio).over->read({to, size});
   *taken = p.bytes;
   if (p.result == kind::wants_to_read)
      BIO_set_retry_read(bio);
   return p.result == kind::moved ? 1 : 0;
}

long control_stream(BIO*, int command, long, void*)
{
   return command == BIO_CTRL_FLUSH ? 1 : 0;
}

owned<BIO_METHOD> make_stream_bio()
{
   owned<BIO_METHOD> method{BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "stream")};
   if (method) {
      BIO_meth_set_write_ex(method.get(), write_to_stream);
      BIO_meth_set_read_ex(method.get(), read_from_stream);
      BIO_meth_set_ctrl(method.get(), control_stream);
   }
   return method;
}

}  // namespace

struct tls_client::state {
   std::string name;
   owned<BIO_METHOD> bio = make_stream_bio();
   owned<SSL_CTX> context{SSL_CTX_new(TLS_client_method())};
   // Not resumed yet, since a ticket is used once (RFC 8446 appendix C.4).
   owned<SSL_SESSION> session;
};

namespace {

int keep_session(SSL* connection, SSL_SESSION* session)
{
   auto* const context = SSL_get_SSL_CTX(connection);
   static_cast<tls_client::state*>(SSL_CTX_get_app_data(context))->session.reset(session);
   return 1;
}

// Keeps the first problem of the certificates, which ends the handshake.
int note_refusal(int accepted, X509_STORE_CTX* chain)
{
   if (accepted == 1)
      return 1;
   auto* const connection =
      static_cast<SSL*>(X509_STORE_CTX_get_ex_data(chain, SSL_get_ex_data_X509_STORE_CTX_idx()));
   auto const& shared =
      *static_cast<tls_client::state*>(SSL_CTX_get_app_data(SSL_get_SSL_CTX(connection)));
   static_cast<std::optional<base::cause>*>(SSL_get_app_data(connection))
      ->emplace(certificate_failure(chain, shared.name));
   return 0;
}

void configure(tls_client::state& s)
{
   auto* const context = s.context.get();
   SSL_CTX_set_app_data(context, &s);
   SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
   SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
   SSL_CTX_set_mode(
      context,
      SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
         SSL_MODE_RELEASE_BUFFERS);
   SSL_CTX_set_verify(context, SSL_VERIFY_PEER, note_refusal);
   SSL_CTX_set_session_cache_mode(
      context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
   SSL_CTX_sess_set_new_cb(context, keep_session);
}

// The name must be one of subjectAltName; the subject does not count (RFC 8310 section 8.1).
bool demand_name(SSL* connection, std::string const& name)
{
   SSL_set_hostflags(
      connection, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
   return SSL_set1_host(connection, name.c_str()) == 1 &&
          SSL_set_tlsext_host_name(connection, name.c_str()) == 1 &&
          SSL_set_alpn_protos(connection, alpn.data(), alpn.size()) == 0;
}

class tls_stream final : public byte_stream {
public:
   tls_stream(
      std::shared_ptr<tls_client::state> shared,
      std::unique_ptr<byte_stream> over,
      std::shared_ptr<stream_counters> counted);
   tls_stream(tls_stream const&) = delete;
   tls_stream& operator=(tls_stream const&) = delete;
   ~tls_stream() override;

   int descriptor() const noexcept override { return over_->descriptor(); }
   stream_progress open() override;
   stream_progress read(std::span<char> to) override;
   stream_progress write(std::string_view bytes) override;

private:
   std::size_t rest_of_message(std::string_view bytes);
   stream_progress flush();
   stream_progress stopped(int result);

   std::shared_ptr<tls_client::state> shared_;
   std::unique_ptr<byte_stream> over_;
   std::shared_ptr<stream_counters> counted_;
   record_transport transport_{over_.get(), {}};
   std::size_t left_of_message_ = 0;
   std::optional<base::cause> refusal_;  // why the server's certificate was refused
   owned<SSL> tls_;
   bool is_ready_ = false;  // whether the handshake may begin
   bool is_connected_ = false;
};

tls_stream::tls_stream(
   std::shared_ptr<tls_client::state> shared,
   std::unique_ptr<byte_stream> over,
   std::shared_ptr<stream_counters> counted)
: shared_{std::move(shared)}
, over_{std::move(over)}
, counted_{std::move(counted)}
, tls_{SSL_new(shared_->context.get())}
{
   auto* const bio = shared_->bio ? BIO_new(shared_->bio.get()) : nullptr;
   if (!tls_ || bio == nullptr) {
      BIO_free(bio);
      return;
   }
   BIO_set_data(bio, &transport_);
   BIO_set_init(bio, 1);
   SSL_set_bio(tls_.get(), bio, bio);
   SSL_set_app_data(tls_.get(), &refusal_);
   is_ready_ = demand_name(tls_.get(), shared_->name);
   if (shared_->session)
      SSL_set_session(tls_.get(), shared_->session.get());
   shared_->session.reset();
}

// Sends close_notify, since OpenSSL forgets the session of a connection that ends without it.
tls_stream::~tls_stream()
{
   if (tls_ && SSL_is_init_finished(tls_.get()) == 1)
      SSL_shutdown(tls_.get());
   if (is_connected_)
      flush();
   ERR_clear_error();
}

stream_progress tls_stream::open()
{
   if (!is_ready_)
      return {
         kind::failed, 0, base::because(base::causes::exception, "OpenSSL gives no connection")};
   if (!is_connected_)
      if (auto p = over_->open(); p.result != kind::moved)
         return p;
   is_connected_ = true;
   ERR_clear_error();
   auto const result = SSL_connect(tls_.get());
   auto stop = result == 1 ? stream_progress{kind::moved} : stopped(result);
   auto sent = flush();
   if (stop.result == kind::failed || sent.result != kind::moved)
      return stop.result == kind::failed ? stop : sent;
   if (stop.result != kind::moved)
      return stop;
   counted_->resumed += SSL_session_reused(tls_.get()) == 1 ? 1U : 0U;
   return {kind::moved};
}

stream_progress tls_stream::read(std::span<char> to)
{
   ERR_clear_error();
   std::size_t size = 0;
   auto const result = SSL_read_ex(tls_.get(), to.data(), to.size(), &size);
   return result == 1 ? stream_progress{kind::moved, size} : stopped(result);
}

// Each message gets a record of its own: some servers (NSD 4.6) answer only the first message of a
// record.
stream_progress tls_stream::write(std::string_view bytes)
{
   ERR_clear_error();
   std::size_t taken = 0;
   while (taken != bytes.size()) {
      auto const part = bytes.substr(taken, rest_of_message(bytes.substr(taken)));
      std::size_t size = 0;
      auto const result = SSL_write_ex(tls_.get(), part.data(), part.size(), &size);
      if (result != 1) {
         auto stop = stopped(result);
         stop.bytes = taken;
         return stop;
      }
      taken += size;
      left_of_message_ -= size;
   }
   auto sent = flush();
   sent.bytes = taken;
   return sent;
}

// How many of `bytes` belong to the message that they continue or begin.
std::size_t tls_stream::rest_of_message(std::string_view bytes)
{
   if (left_of_message_ == 0)
      left_of_message_ = framed_size(bytes).value_or(bytes.size());
   return std::min(left_of_message_, bytes.size());
}

stream_progress tls_stream::flush()
{
   while (!transport_.unsent.empty()) {
      auto p = over_->write(transport_.unsent);
      transport_.unsent.erase(0, p.bytes);
      if (p.result != kind::moved)
         return p;
   }
   return {kind::moved};
}

stream_progress tls_stream::stopped(int result)
{
   switch (SSL_get_error(tls_.get(), result)) {
      case SSL_ERROR_WANT_READ:
         return {kind::wants_to_read};
      case SSL_ERROR_WANT_WRITE:
         return {kind::wants_to_write};
      case SSL_ERROR_ZERO_RETURN:
         return {kind::ended};
      default:
         return {kind::failed, 0, refusal_ ? *refusal_ : protocol_failure()};
   }
}

}  // namespace

tls_client::tls_client(std::shared_ptr<state> s)
: state_{std::move(s)}
{}

tls_client::~tls_client() = default;

base::result<std::shared_ptr<tls_client>> tls_client::make(
   std::string const& name, std::string const& ca_file)
{
   auto s = std::make_shared<state>();
   s->name = name;
   if (!s->context)
      return base::error("OpenSSL cannot be used: it gives no context");
   configure(*s);
   ERR_clear_error();
   auto const trusted =
      ca_file.empty() ? SSL_CTX_set_default_verify_paths(s->context.get())
                      : SSL_CTX_load_verify_locations(s->context.get(), ca_file.c_str(), nullptr);
   if (trusted != 1)
      return base::error_in(
         ca_file,
         "no certificate authority can be read of it",
         "--tls-ca wants a file of certificates in PEM form");
   return std::shared_ptr<tls_client>{new tls_client{std::move(s)}};
}

std::unique_ptr<byte_stream> tls_client::connect(
   server_address const& server, std::shared_ptr<stream_counters> counted)
{
   return std::make_unique<tls_stream>(state_, make_tcp_stream(server), std::move(counted));
}

}  // namespace dnslint::resolver
