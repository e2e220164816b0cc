// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <string>

namespace {

using dnslint::context;
using dnslint::https_reply;
using dnslint::https_request;
using dnslint::task;

std::string to_text(https_reply const& r)
{
   if (r.has_response())
      return std::to_string(r.status()) + " " + std::string{r.media_type()} + " " +
             std::to_string(r.body().size()) + " bytes";
   auto const why = r.cause();
   return "unknown " + std::to_string(static_cast<int>(why.kind)) + " " + why.code + " in phase " +
          std::to_string(static_cast<int>(r.phase()));
}

void log_all(context cx, https_reply const& r)
{
   cx.log(to_text(r));
   cx.log("server: " + std::string{r.header("server").value_or("none")});
   for (std::uint64_t i = 0; i != r.hop_count(); ++i) {
      auto const hop = *r.hop(i);
      cx.log(
         std::to_string(hop.status) + " " + std::string{hop.url} + " at " +
         std::string{hop.address} + " to " + std::string{hop.location});
   }
   auto const tls = r.tls();
   cx.log(
      std::string{tls.version} + " " + std::to_string(tls.certificates) + " " +
      dnslint::certificate_errors_text(tls.errors));
   cx.log(std::string{r.certificate(0)} + "|" + std::string{r.certificate(9)});
   cx.log(r.hop(9) || r.header("none") ? "too much" : "no more");
}

task replies(context cx)
{
   https_request request;
   request.url = "https://good.test/";
   auto const good = co_await cx.get_https(request);
   log_all(cx, good);
   request.url = "https://expired.test/";
   auto const expired = co_await cx.get_https(request);
   log_all(cx, expired);
   cx.settle("fetching/replies", true);
}

task wrong(context cx)
{
   https_request request;
   request.url = "https://good.test/";
   request.most_redirects = 11;
   auto const far = co_await cx.get_https(request);
   cx.log(to_text(far));
   request.most_redirects = 0;
   request.most_bytes = (std::uint64_t{1} << 20U) + 1;
   auto const large = co_await cx.get_https(request);
   cx.log(to_text(large));
}

task silence(context cx)
{
   https_request request;
   request.url = "https://silent.test/";
   auto const first = co_await cx.get_https(request);
   cx.log(to_text(first));
   auto const second = co_await cx.get_https(request);
   cx.log(to_text(second));
   cx.settle("fetching/silence", true);
}

void ignore(void*, dnslint_https_reply const*) noexcept {}

task unfinished(context cx)
{
   dnslint_https_request raw{};
   raw.size = sizeof raw;
   raw.url = {"https://good.test/", 18};
   cx.get<dnslint_https>("dnslint.https/1")->get(cx.raw(), &raw, &ignore, nullptr);
   cx.settle("fetching/unfinished", true);
   co_return;
}

task powerless(context cx)
{
   https_request request;
   request.url = "https://good.test/";
   auto const reply = co_await cx.get_https(request);
   cx.log(to_text(reply));
}

}  // namespace

DNSLINT_PLUGIN(
   "fetching",
   "1.0.0",
   dnslint::make_probe<replies>("replies"),
   dnslint::make_probe<wrong>("wrong"),
   dnslint::make_probe<silence>("silence"),
   dnslint::make_probe<unfinished>("unfinished"),
   dnslint::make_probe<powerless>("powerless"))
