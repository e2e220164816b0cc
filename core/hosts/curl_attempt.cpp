// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/curl_attempt.hpp"

#include "core/base/causes.hpp"
#include "core/base/escape.hpp"

#include <algorithm>
#include <cerrno>
#include <curl/curl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/socket.h>
#include <vector>

namespace dnslint::hosts {

namespace {

namespace causes = base::causes;

constexpr long read_buffer_bytes = 16L << 10U;
static_assert(CURL_ERROR_SIZE == 256);

curl_attempt& attempt_of(void* user)
{
   return *static_cast<curl_attempt*>(user);
}

curl_socket_t on_open_socket(void* user, curlsocktype, curl_sockaddr* address)
{
   return attempt_of(user).open_socket(address);
}

CURLcode on_tls_context(CURL*, void* context, void* user)
{
   attempt_of(user).begin_tls(context);
   return CURLE_OK;
}

std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* user)
{
   return attempt_of(user).take_header({bytes, size * count}) ? size * count : 0;
}

std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* user)
{
   return attempt_of(user).take_body({bytes, size * count}) ? size * count : CURL_WRITEFUNC_ERROR;
}

bool mentions(std::string_view text, std::string_view part)
{
   return text.find(part) != std::string_view::npos;
}

std::string words_of(std::vector<certificate_error> const& errors)
{
   std::vector<std::string_view> words;
   words.reserve(errors.size());
   for (auto const e : errors)
      words.push_back(to_text(e));
   return fmt::format("{}", fmt::join(words, ", "));
}

// What OpenSSL says stands behind its last colon: "error:0A000102:SSL routines::unsupported
// protocol".
std::string_view reason_in(std::string_view error)
{
   auto const colon = error.rfind(':');
   return mentions(error, "error:") ? error.substr(colon + 1) : error;
}

}  // namespace

curl_attempt::curl_attempt(
   https_attempt const& asked, tls_watch tls, address_guard const& guard, make_socket sockets)
: asked_{asked}
, tls_{std::move(tls)}
, guard_{&guard}
, sockets_{std::move(sockets)}
, handle_{curl_easy_init()}
{
   auto const to = asked_.to.to_text();
   connect_to_ = curl_slist_append(
      nullptr,
      fmt::format(fmt::runtime(asked_.to.is_ipv4() ? "::{}:{}" : "::[{}]:{}"), to, asked_.url.port)
         .c_str());
   auto const accept = asked_.accept.empty() ? "*/*" : asked_.accept;
   headers_ = curl_slist_append(nullptr, fmt::format("Accept: {}", accept).c_str());
   set_options();
   set_callbacks();
}

curl_attempt::~curl_attempt()
{
   curl_easy_cleanup(handle_);
   curl_slist_free_all(connect_to_);
   curl_slist_free_all(headers_);
}

void curl_attempt::set_options()
{
   auto const set = [this](CURLoption option, auto value) {
      curl_easy_setopt(handle_, option, value);
   };
   auto const url = asked_.url.to_text();
   set(CURLOPT_URL, url.c_str());
   set(CURLOPT_PATH_AS_IS, 1L);
   // The address, so that libcurl asks nobody. Host, SNI and the name to prove stay the URL's.
   set(CURLOPT_CONNECT_TO, connect_to_);
   set(CURLOPT_PROTOCOLS_STR, "https");
   set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
   set(CURLOPT_FOLLOWLOCATION, 0L);
   set(CURLOPT_HTTPHEADER, headers_);
   set(CURLOPT_USERAGENT, "dnslint");
   // One request a connection gains nothing by HTTP/2, whose frames a host could flood us with.
   set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
   set(CURLOPT_HTTP09_ALLOWED, 0L);
   set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
   // Nothing is kept from one connection to the next.
   set(CURLOPT_FRESH_CONNECT, 1L);
   set(CURLOPT_FORBID_REUSE, 1L);
   set(CURLOPT_SSL_SESSIONID_CACHE, 0L);
   set(CURLOPT_DNS_CACHE_TIMEOUT, 0L);
   // Nothing of the environment counts.
   set(CURLOPT_PROXY, "");
   set(CURLOPT_NOPROXY, "*");
   set(CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
   set(CURLOPT_NOSIGNAL, 1L);
   set(CURLOPT_TIMEOUT_MS, static_cast<long>(asked_.timeout.count()));
   set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(asked_.connect_timeout.count()));
   // A chunked body says no size beforehand, so that take_body() counts, too.
   set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(asked_.most_bytes));
   set(CURLOPT_BUFFERSIZE, read_buffer_bytes);
   // The name is checked by libcurl, too, and the store is tls_watch's.
   set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
   set(CURLOPT_SSL_VERIFYPEER, 1L);
   set(CURLOPT_SSL_VERIFYHOST, 2L);
   set(CURLOPT_CAINFO, static_cast<char*>(nullptr));
   set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
}

