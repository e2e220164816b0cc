// SPDX-License-Identifier: Apache-2.0
#include "core/report/run_id.hpp"

#include "core/base/encode.hpp"
#include "core/report/run_json.hpp"

#include <array>
#include <charconv>
#include <fmt/format.h>

namespace dnslint::report {
namespace {

struct part {
   std::uint32_t run_id::*of;
   std::string_view name;
};
constexpr std::array parts{
   part{&run_id::list, "the list"},
   part{&run_id::plugins, "the plugins"},
   part{&run_id::rules, "the rules"},
   part{&run_id::options, "the options"}};

std::uint32_t folded(std::uint64_t digest)
{
   return static_cast<std::uint32_t>(digest ^ digest >> 32U);
}

// A number at the beginning of `text`, behind `mark`; both are removed.
bool take(std::string_view& text, std::string_view mark, int base, std::uint32_t& number)
{
   if (!text.starts_with(mark))
      return false;
   text.remove_prefix(mark.size());
   auto const read = std::from_chars(text.begin(), text.end(), number, base);
   text.remove_prefix(static_cast<std::size_t>(read.ptr - text.begin()));
   return read.ec == std::errc{};
}

// Every text with its length, so that no two lists of texts are one.
class digesting {
public:
   digesting& operator<<(std::string_view text)
   {
      digest_ = base::digest64(fmt::format("{}:", text.size()), digest_);
      digest_ = base::digest64(text, digest_);
      return *this;
   }
   digesting& operator<<(std::vector<run_part> const& parts)
   {
      for (auto const& part : parts)
         *this << part.id << part.version << part.sha256;
      return *this;
   }
   std::uint32_t result() const { return folded(digest_); }

private:
   std::uint64_t digest_ = base::digest64({});
};

}  // namespace

run_id identify(run_info const& run, catalogue const& checks)
{
   return {
      folded(run.list_digest),
      (digesting{} << run.engine_version << run.plugins).result(),
      (digesting{} << run.packs << run.profiles << catalogue_json(checks)).result(),
      (digesting{} << run.source << run.psl_date << run.score_algorithm << run.options).result(),
      run.shard,
      run.shards};
}

std::string id_text(run_info const& run, catalogue const& checks)
{
   return run.id.empty() ? to_text(identify(run, checks)) : run.id;
}

std::string to_text(run_id const& id)
{
   auto const shard = id.shards == 1 ? std::string{} : fmt::format("-{}of{}", id.shard, id.shards);
   return fmt::format(
      "{:08x}-{:08x}-{:08x}-{:08x}{}", id.list, id.plugins, id.rules, id.options, shard);
}

std::optional<run_id> run_id_from_text(std::string_view text)
{
   run_id id;
   for (auto const& p : parts)
      if (!take(text, p.of == parts.front().of ? "" : "-", 16, id.*p.of))
         return std::nullopt;
   if (text.empty())
      return id;
   auto const has_shard = take(text, "-", 10, id.shard) && take(text, "of", 10, id.shards);
   if (!has_shard || !text.empty() || id.shard == 0 || id.shard > id.shards)
      return std::nullopt;
   return id;
}

std::vector<std::string_view> differences(run_id const& a, run_id const& b)
{
   std::vector<std::string_view> names;
   for (auto const& p : parts)
      if (a.*p.of != b.*p.of)
         names.push_back(p.name);
   if (a.shard != b.shard || a.shards != b.shards)
      names.emplace_back("--shard");
   return names;
}

}  // namespace dnslint::report
