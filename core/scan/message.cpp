// SPDX-License-Identifier: Apache-2.0
#include "core/scan/message.hpp"

#include "core/base/checksum.hpp"
#include "core/scan/wire.hpp"

#include <array>
#include <utility>

namespace dnslint::scan {
namespace {

constexpr std::array verdicts{
   &resolver::upstream_trial::root,
   &resolver::upstream_trial::nxdomain,
   &resolver::upstream_trial::tcp,
   &resolver::upstream_trial::large,
   &resolver::upstream_trial::dnssec,
   &resolver::upstream_trial::validates};

constexpr std::size_t head_size = 2 * sizeof(std::uint32_t);

void put(wire_writer& to, std::vector<std::string> const& texts)
{
   to.number(static_cast<std::uint32_t>(texts.size()));
   for (auto const& t : texts)
      to.text(t);
}

void put(wire_writer& to, std::shared_ptr<audit::list_columns const> const& columns)
{
   to.number(static_cast<std::uint8_t>(columns != nullptr));
   if (!columns)
      return;
   put(to, columns->selectors);
   to.text(columns->posture);
   to.text(columns->profile);
   put(to, columns->tags);
}

void put(wire_writer& to, assignments const& m)
{
   to.number(static_cast<std::uint32_t>(m.all.size()));
   for (auto const& a : m.all) {
      to.number(a.number);
      to.text(a.about.name.to_text());
      to.text(a.about.text);
      to.number(std::uint64_t{a.about.line});
      put(to, a.about.columns);
      to.number(static_cast<std::uint8_t>(a.alone));
      to.number(static_cast<std::uint32_t>(a.left_out.size()));
      for (auto const& l : a.left_out) {
         to.number(l.probe);
         to.text(l.code);
         to.text(l.detail);
      }
   }
}

void put(wire_writer&, no_more const&) {}

void put(wire_writer& to, std::map<std::string, std::string> const& files)
{
   to.number(static_cast<std::uint32_t>(files.size()));
   for (auto const& [file, why] : files) {
      to.text(file);
      to.text(why);
   }
}

void put(wire_writer& to, resolver::trial_results const& trials)
{
   to.number(static_cast<std::uint8_t>(trials.outside));
   to.number(static_cast<std::uint32_t>(trials.upstreams.size()));
   for (auto const& t : trials.upstreams) {
      to.number(static_cast<std::uint8_t>(t.answered));
      to.number(static_cast<std::uint8_t>(t.reaches_root));
      to.number(static_cast<std::uint8_t>(t.proves_root_absent));
      for (auto const verdict : verdicts)
         to.number(static_cast<std::uint8_t>(t.*verdict));
      put(to, t.made_up);
   }
}

void put(wire_writer& to, setup const& m)
{
   to.number(static_cast<std::uint8_t>(m.trials.has_value()));
   if (m.trials)
      put(to, *m.trials);
   to.text(m.config);
   to.number(static_cast<std::uint8_t>(m.wants_log));
   to.number(m.plugins);
   to.number(m.rules);
   put(to, m.left_out);
}

void put(wire_writer& to, ready const& m)
{
   put(to, m.refused);
}

void put(wire_writer&, retiring const&) {}

void put(wire_writer& to, dropped_upstreams const& m)
{
   to.number(static_cast<std::uint32_t>(m.all.size()));
   for (auto const& drop : m.all) {
      to.number(drop.upstream);
      to.number(static_cast<std::uint8_t>(drop.why));
   }
}

void put(wire_writer& to, finished_domain const& m)
{
   auto const& c = m.result.counts;
   to.number(m.number);
   to.number(static_cast<std::uint8_t>(c.status));
   to.text(c.grade);
   for (auto const n : c.outcomes)
      to.number(n);
   put(to, c.failed);
   put(to, c.suppressed);
   to.number(static_cast<std::uint32_t>(c.unknown.size()));
   for (auto const& [cause, count] : c.unknown) {
      to.text(cause);
      to.number(count);
   }
   to.number(c.questions);
   to.number(c.upstreams);
   to.number(static_cast<std::uint8_t>(c.has_defect));
   to.text(m.result.json);
}

void put(wire_writer& to, log_line const& m)
{
   to.text(m.domain);
   to.text(m.text);
}

void put(wire_writer& to, statistics const& m)
{
   to.number(static_cast<std::uint32_t>(m.counters.size()));
   for (auto const& [name, count] : m.counters) {
      to.text(name);
      to.number(count);
   }
   to.number(static_cast<std::uint32_t>(m.remarks.size()));
   for (auto const& r : m.remarks)
      to.text(r);
}

std::string read_text(wire_reader& from)
{
   return std::string{from.text()};
}

std::vector<std::string> read_texts(wire_reader& from)
{
   std::vector<std::string> texts;
   for (auto n = from.count(sizeof(std::uint32_t)); n != 0; --n)
      texts.push_back(read_text(from));
   return texts;
}

std::shared_ptr<audit::list_columns const> read_columns(wire_reader& from)
{
   if (from.number<std::uint8_t>() == 0)
      return nullptr;
   auto columns = std::make_shared<audit::list_columns>();
   columns->selectors = read_texts(from);
   columns->posture = read_text(from);
   columns->profile = read_text(from);
   columns->tags = read_texts(from);
   return columns;
}

left_out_probe read_left_out(wire_reader& from)
{
   left_out_probe l;
   l.probe = from.number<std::uint32_t>();
   l.code = read_text(from);
   l.detail = read_text(from);
   return l;
}

// Null when the name is none.
std::optional<assignment> read_assignment(wire_reader& from)
{
   auto const number = from.number<std::uint64_t>();
   auto const name = dns::name::from_text(from.text());
   if (!name)
      return std::nullopt;
   assignment a{number, {*name, read_text(from)}, {}};
   a.about.line = from.number<std::uint64_t>();
   a.about.columns = read_columns(from);
   a.alone = from.number<std::uint8_t>() != 0;
   for (auto n = from.count(3 * sizeof(std::uint32_t)); n != 0; --n)
      a.left_out.push_back(read_left_out(from));
   return a;
}

std::optional<message> read_assignments(wire_reader& from)
{
   assignments m;
   for (auto n = from.count(sizeof(std::uint64_t)); n != 0; --n) {
      auto a = read_assignment(from);
      if (!a)
         return std::nullopt;
      m.all.push_back(std::move(*a));
   }
   return m;
}

std::optional<message> read_finished(wire_reader& from)
{
   finished_domain m;
   auto& c = m.result.counts;
   m.number = from.number<std::uint64_t>();
   auto const status = from.number<std::uint8_t>();
   if (status > static_cast<std::uint8_t>(audit::domain_status::aborted))
      return std::nullopt;
   c.status = static_cast<audit::domain_status>(status);
   c.grade = read_text(from);
   for (auto& n : c.outcomes)
      n = from.number<std::uint32_t>();
   c.failed = read_texts(from);
   c.suppressed = read_texts(from);
   for (auto n = from.count(2 * sizeof(std::uint32_t)); n != 0; --n) {
      auto cause = read_text(from);
      c.unknown.emplace_back(std::move(cause), from.number<std::uint32_t>());
   }
   c.questions = from.number<std::uint32_t>();
   c.upstreams = from.number<std::uint64_t>();
   c.has_defect = from.number<std::uint8_t>() != 0;
   m.result.json = read_text(from);
   return m;
}

std::map<std::string, std::string> read_files(wire_reader& from)
{
   std::map<std::string, std::string> files;
   for (auto n = from.count(2 * sizeof(std::uint32_t)); n != 0; --n) {
      auto file = read_text(from);
      files[std::move(file)] = read_text(from);
   }
   return files;
}

// Null when it holds an enumerator that there is not.
std::optional<resolver::trial_results> read_trials(wire_reader& from)
{
   resolver::trial_results trials;
   auto const outside = from.number<std::uint8_t>();
   auto is_known = outside <= static_cast<std::uint8_t>(resolver::port_53::intercepted);
   trials.outside = static_cast<resolver::port_53>(outside);
   for (auto n = from.count(3 + verdicts.size()); n != 0; --n) {
      auto& t = trials.upstreams.emplace_back();
      t.answered = from.number<std::uint8_t>() != 0;
      t.reaches_root = from.number<std::uint8_t>() != 0;
      t.proves_root_absent = from.number<std::uint8_t>() != 0;
      for (auto const verdict : verdicts) {
         auto const read = from.number<std::uint8_t>();
         is_known &= read <= static_cast<std::uint8_t>(resolver::trial_verdict::bad);
         t.*verdict = static_cast<resolver::trial_verdict>(read);
      }
      t.made_up = read_texts(from);
   }
   return is_known ? std::optional{std::move(trials)} : std::nullopt;
}

std::optional<message> read_setup(wire_reader& from)
{
   setup m;
   if (from.number<std::uint8_t>() != 0 && !(m.trials = read_trials(from)))
      return std::nullopt;
   m.config = read_text(from);
   m.wants_log = from.number<std::uint8_t>() != 0;
   m.plugins = from.number<std::uint32_t>();
   m.rules = from.number<std::uint32_t>();
   m.left_out = read_files(from);
   return m;
}

std::optional<message> read_log(wire_reader& from)
{
   log_line m;
   m.domain = read_text(from);
   m.text = read_text(from);
   return m;
}

std::optional<message> read_statistics(wire_reader& from)
{
   statistics m;
   for (auto n = from.count(sizeof(std::uint32_t) + sizeof(std::uint64_t)); n != 0; --n) {
      auto name = read_text(from);
      m.counters[std::move(name)] = from.number<std::uint64_t>();
   }
   for (auto n = from.count(sizeof(std::uint32_t)); n != 0; --n)
      m.remarks.push_back(read_text(from));
   return m;
}

// Null when it holds an enumerator that there is not.
std::optional<message> read_dropped(wire_reader& from)
{
   dropped_upstreams m;
   for (auto n = from.count(2 * sizeof(std::uint8_t)); n != 0; --n) {
      auto const upstream = from.number<std::uint8_t>();
      auto const why = from.number<std::uint8_t>();
      if (why > static_cast<std::uint8_t>(resolver::drop_reason::contradictions))
         return std::nullopt;
      m.all.push_back({upstream, static_cast<resolver::drop_reason>(why)});
   }
   return m;
}

// By the order of message's alternatives.
std::optional<message> read_message(std::uint8_t which, wire_reader& from)
{
   switch (which) {
      case 0:
         return read_assignments(from);
      case 1:
         return no_more{};
      case 2:
         return read_setup(from);
      case 3:
         return ready{read_files(from)};
      case 4:
         return read_finished(from);
      case 5:
         return read_log(from);
      case 6:
         return read_statistics(from);
      case 7:
         return retiring{};
      case 8:
         return read_dropped(from);
      default:
         return std::nullopt;
   }
}

std::optional<message> read_frame(std::string_view bytes)
{
   wire_reader from{bytes};
   auto const which = from.number<std::uint8_t>();
   auto m = read_message(which, from);
   return from.at_end() ? m : std::nullopt;
}

}  // namespace

void write_frame(std::string& out, message const& m)
{
   std::string bytes;
   wire_writer to{bytes};
   to.number(static_cast<std::uint8_t>(m.index()));
   std::visit(
      [&](auto const& one) {
         put(to, one);
      },
      m);
   wire_writer head{out};
   head.number(static_cast<std::uint32_t>(bytes.size()));
   head.number(base::crc32(bytes));
   out += bytes;
}

std::optional<message> frame_stream::next()
{
   auto const left = std::string_view{buffer_}.substr(at_);
   if (broken_ || left.size() < head_size)
      return std::nullopt;
   wire_reader head{left};
   auto const size = head.number<std::uint32_t>();
   auto const checksum = head.number<std::uint32_t>();
   broken_ = size > most_frame;
   if (broken_ || left.size() - head_size < size)
      return std::nullopt;
   auto const bytes = left.substr(head_size, size);
   auto m = base::crc32(bytes) == checksum ? read_frame(bytes) : std::nullopt;
   broken_ = !m;
   at_ += head_size + size;
   if (at_ == buffer_.size() || at_ >= (std::size_t{1} << 20U)) {
      buffer_.erase(0, at_);
      at_ = 0;
   }
   return m;
}

}  // namespace dnslint::scan