void curl_attempt::set_callbacks()
{
   auto const set = [this](CURLoption option, auto value) {
      curl_easy_setopt(handle_, option, value);
   };
   set(CURLOPT_ERRORBUFFER, error_.data());
   set(CURLOPT_OPENSOCKETDATA, this);
   set(CURLOPT_OPENSOCKETFUNCTION, on_open_socket);
   set(CURLOPT_SSL_CTX_DATA, this);
   set(CURLOPT_SSL_CTX_FUNCTION, on_tls_context);
   set(CURLOPT_HEADERDATA, this);
   set(CURLOPT_HEADERFUNCTION, on_header);
   set(CURLOPT_WRITEDATA, this);
   set(CURLOPT_WRITEFUNCTION, on_body);
}

void curl_attempt::cancel()
{
   stopped_ = base::because(causes::cancelled);
}

// Judges the address that the kernel will be given, whatever led to it.
int curl_attempt::open_socket(void const* curl_address)
{
   auto const& to = *static_cast<curl_sockaddr const*>(curl_address);
   auto const address = host_address::from_socket(to.addr);
   auto const use = address ? guard_->refusal(*address) : std::string_view{"no IP address"};
   if (address != asked_.to || !use.empty()) {
      stopped_ = base::because(
         causes::not_global,
         fmt::format("{}: {}", asked_.to.to_text(), use.empty() ? "another address" : use));
      return CURL_SOCKET_BAD;
   }
   return sockets_(to.family, to.socktype, to.protocol);
}

void curl_attempt::begin_tls(void* context)
{
   is_connected_ = true;
   watch_tls(static_cast<ssl_ctx_st*>(context), tls_);
}

bool curl_attempt::take_header(std::string_view line)
{
   auto const has_room = header_.add(line);
   if (has_room && !header_.is_foreign())
      return true;
   stopped_ = has_room
                 ? base::because(causes::protocol, "another version of HTTP")
                 : base::because(
                      causes::too_large,
                      fmt::format("a header of more than {} bytes", response_header::most_bytes));
   return false;
}

bool curl_attempt::take_body(std::string_view bytes)
{
   if (bytes.size() <= asked_.most_bytes - body_.size()) {
      body_ += bytes;
      return true;
   }
   stopped_ =
      base::because(causes::too_large, fmt::format("more than {} bytes", asked_.most_bytes));
   return false;
}

https_phase curl_attempt::phase() const
{
   if (!is_connected_)
      return https_phase::connect;
   if (!tls_.is_done)
      return https_phase::tls;
   return header_.is_whole() ? https_phase::body : https_phase::header;
}

long curl_attempt::system_error() const
{
   long number = 0;
   curl_easy_getinfo(handle_, CURLINFO_OS_ERRNO, &number);
   return number;
}

