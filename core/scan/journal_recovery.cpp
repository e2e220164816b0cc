// SPDX-License-Identifier: Apache-2.0
#include "core/scan/journal_recovery.hpp"

#include "core/scan/journal.hpp"
#include "core/scan/journal_line_reader.hpp"
#include "core/scan/name_set.hpp"
#include "core/scan/withdrawals.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <random>
#include <set>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace dnslint::scan {
namespace {

base::diagnostic unreadable(std::string const& path)
{
   return base::error_in(path, fmt::format("the journal cannot be read: {}", std::strerror(errno)));
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

// What of a journal the copy has that replaces it: whole lines of domains that are neither repeated
// nor withdrawn, and of upstreams that were dropped once each.
class repair {
public:
   explicit repair(withdrawals taken_back)
   : withdrawals_{std::move(taken_back)}
   {}

   // Empty for a line that is left out. To be asked about each line in turn.
   std::string kept_of(journal_line_reader const& from)
   {
      auto const is_withdrawn = withdrawals_.is_withdrawn(from.line());
      if (!from.is_whole() || is_withdrawn)
         return {};
      if (report::kind_of(from.line()) == report::line_kind::dropped)
         return carried(from.line());
      return is_repetition(from.line(), repeated_) ? std::string{}
                                                   : std::string{from.line()} + '\n';
   }

private:
   // Without what it has withdrawn, since that is taken out.
   std::string carried(std::string_view line)
   {
      auto const read = report::read_dropped(line);
      if (!read || !carried_.insert(read->upstream).second)
         return {};
      return report::dropped_line({read->upstream, read->reason, read->run, 0, {}});
   }

   withdrawals withdrawals_;
   std::set<std::string> carried_;  // upstreams
   repetitions repeated_;
};

struct repaired_file {
   std::uint64_t size = 0;
   report::packed_frames frames;
};

// Writes the copy, `begin` first.
base::result<repaired_file> write_copy(
   journal& to, journal_line_reader& from, repair& keeping, std::string_view begin)
{
   if (!begin.empty())
      to.append(begin);
   while (from.next())
      if (auto const line = keeping.kept_of(from); !line.empty())
         to.append(line);
   to.flush();
   if (to.failure())
      return *to.failure();
   return repaired_file{to.size(), to.frames()};
}

// Makes a copy without damage, which then takes the file's name. Nothing is left of a copy that
// cannot be written.
base::result<repaired_file> take_out_damage(
   std::string const& path, withdrawals taken_back, std::string_view begin)
{
   auto const copy = path + ".repaired";
   journal_line_reader from{path};
   repair keeping{std::move(taken_back)};
   auto kept = [&]() -> base::result<repaired_file> {
      auto to = from.is_packed() ? journal::open_packed(copy, 0, {}) : journal::open(copy, 0);
      if (!to)
         return to.errors();
      auto written = write_copy(*to, from, keeping, begin);
      if (!written)
         unlink(copy.c_str());
      return written;
   }();
   if (!kept)
      return kept;
   if (!from.failed() && std::rename(copy.c_str(), path.c_str()) == 0)
      return kept;
   auto const why = unreadable(path);
   unlink(copy.c_str());
   return why;
}

}  // namespace

std::optional<report::run_id> run_of(report::line_head const& head)
{
   return report::run_id_from_text(head.run);
}

namespace {

// Reads one journal, line by line.
class journal_reading {
public:
   journal_reading(journal_lines const& each, withdrawals taken_back)
   : each_{each}
   , withdrawals_{std::move(taken_back)}
   {}

   void take(journal_line_reader& from)
   {
      note_passed_over(from);
      auto const is_withdrawn = withdrawals_.is_withdrawn(from.line());
      auto const kind = from.is_whole() ? report::kind_of(from.line()) : report::line_kind::none;
      if (kind == report::line_kind::summary) {
         if (each_.summary)
            each_.summary(from.line());
         return;
      }
      if (!is_known(kind, from.line(), is_withdrawn)) {
         ++damaged_behind_;
         extent_.torn += from.size();
         return;
      }
      auto const cut = from.cut();
      extent_.is_uncuttable = !cut;
      extent_.keep = cut.value_or(extent_.keep);
      extent_.torn = 0;
      extent_.damaged += std::exchange(damaged_behind_, 0);
   }

