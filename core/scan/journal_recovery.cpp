// SPDX-License-Identifier: Apache-2.0
#include "core/scan/journal_recovery.hpp"

#include "core/scan/journal.hpp"
#include "core/scan/name_set.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <random>
#include <sys/stat.h>

namespace dnslint::scan {
namespace {

// No domain's record comes near it: a probe's finding and facts are bounded.
constexpr std::size_t most_line = std::size_t{256} << 20U;

base::diagnostic unreadable(std::string const& path)
{
   return base::error_in(path, fmt::format("the journal cannot be read: {}", std::strerror(errno)));
}

// Lines with their newlines, from any file. The last one may lack its newline; of one that is too
// long only the beginning is kept.
class line_reader {
public:
   explicit line_reader(std::string const& path)
   : in_{path, std::ios::binary}
   {}

   bool opened() const { return in_.is_open(); }
   bool failed() const { return in_.bad(); }

   bool next()
   {
      line_.clear();
      size_ = 0;
      ended_ = false;
      while (!ended_ && fill()) {
         auto const rest = std::string_view{buffer_}.substr(at_);
         auto const end = rest.find('\n');
         ended_ = end != std::string_view::npos;
         auto const part = rest.substr(0, ended_ ? end : rest.size());
         line_.append(part.substr(0, most_line - std::min(most_line, line_.size())));
         size_ += part.size() + (ended_ ? 1 : 0);
         at_ += part.size() + (ended_ ? 1 : 0);
      }
      return size_ != 0;
   }

   std::string_view line() const { return line_; }  // without its newline
   bool has_newline() const { return ended_; }
   std::uint64_t size() const { return size_; }  // with it

private:
   bool fill()
   {
      if (at_ != buffer_.size())
         return true;
      buffer_.resize(std::size_t{1} << 20U);
      in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
      buffer_.resize(static_cast<std::size_t>(in_.gcount()));
      at_ = 0;
      return !buffer_.empty();
   }

   std::ifstream in_;
   std::string buffer_;
   std::size_t at_ = 0;
   std::string line_;
   std::uint64_t size_ = 0;
   bool ended_ = false;
};

bool is_whole(line_reader const& from)
{
   return from.has_newline() && report::is_whole_line(from.line());
}

// What a run of ours begins its files with.
bool may_be_ours(std::string const& path)
{
   constexpr std::string_view beginning = R"({"schema":"dnslint-)";
   std::string first(beginning.size(), '\0');
   std::ifstream in{path, std::ios::binary};
   in.read(first.data(), static_cast<std::streamsize>(first.size()));
   first.resize(static_cast<std::size_t>(in.gcount()));
   return beginning.starts_with(first) || first == beginning;
}

base::diagnostic of_another_run(std::string const& path, std::vector<std::string_view> const& in)
{
   return base::error_in(
      path,
      fmt::format(
         "this is the journal of another run: {} differ{}",
         fmt::join(in, ", "),
         in.size() == 1 ? "s" : ""),
      "give the same list, plugins, rules and options, or write to another file without --resume");
}

digest_key random_key()
{
   std::random_device entropy;
   return {entropy(), entropy()};
}

// Tells whether a line is of a domain that another one before it was of.
class repetitions {
public:
   bool is_repeated(report::line_head const& head)
   {
      auto const name = dns::name::from_text(head.domain);
      return name && !seen_.add(*name);
   }

private:
   name_set seen_{random_key()};
};

// A summary is of fewer domains than there will be.
bool is_repetition(std::string_view line, repetitions& before)
{
   if (report::kind_of(line) == report::line_kind::summary)
      return true;
   auto const head = report::head_of(line);
   return head && run_of(*head) && before.is_repeated(*head);
}

// The whole lines to a copy behind `begin`, which then takes the file's name.
base::result<std::uint64_t> take_out_damage(std::string const& path, std::string_view begin)
{
   auto const copy = path + ".repaired";
   line_reader from{path};
   std::uint64_t kept = begin.size();
   repetitions repeated;
   {
      auto to = journal::open(copy, 0);
      if (!to)
         return to.errors();
      to->append(begin);
      while (from.next())
         if (is_whole(from) && !is_repetition(from.line(), repeated)) {
            to->append(std::string{from.line()} + '\n');
            kept += from.size();
         }
      to->flush();
      if (to->failure())
         return *to->failure();
   }
   if (from.failed() || std::rename(copy.c_str(), path.c_str()) != 0)
      return unreadable(path);
   return kept;
}

}  // namespace

std::optional<report::run_id> run_of(report::line_head const& head)
{
   return report::run_id_from_text(head.run);
}

base::result<journal_extent> read_journal(std::string const& path, journal_lines const& each)
{
   errno = 0;
   line_reader from{path};
   if (!from.opened())
      return unreadable(path);
   journal_extent extent;
   std::size_t damaged_behind = 0;  // the last whole line
   std::uint64_t behind = 0;        // bytes
   repetitions before;
   while (from.next()) {
      auto const kind = is_whole(from) ? report::kind_of(from.line()) : report::line_kind::none;
      auto const head =
         kind == report::line_kind::domain ? report::head_of(from.line()) : std::nullopt;
      behind += from.size();
      if (head && run_of(*head) && before.is_repeated(*head)) {
         ++extent.repeated;
         if (each.repeated)
            each.repeated(*head);
      } else if (head && run_of(*head)) {
         each.domain(from.line(), *head);
         ++extent.domains;
      } else if (kind == report::line_kind::run) {
         if (each.header)
            each.header(from.line());
      } else if (kind == report::line_kind::summary) {
         if (each.summary)
            each.summary(from.line());
         continue;
      } else {
         ++damaged_behind;
         extent.torn += from.size();
         continue;
      }
      extent.keep += std::exchange(behind, 0);
      extent.torn = 0;
      extent.damaged += std::exchange(damaged_behind, 0);
   }
   if (from.failed())
      return unreadable(path);
   return extent;
}

base::result<journal_extent> recover_journal(
   std::string const& path,
   report::run_id const& id,
   journal_lines const& each,
   std::string_view run_line)
{
   struct stat there {};
   if (stat(path.c_str(), &there) != 0 && errno == ENOENT)
      return journal_extent{};
   std::optional<base::diagnostic> foreign;
   journal_lines checked = each;
   auto const is_of_this_run = [&](report::line_head const& head) {
      auto const in = report::differences(*run_of(head), id);
      if (!in.empty() && !foreign)
         foreign = of_another_run(path, in);
      return in.empty();
   };
   checked.domain = [&](std::string_view line, report::line_head const& head) {
      if (is_of_this_run(head))
         each.domain(line, head);
   };
   checked.repeated = is_of_this_run;
   bool has_run = false;
   checked.header = [&](std::string_view line) {
      has_run = true;
      if (each.header)
         each.header(line);
   };
   auto extent = read_journal(path, checked);
   if (!extent)
      return extent.errors();
   if (foreign)
      return *foreign;
   if (extent->keep == 0 && extent->torn != 0 && !may_be_ours(path))
      return base::error_in(
         path, "this is no journal, so --resume does not touch it", "name another file");
   auto const begin = has_run || extent->domains == 0 ? std::string_view{} : run_line;
   if (extent->damaged == 0 && extent->repeated == 0 && begin.empty())
      return extent;
   auto const kept = take_out_damage(path, begin);
   if (!kept)
      return kept.errors();
   extent->keep = *kept;
   return extent;
}

}  // namespace dnslint::scan
