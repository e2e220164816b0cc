// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/plugin/host_run.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace dnslint::plugin {
namespace {

// A dnslint_fact is a facts::value. It belongs to the tree of the domain, or to the run if the
// plugin that should have published it is not loaded.
dnslint_fact const* handle(facts::value const* v) noexcept
{
   return reinterpret_cast<dnslint_fact const*>(v);
}
facts::value const& value_of(dnslint_fact const* fact) noexcept
{
   return *reinterpret_cast<facts::value const*>(fact);
}

dnslint_fact const* find(dnslint_run const* run, dnslint_str raw_path) noexcept
{
   auto const path = from_abi(raw_path);
   auto const& needs = run->probe->needs;
   if (std::ranges::find(needs, path) == needs.end()) {
      // A probe might take null for "not published" and judge wrongly, so this is a misuse.
      const_cast<dnslint_run*>(run)->checks.misuse(
         fmt::format("the probe reads '{}', which its `needs` do not name", path));
      return nullptr;
   }
   auto const dot = path.find('.');
   if (auto const plugin = run->where.facts->find(path.substr(0, dot));
       plugin != run->where.facts->end())
      if (auto const fact = plugin->second.find(path.substr(dot + 1)); fact != plugin->second.end())
         return handle(&fact->second);
   static facts::value const not_published{base::because(base::causes::not_published)};
   return handle(&not_published);
}

struct reader {
   dnslint_value& out;

   void operator()(std::monostate) const { out.kind = DNSLINT_NULL; }
   void operator()(bool b) const
   {
      out.kind = DNSLINT_BOOL;
      out.integer = b ? 1 : 0;
   }
   void operator()(std::int64_t i) const
   {
      out.kind = DNSLINT_INT;
      out.integer = i;
   }
   void operator()(double d) const
   {
      out.kind = DNSLINT_DOUBLE;
      out.real = d;
   }
   void operator()(std::string const& s) const
   {
      out.kind = DNSLINT_STRING;
      out.text = to_abi(s);
   }
   void operator()(facts::bytes const& b) const
   {
      out.kind = DNSLINT_BYTES;
      out.text = to_abi(b.data);
   }
   void operator()(facts::list const& l) const
   {
      out.kind = DNSLINT_LIST;
      out.integer = static_cast<std::int64_t>(l.size());
   }
   void operator()(facts::map const& m) const
   {
      out.kind = DNSLINT_MAP;
      out.integer = static_cast<std::int64_t>(m.size());
   }
   void operator()(base::cause const&) const { out.kind = DNSLINT_UNKNOWN; }
};

// std::visit() throws for a variant without a value, which none here can be.
// NOLINTNEXTLINE(bugprone-exception-escape)
void read(dnslint_fact const* fact, dnslint_value* out) noexcept
{
   if (has_first_form(*out))
      std::visit(reader{*out}, value_of(fact).get());
}

dnslint_status cause(dnslint_fact const* fact, dnslint_cause* out) noexcept
{
   auto const* why = value_of(fact).unknown();
   if (why == nullptr)
      return DNSLINT_NONE;
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   to_abi(*why, *out);
   return DNSLINT_OK;
}

dnslint_fact const* at(dnslint_fact const* fact, std::uint64_t index) noexcept
{
   if (auto const* list = value_of(fact).as<facts::list>())
      return index < list->size() ? handle(&(*list)[index]) : nullptr;
   if (auto const* map = value_of(fact).as<facts::map>())
      return index < map->size()
                ? handle(&std::next(map->begin(), static_cast<std::ptrdiff_t>(index))->second)
                : nullptr;
   return nullptr;
}

dnslint_str key_at(dnslint_fact const* fact, std::uint64_t index) noexcept
{
   auto const* map = value_of(fact).as<facts::map>();
   if (map == nullptr || index >= map->size())
      return {nullptr, 0};
   return to_abi(std::next(map->begin(), static_cast<std::ptrdiff_t>(index))->first);
}

dnslint_fact const* get(dnslint_fact const* fact, dnslint_str key) noexcept
{
   auto const* map = value_of(fact).as<facts::map>();
   if (map == nullptr)
      return nullptr;
   auto const found = map->find(from_abi(key));
   return found == map->end() ? nullptr : handle(&found->second);
}

dnslint_status status_of(build_status s) noexcept
{
   switch (s) {
      case build_status::ok:
         return DNSLINT_OK;
      case build_status::misuse:
         return DNSLINT_MISUSE;
      case build_status::limit:
         return DNSLINT_LIMIT;
   }
   return DNSLINT_MISUSE;
}

dnslint_status key(dnslint_run* run, dnslint_str name) noexcept
{
   return status_of(run->facts.key(from_abi(name)));
}

dnslint_status sizeless(dnslint_run* run) noexcept
{
   run->checks.misuse("what was published has no size");
   return DNSLINT_MISUSE;
}

dnslint_status put(dnslint_run* run, dnslint_value const* v) noexcept
{
   if (!has_first_form(*v))
      return sizeless(run);
   switch (v->kind) {
      case DNSLINT_NULL:
         return status_of(run->facts.put(facts::value{}));
      case DNSLINT_BOOL:
         return status_of(run->facts.put(v->integer != 0));
      case DNSLINT_INT:
         return status_of(run->facts.put(v->integer));
      case DNSLINT_DOUBLE:
         return status_of(run->facts.put(v->real));
      case DNSLINT_STRING:
         return status_of(run->facts.put(std::string{from_abi(v->text)}));
      case DNSLINT_BYTES:
         return status_of(run->facts.put(facts::bytes{std::string{from_abi(v->text)}}));
      default:
         run->checks.misuse(fmt::format("a fact of kind {} was put", v->kind));
         return DNSLINT_MISUSE;
   }
}

dnslint_status put_unknown(dnslint_run* run, dnslint_cause const* why) noexcept
{
   return has_first_form(*why) ? status_of(run->facts.put(from_abi(*why))) : sizeless(run);
}

dnslint_status begin_list(dnslint_run* run) noexcept
{
   return status_of(run->facts.begin_list());
}

dnslint_status begin_map(dnslint_run* run) noexcept
{
   return status_of(run->facts.begin_map());
}

dnslint_status end(dnslint_run* run) noexcept
{
   return status_of(run->facts.end());
}

}  // namespace

dnslint_facts const facts_table{
   sizeof(dnslint_facts),
   0,
   find,
   read,
   cause,
   at,
   key_at,
   get,
   key,
   put,
   put_unknown,
   begin_list,
   begin_map,
   end};

}  // namespace dnslint::plugin