   journal_extent result(journal_line_reader& from)
   {
      note_passed_over(from);
      extent_.is_packed = from.is_packed();
      extent_.frames = from.frames();
      std::uint64_t size = 0;
      auto const behind = std::ranges::find_if(extent_.frames, [&](report::packed_frame const& f) {
         size += f.compressed;
         return size > extent_.keep;
      });
      extent_.frames.erase(behind, extent_.frames.end());
      extent_.dropped = withdrawals_.dropped();
      return std::move(extent_);
   }

private:
   void note_passed_over(journal_line_reader& from)
   {
      auto const bytes = from.take_passed_over();
      damaged_behind_ += bytes != 0 ? 1 : 0;
      extent_.torn += bytes;
   }

   bool is_known(report::line_kind kind, std::string_view line, bool is_withdrawn)
   {
      if (kind == report::line_kind::run && each_.header)
         each_.header(line);
      if (kind == report::line_kind::run || kind == report::line_kind::dropped)
         return true;
      auto const head = kind == report::line_kind::domain ? report::head_of(line) : std::nullopt;
      if (!head || !run_of(*head))
         return false;
      take_domain(line, *head, is_withdrawn);
      return true;
   }

   void take_domain(std::string_view line, report::line_head const& head, bool is_withdrawn)
   {
      if (is_withdrawn) {
         ++extent_.withdrawn;
         if (each_.withdrawn)
            each_.withdrawn(line, head);
      } else if (before_.is_repeated(head)) {
         ++extent_.repeated;
         if (each_.repeated)
            each_.repeated(head);
      } else {
         ++extent_.domains;
         each_.domain(line, head);
      }
   }

   journal_lines const& each_;
   withdrawals withdrawals_;
   journal_extent extent_;
   std::size_t damaged_behind_ = 0;  // the last whole line
   repetitions before_;
};

// The lines of a journal that a run is to go on with. Of a line of another run nothing is passed
// on.
class lines_of_run {
public:
   lines_of_run(std::string const& path, report::run_id const& id, journal_lines const& each)
   : path_{path}
   , id_{id}
   , each_{each}
   {}

   journal_lines checked()
   {
      auto lines = each_;
      lines.domain = [this](std::string_view line, report::line_head const& head) {
         if (is_of_this_run(head))
            each_.domain(line, head);
      };
      lines.repeated = [this](report::line_head const& head) {
         is_of_this_run(head);
      };
      lines.withdrawn = [this](std::string_view line, report::line_head const& head) {
         if (is_of_this_run(head) && each_.withdrawn)
            each_.withdrawn(line, head);
      };
      lines.header = [this](std::string_view line) {
         has_run_ = true;
         if (each_.header)
            each_.header(line);
      };
      return lines;
   }

   bool has_run() const noexcept { return has_run_; }
   // What is wrong with the first line of another run.
   std::optional<base::diagnostic> const& foreign() const noexcept { return foreign_; }

private:
   bool is_of_this_run(report::line_head const& head)
   {
      auto const in = report::differences(*run_of(head), id_);
      if (!in.empty() && !foreign_)
         foreign_ = of_another_run(path_, in);
      return in.empty();
   }

   std::string const& path_;
   report::run_id const& id_;
   journal_lines const& each_;
   std::optional<base::diagnostic> foreign_;
   bool has_run_ = false;
};

base::result<journal_extent> read_lines(
   std::string const& path, journal_lines const& each, withdrawals const& taken_back)
{
   errno = 0;
   journal_line_reader from{path};
   if (!from.opened())
      return unreadable(path);
   journal_reading reading{each, taken_back};
   while (from.next())
      reading.take(from);
   if (from.failed())
      return unreadable(path);
   return reading.result(from);
}

}  // namespace

base::result<journal_extent> read_journal(std::string const& path, journal_lines const& each)
{
   auto const taken_back = withdrawals::read(path);
   if (!taken_back)
      return taken_back.errors();
   return read_lines(path, each, *taken_back);
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
   lines_of_run found{path, id, each};
   auto const taken_back = withdrawals::read(path);
   if (!taken_back)
      return taken_back.errors();
   auto extent = read_lines(path, found.checked(), *taken_back);
   if (!extent)
      return extent.errors();
   if (found.foreign())
      return *found.foreign();
   if (extent->keep == 0 && extent->torn != 0 && !may_be_ours(path))
      return base::error_in(
         path, "this is no journal, so --resume does not touch it", "name another file");
   auto const begin = found.has_run() || extent->domains == 0 ? std::string_view{} : run_line;
   auto const to_take_out = extent->damaged + extent->repeated + extent->withdrawn;
   if (to_take_out == 0 && !extent->is_uncuttable && begin.empty())
      return extent;
   auto const kept = take_out_damage(path, *taken_back, begin);
   if (!kept)
      return kept.errors();
   extent->keep = kept->size;
   extent->frames = kept->frames;
   return extent;
}

}  // namespace dnslint::scan
