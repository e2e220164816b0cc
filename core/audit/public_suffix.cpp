// SPDX-License-Identifier: Apache-2.0
#include "core/audit/public_suffix.hpp"

#include "core/base/yaml_file.hpp"

#include <array>
#include <ctime>
#include <libpsl.h>
#include <sys/stat.h>

namespace dnslint::audit {
namespace {

psl_ctx_t const* context(void const* list)
{
   return static_cast<psl_ctx_t const*>(list);
}

std::string date_of(std::time_t when)
{
   std::tm utc{};
   gmtime_r(&when, &utc);
   std::array<char, 16> text{};
   std::strftime(text.data(), text.size(), "%Y-%m-%d", &utc);
   return text.data();
}

// The list of publicsuffix.org has a third of a megabyte.
constexpr std::size_t largest_file = std::size_t{16} << 20U;

// Null for what is no list.
psl_ctx_t* parsed(std::string& text)
{
   auto* const from = text.empty() ? nullptr : fmemopen(text.data(), text.size(), "r");
   if (from == nullptr)
      return nullptr;
   auto* const list = psl_load_fp(from);
   std::fclose(from);
   return list;
}

}  // namespace

void public_suffix_list::closer::operator()(void* list) const noexcept
{
   psl_free(static_cast<psl_ctx_t*>(list));
}

public_suffix_list::public_suffix_list(
   std::unique_ptr<void, closer> owned, void const* list, std::string date)
: owned_{std::move(owned)}
, list_{list}
, date_{std::move(date)}
{}

public_suffix_list public_suffix_list::builtin()
{
   return {nullptr, psl_builtin(), date_of(psl_builtin_file_time())};
}

base::result<public_suffix_list> public_suffix_list::load(std::string const& path)
{
   struct stat status {};
   auto text = base::yaml::read_file(path, largest_file);
   if (!text)
      return text.errors();
   std::unique_ptr<void, closer> list{parsed(*text)};
   if (!list || stat(path.c_str(), &status) != 0 || psl_suffix_count(context(list.get())) == 0)
      return base::error_in(
         path, "this is no readable public suffix list", "get one from publicsuffix.org/list");
   auto const* raw = list.get();
   return public_suffix_list{std::move(list), raw, date_of(status.st_mtime)};
}

bool public_suffix_list::is_public_suffix(dns::name const& n) const
{
   return psl_is_public_suffix(context(list_), n.to_text().c_str()) != 0;
}

std::optional<dns::name> public_suffix_list::registrable_domain(dns::name const& n) const
{
   auto const text = n.to_text();
   auto const* found = psl_registrable_domain(context(list_), text.c_str());
   return found == nullptr ? std::nullopt : dns::name::from_text(found);
}

}  // namespace dnslint::audit