base::cause curl_attempt::cause_of_connect_failure() const
{
   auto const number = system_error();
   if (number == ECONNREFUSED)
      return base::because(causes::refused, "the connection was refused");
   if (number == ETIMEDOUT)
      return base::because(causes::timeout, "no answer to the connection");
   return base::because(causes::unreachable, "there is no way to the address");
}

// libcurl gives all failures of a handshake one code, and tells them apart by text alone.
base::cause curl_attempt::cause_of_tls_failure(int code) const
{
   if (!tls_.seen.errors.empty())
      return base::because(
         causes::tls_failed, fmt::format("the certificate is {}", words_of(tls_.seen.errors)));
   if (!tls_.alert.empty())
      return base::because(causes::tls_failed, fmt::format("the host says: {}", tls_.alert));
   std::string_view const error{error_.data()};
   constexpr std::array cuts{"SSL_ERROR_SYSCALL", "unexpected eof", "reset by peer", "Broken pipe"};
   constexpr std::array no_tls{"wrong version number", "packet length too long", "http request"};
   auto const is_in_error = [error](char const* part) {
      return mentions(error, part);
   };
   if (
      code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_COULDNT_CONNECT ||
      std::ranges::any_of(cuts, is_in_error))
      return base::because(causes::closed, "the connection was closed during the handshake");
   if (std::ranges::any_of(no_tls, is_in_error))
      return base::because(causes::protocol, "the host does not speak TLS on this port");
   return base::because(causes::tls_failed, base::terminal_text(reason_in(error)));
}

base::cause curl_attempt::cause_of(int code) const
{
   if (stopped_)
      return *stopped_;
   switch (code) {
      case CURLE_OPERATION_TIMEDOUT:
         return base::because(causes::timeout);
      case CURLE_FILESIZE_EXCEEDED:
         return base::because(
            causes::too_large, fmt::format("more than {} bytes", asked_.most_bytes));
      case CURLE_OUT_OF_MEMORY:
         return base::because(causes::exception, "no memory for a connection");
      default:
         break;
   }
   if (!is_connected_)
      return cause_of_connect_failure();
   if (!tls_.is_done)
      return cause_of_tls_failure(code);
   switch (code) {
      case CURLE_PARTIAL_FILE:
      case CURLE_GOT_NOTHING:
      case CURLE_RECV_ERROR:
      case CURLE_SEND_ERROR:
         return base::because(causes::closed, "the reply is cut");
      default:
         return base::because(
            causes::protocol, base::terminal_text(std::string_view{error_.data()}));
   }
}

// What libcurl takes for a whole reply, and is none.
std::optional<base::cause> curl_attempt::flaw_of_response() const
{
   if (!header_.is_whole())
      return base::because(causes::closed, "the header is cut");
   if (header_.is_ended_by_close() && !tls_.is_closed)
      return base::because(
         causes::closed, "the body has no length, and ended without the end that TLS gives it");
   return std::nullopt;
}

https_attempt_result curl_attempt::result(int code)
{
   // A connection that came about, and was reset before libcurl looked.
   is_connected_ = is_connected_ || (code == CURLE_COULDNT_CONNECT && system_error() == ECONNRESET);
   // libcurl has looked for the name by itself, and wants more than we do.
   if (code == CURLE_PEER_FAILED_VERIFICATION && tls_.seen.errors.empty())
      tls_.seen.errors.push_back(certificate_error::wrong_name);
   auto flaw = code == CURLE_OK && !stopped_ ? flaw_of_response() : cause_of(code);
   https_attempt_result made;
   if (flaw) {
      // A length that is too large is refused before the header ends.
      auto const where = code == CURLE_FILESIZE_EXCEEDED ? https_phase::body : phase();
      made.result = https_failure{*std::move(flaw), where};
   } else {
      auto& response = header_.response();
      response.body = std::move(body_);
      made.result = std::move(response);
   }
   made.tls = std::move(tls_.seen);
   return made;
}

}  // namespace dnslint::hosts
