// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_HTTPS_HPP
#define DNSLINT_HTTPS_HPP

#include <dnslint/answer.hpp>

#include <coroutine>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace dnslint {

// One GET over HTTPS.
struct https_request {
   std::string url;
   std::string accept;                 // a media type, "text/plain"; empty: any
   std::uint64_t most_bytes = 65'536;  // of the body, at most 1 MiB
   std::uint32_t most_redirects = 0;   // that are followed, at most 10
};

enum class https_phase : std::uint32_t { resolve, connect, tls, header, body };

// One of the URLs that a request went through.
struct https_hop {
   std::string_view url;
   std::string_view address;   // empty when none was tried
   std::string_view location;  // bytes
   std::uint32_t status = 0;   // 0 when there was no response
};

// What was seen of TLS on the last hop.
struct tls_view {
   std::string_view version;
   std::string_view group;
   std::string_view cipher;
   std::uint32_t errors = 0;  // DNSLINT_CERTIFICATE_...
   std::uint32_t certificates = 0;
   bool is_judged = false;

   bool has(std::uint32_t error) const noexcept { return (errors & error) != 0; }
};

// "the certificate has expired and is for another name"; empty where nothing is wrong.
inline std::string certificate_errors_text(std::uint32_t errors)
{
   constexpr std::pair<std::uint32_t, std::string_view> words[] = {
      {DNSLINT_CERTIFICATE_EXPIRED, "has expired"},
      {DNSLINT_CERTIFICATE_NOT_YET_VALID, "is not valid yet"},
      {DNSLINT_CERTIFICATE_WRONG_NAME, "is for another name"},
      {DNSLINT_CERTIFICATE_SELF_SIGNED, "is signed by itself"},
      {DNSLINT_CERTIFICATE_UNKNOWN_ISSUER, "leads to no authority that is trusted"},
      {DNSLINT_CERTIFICATE_WEAK_KEY, "has a weak key"},
      {DNSLINT_CERTIFICATE_WEAK_SIGNATURE, "has a weak signature"},
      {DNSLINT_CERTIFICATE_BAD_SIGNATURE, "has a wrong signature"},
      {DNSLINT_CERTIFICATE_WRONG_PURPOSE, "is not for servers"},
      {DNSLINT_CERTIFICATE_REVOKED, "is revoked"},
      {DNSLINT_CERTIFICATE_MALFORMED, "is damaged"},
      {DNSLINT_CERTIFICATE_OTHER, "does not hold"}};
   std::string text;
   for (auto const& [error, word] : words)
      if ((errors & error) != 0)
         text.append(text.empty() ? "the certificate " : " and ").append(word);
   return text;
}

// What came of a request: a response, or a cause. A view; it lives as long as the probe.
class https_reply {
public:
   https_reply(dnslint_https const* https, dnslint_https_reply const* reply) noexcept
   : https_{https}
   , reply_{reply}
   {
      response_.size = sizeof response_;
      has_response_ = https_->response(reply_, &response_) == DNSLINT_OK;
   }

   bool has_response() const noexcept { return has_response_; }
   std::uint32_t status() const noexcept { return response_.status; }
   std::string_view media_type() const noexcept { return detail::from_abi(response_.media_type); }
   std::string_view body() const noexcept { return detail::from_abi(response_.body); }

   // Of a request without response, and how far it came.
   dnslint::cause cause() const
   {
      dnslint_cause raw{};
      raw.size = sizeof raw;
      if (https_->cause(reply_, &raw) != DNSLINT_OK)
         return {};
      return {
         static_cast<cause_class>(raw.cause_class),
         std::string{detail::from_abi(raw.code)},
         std::string{detail::from_abi(raw.detail)}};
   }
   https_phase phase() const noexcept { return static_cast<https_phase>(https_->phase(reply_)); }

   // The first header of this name, in lower case.
   std::optional<std::string_view> header(std::string_view name) const noexcept
   {
      dnslint_str key{};
      dnslint_str value{};
      for (std::uint64_t i = 0; https_->header(reply_, i, &key, &value) == DNSLINT_OK; ++i)
         if (detail::from_abi(key) == name)
            return detail::from_abi(value);
      return std::nullopt;
   }
   std::uint64_t hop_count() const noexcept { return https_->hop_count(reply_); }
   std::optional<https_hop> hop(std::uint64_t index) const noexcept
   {
      dnslint_https_hop raw{};
      raw.size = sizeof raw;
      if (https_->hop(reply_, index, &raw) != DNSLINT_OK)
         return std::nullopt;
      return https_hop{
         detail::from_abi(raw.url),
         detail::from_abi(raw.address),
         detail::from_abi(raw.location),
         raw.status};
   }
   tls_view tls() const noexcept
   {
      dnslint_tls raw{};
      raw.size = sizeof raw;
      if (https_->tls(reply_, &raw) != DNSLINT_OK)
         return {};
      return {
         detail::from_abi(raw.version),
         detail::from_abi(raw.group),
         detail::from_abi(raw.cipher),
         raw.errors,
         raw.certificates,
         raw.is_judged != 0};
   }
   // In DER, the host's own first; empty out of range.
   std::string_view certificate(std::uint64_t index) const noexcept
   {
      return detail::from_abi(https_->certificate(reply_, index));
   }

private:
   dnslint_https const* https_;
   dnslint_https_reply const* reply_;
   dnslint_https_response response_{};
   bool has_response_ = false;
};

// `co_await cx.get(request)`. Lives in the frame of the coroutine that awaits it.
class https_get {
public:
   https_get(dnslint_https const* https, dnslint_run* run, https_request asked) noexcept
   : https_{https}
   , run_{run}
   , asked_{std::move(asked)}
   {}

   bool await_ready() const noexcept { return false; }
   void await_suspend(std::coroutine_handle<> waiting) noexcept
   {
      waiting_ = waiting;
      dnslint_https_request raw{};
      raw.size = sizeof raw;
      raw.most_redirects = asked_.most_redirects;
      raw.url = detail::to_abi(asked_.url);
      raw.accept = detail::to_abi(asked_.accept);
      raw.most_bytes = asked_.most_bytes;
      https_->get(run_, &raw, &replied, this);
   }
   https_reply await_resume() const noexcept { return {https_, reply_}; }

private:
   static void replied(void* user, dnslint_https_reply const* reply) noexcept
   {
      auto* const self = static_cast<https_get*>(user);
      self->reply_ = reply;
      self->waiting_.resume();
   }

   dnslint_https const* https_;
   dnslint_run* run_;
   https_request asked_;
   dnslint_https_reply const* reply_ = nullptr;
   std::coroutine_handle<> waiting_;
};

}  // namespace dnslint

#endif
