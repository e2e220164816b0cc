// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/recording/recording.hpp"

#include "core/resolver/answers/server_address.hpp"
#include "core/resolver/recording/dnstap.hpp"
#include "core/resolver/recording/frame_stream.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <netinet/in.h>
#include <optional>
#include <utility>

namespace dnslint::resolver {

namespace {

constexpr unsigned format_version = 1;
constexpr unsigned most_attempts = 1000;
constexpr std::size_t most_upstreams = 1000;

// The text of a frame's notes: lines that begin with a word, which a value follows.
class notes {
public:
   explicit notes(std::string_view text)
   : text_{text}
   {}

   std::optional<std::string_view> find(std::string_view word) const
   {
      for (auto rest = text_; !rest.empty();) {
         auto const line = rest.substr(0, rest.find('\n'));
         rest.remove_prefix(std::min(line.size() + 1, rest.size()));
         if (line.starts_with(word) && line.substr(word.size()).starts_with(' '))
            return line.substr(word.size() + 1);
      }
      return std::nullopt;
   }

   std::string text(std::string_view word) const
   {
      return std::string{find(word).value_or(std::string_view{})};
   }

   template <class Number>
   std::optional<Number> number(std::string_view word) const
   {
      Number value = 0;
      auto const digits = find(word).value_or(std::string_view{});
      auto const* const end = digits.data() + digits.size();
      auto const [rest, failed] = std::from_chars(digits.data(), end, value);
      return failed == std::errc{} && rest == end ? std::optional{value} : std::nullopt;
   }

private:
   std::string_view text_;
};

std::string on_one_line(std::string text)
{
   std::ranges::replace(text, '\n', ' ');
   return text;
}

std::string notes_on(exchange_key const& key, exchange const& e)
{
   auto text = key.server.empty() ? fmt::format("upstream {}\n", key.upstream)
                                  : fmt::format("server {}\n", on_one_line(key.server));
   text += fmt::format("attempt {}\ndestination {}\n", key.attempt, on_one_line(e.destination));
   if (e.failure)
      text += fmt::format(
         "cause {}\nclass {}\ndetail {}\n",
         on_one_line(e.failure->code),
         to_text(e.failure->kind),
         on_one_line(e.failure->detail));
   return text;
}

std::string notes_on(recording_terms const& terms)
{
   return fmt::format(
      "recording {}\nnow {}\nnow-told {}\nsource {}\noptions {}\ntries {}\nupstreams {}\n"
      "asks-servers {}\n",
      format_version,
      terms.now.time_since_epoch().count(),
      terms.now_is_told ? 1 : 0,
      on_one_line(terms.source),
      on_one_line(terms.options),
      terms.tries,
      terms.upstreams,
      terms.asks_servers ? 1 : 0);
}

std::string address_bytes(server_address const& of)
{
   std::array<char, sizeof(in6_addr)> bytes{};
   if (inet_pton(AF_INET, of.address.c_str(), bytes.data()) == 1)
      return {bytes.data(), sizeof(in_addr)};
   if (inet_pton(AF_INET6, of.address.c_str(), bytes.data()) == 1)
      return {bytes.data(), sizeof(in6_addr)};
   return {};
}

std::uint16_t id_of_response(exchange const& e)
{
   if (e.wire.size() < 2)
      return 0;
   return static_cast<std::uint16_t>(
      static_cast<unsigned char>(e.wire[0]) << 8U | static_cast<unsigned char>(e.wire[1]));
}

std::optional<dns::message> message_of(std::string const& query)
{
   auto read = dns::decode({reinterpret_cast<std::uint8_t const*>(query.data()), query.size()});
   if (read.error || read.value.questions.size() != 1)
      return std::nullopt;
   return std::move(read.value);
}

dns::query_form form_of(dns::message const& query)
{
   dns::query_form form{.rd = query.head.rd, .ad = query.head.ad, .cd = query.head.cd};
   form.edns = query.opt.has_value();
   if (query.opt) {
      form.version = query.opt->version;
      form.dnssec_ok = query.opt->dnssec_ok;
      form.udp_size = query.opt->udp_size;
      form.options = query.opt->options;
   }
   return form;
}

// Older recordings state no class.
std::optional<base::cause> cause_of(notes const& said)
{
   auto const code = said.find("cause");
   if (!code)
      return std::nullopt;
   auto const detail = said.text("detail");
   return said.find("class") == to_text(base::cause_class::withheld)
             ? base::withheld(std::string{*code}, detail)
             : base::transient(std::string{*code}, detail);
}

std::optional<recording_terms> terms_of(notes const& said)
{
   auto const now = said.number<std::int64_t>("now");
   auto const told = said.number<unsigned>("now-told");
   auto const tries = said.number<unsigned>("tries");
   auto const upstreams = said.number<std::size_t>("upstreams");
   constexpr std::int64_t most_seconds = std::int64_t{1} << 36U;
   if (said.number<unsigned>("recording") != format_version)
      return std::nullopt;
   if (
      !now || *now < 0 || *now > most_seconds || !told || !tries || *tries == 0 ||
      *tries > most_attempts)
      return std::nullopt;
   if (!upstreams || *upstreams == 0 || *upstreams > most_upstreams)
      return std::nullopt;
   return recording_terms{
      std::chrono::sys_seconds{std::chrono::seconds{*now}},
      *told != 0,
      said.text("source"),
      said.text("options"),
      *tries,
      *upstreams,
      said.number<unsigned>("asks-servers").value_or(0) != 0};
}

struct recorded_exchange {
   exchange_key key;
   exchange made;
};

std::optional<recorded_exchange> exchange_of(dnstap_frame&& frame)
{
   notes const said{frame.extra};
   auto const query = message_of(frame.query);
   auto const server = said.text("server");
   auto const upstream =
      server.empty() ? said.number<std::size_t>("upstream") : std::optional{std::size_t{0}};
   auto const attempt = said.number<unsigned>("attempt");
   auto const cause = cause_of(said);
   if (!query || !upstream || !attempt || cause.has_value() == frame.response.has_value())
      return std::nullopt;
   if (*upstream >= most_upstreams || *attempt > most_attempts)
      return std::nullopt;
   auto const& asked = query->questions.front();
   recorded_exchange read{{asked, *upstream, frame.via, *attempt, server}, {}};
   if (!server.empty())
      read.key.form = sent_form(form_of(*query));
   auto& e = read.made;
   e.asked = asked;
   e.via = frame.via;
   e.destination = said.text("destination");
   e.received = std::max(frame.received - frame.sent, base::event_loop::duration{0});
   e.failure = cause;
   e.wire = std::move(frame.response).value_or(std::string{});
   return read;
}

}  // namespace

std::string to_text(exchange_key const& key)
{
   auto const asked = to_text(key.asked);
   return key.server.empty() ? asked : fmt::format("{} at {}", asked, key.server);
}

dns::query_form sent_form(dns::query_form const& form)
{
   return form.edns ? form
                    : dns::query_form{.rd = form.rd, .ad = form.ad, .cd = form.cd, .edns = false};
}

std::string recording_start()
{
   return frame_stream_start(dnstap_content_type);
}

std::string recorded_host_frame(std::string_view content)
{
   return data_frame(host_frame(content));
}

std::string recording_stop()
{
   return frame_stream_stop();
}

std::string recorded_frame(
   exchange_key const& key,
   exchange const& e,
   recorded_clock const& clock,
   recording_terms const* terms)
{
   dnstap_frame frame;
   frame.extra = (terms != nullptr ? notes_on(*terms) : std::string{}) + notes_on(key, e);
   frame.via = e.via;
   // In a lab the destination of an exchange is not the address of the asked server.
   auto const& address = key.server.empty() ? e.destination : key.server;
   if (auto const server = server_from_text(address)) {
      frame.address = address_bytes(*server);
      frame.port = server->port;
   }
   frame.sent = clock.at_start + (e.sent - clock.loop_at_start);
   frame.received = clock.at_start + (e.received - clock.loop_at_start);
   if (key.server.empty())
      dns::write_query(key.asked, id_of_response(e), frame.query);
   else
      dns::write_query(key.asked, id_of_response(e), key.form, frame.query);
   if (!e.failure)
      frame.response = e.wire;
   return data_frame(to_bytes(frame));
}

base::result<recording> recording::read(std::string_view bytes, std::string const& file)
{
   recording made;
   frame_stream_reader frames{bytes, dnstap_content_type};
   auto const wrong = [&](std::string_view reason) {
      return base::error_in(
         file,
         fmt::format("this is no whole recording: {}, at byte {}", reason, frames.offset()),
         "`dnslint scan --record FILE` makes one");
   };
   for (auto is_first = true; auto const bytes_of_frame = frames.next(); is_first = false) {
      auto const of_host = is_first ? std::nullopt : host_frame_content(*bytes_of_frame);
      if (of_host) {
         made.hosts_.emplace_back(*of_host);
         continue;
      }
      auto frame = dnstap_from_bytes(*bytes_of_frame);
      if (!frame)
         return wrong("a frame is no dnstap message");
      if (is_first) {
         auto terms = terms_of(notes{frame->extra});
         if (!terms)
            return wrong("the first frame does not say what the run was");
         made.terms_ = *std::move(terms);
      }
      auto read = exchange_of(*std::move(frame));
      if (!read)
         return wrong("a frame has no exchange of dnslint");
      made.last_.insert_or_assign(read->key.question(), read->key);
      made.exchanges_.try_emplace(read->key, std::move(read->made));
   }
   if (!frames.error().empty())
      return wrong(frames.error());
   if (made.exchanges_.empty())
      return wrong("there is no exchange");
   return made;
}

exchange const* recording::find(exchange_key const& key) const
{
   if (auto const found = exchanges_.find(key); found != exchanges_.end())
      return &found->second;
   // The upstream that is asked first depends on the health of all, so it may differ in the replay.
   auto other = key;
   for (other.upstream = 0; key.server.empty() && other.upstream != terms_.upstreams;
        ++other.upstream)
      if (auto const found = exchanges_.find(other); found != exchanges_.end())
         return &found->second;
   return last_of(key);
}

exchange const* recording::last_of(exchange_key const& key) const
{
   auto const last = last_.find(key.question());
   return last == last_.end() ? nullptr : &exchanges_.at(last->second);
}

}  // namespace dnslint::resolver
