// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/cel/json_value.hpp"
#include "core/engine/config_members.hpp"
#include "core/engine/config_words.hpp"

#include <fmt/format.h>
#include <limits>
#include <map>

namespace dnslint::engine {
namespace {

using cel::kind;
using cel::value;

// Reads members of one object into a part of the configuration. What is wrong is gathered.
class config_reader {
public:
   // `path` is what stands before the names of the object's members: "limits.".
   config_reader(value const& object, std::string path, base::diagnostics& errors)
   : path_{std::move(path)}
   , errors_{&errors}
   {
      if (object.is(kind::map))
         for (auto const& [key, held] : object.get<cel::map_value>().all())
            unread_.emplace(std::string{key.characters()}, held);
      else
         wrong_type(path_.empty() ? "the configuration" : path_.substr(0, path_.size() - 1));
   }

   // An object within this one, handed to `read_members` with a reader of its own.
   template <class Members>
   void part(std::string_view name, Members&& read_members)
   {
      auto const held = taken(name);
      if (!held)
         return;
      config_reader inner{*held, fmt::format("{}{}.", path_, name), *errors_};
      read_members(inner);
      inner.refuse_unread();
   }

   template <class Value>
   void operator()(std::string_view name, Value& into)
   {
      auto const held = taken(name);
      if (held && !get(*held, into))
         wrong_type(fmt::format("{}{}", path_, name));
   }

   // A number has bounds of its own, a duration has a least one.
   template <class Value, class Bounds>
   void operator()(std::string_view name, Value& into, Bounds const& allowed)
   {
      auto const held = taken(name);
      if (!held)
         return;
      std::int64_t number = 0;
      if (!get(*held, number))
         return wrong_type(fmt::format("{}{}", path_, name));
      auto const range = range_of(allowed);
      if (range.holds(number))
         return store(number, into);
      errors_->push_back(base::error(fmt::format(
         "{}{}: this must be a whole number from {} to {}", path_, name, range.least, range.most)));
   }

   void refuse_unread()
   {
      for (auto const& [name, held] : unread_) {
         auto const near = base::nearest(name, known_);
         errors_->push_back(base::error(
            fmt::format("{}{}: a run configuration has no such member", path_, name),
            near.empty() ? std::string{} : fmt::format("did you mean '{}'?", near)));
      }
   }

private:
   std::optional<value> taken(std::string_view name)
   {
      known_.emplace_back(name);
      auto const found = unread_.find(name);
      if (found == unread_.end())
         return std::nullopt;
      auto held = std::move(found->second);
      unread_.erase(found);
      return held;
   }

   void wrong_type(std::string_view about)
   {
      errors_->push_back(base::error(fmt::format("{}: this has another type", about)));
   }

   static number_range range_of(number_range const& allowed) { return allowed; }
   static number_range range_of(std::chrono::milliseconds least)
   {
      constexpr std::chrono::milliseconds year = std::chrono::hours{24 * 365};
      return {least.count(), year.count()};
   }

   template <class Number>
   static void store(std::int64_t number, Number& into)
   {
      into = static_cast<Number>(number);
   }
   template <class Number>
   static void store(std::int64_t number, std::optional<Number>& into)
   {
      into = static_cast<Number>(number);
   }
   static void store(std::int64_t number, std::chrono::milliseconds& into)
   {
      into = std::chrono::milliseconds{number};
   }

   static bool get(value const& v, std::string& into)
   {
      if (!v.is(kind::string) && !v.is(kind::bytes))
         return false;
      into = v.characters();
      return true;
   }
   static bool get(value const& v, bool& into)
   {
      into = v.is_true();
      return v.is(kind::boolean);
   }
   static bool get(value const& v, std::int64_t& into)
   {
      if (v.is(kind::integer))
         into = v.get<std::int64_t>();
      return v.is(kind::integer);
   }
   static bool get(value const& v, std::uint64_t& into)
   {
      if (v.is(kind::unsigned_integer))
         into = v.get<std::uint64_t>();
      else if (v.is(kind::integer) && v.get<std::int64_t>() >= 0)
         into = static_cast<std::uint64_t>(v.get<std::int64_t>());
      else
         return false;
      return true;
   }
   // What is written as a word.
   template <class Value>
   static bool store_read(std::optional<Value> read, std::optional<Value>& into)
   {
      into = std::move(read);
      return into.has_value();
   }
   static bool get(value const& v, std::optional<std::chrono::sys_seconds>& into)
   {
      return v.is(kind::string) && store_read(time_from_text(v.characters()), into);
   }
   static bool get(value const& v, std::optional<resolver::send_mode>& into)
   {
      return v.is(kind::string) && store_read(send_mode_from_text(v.characters()), into);
   }
   static bool get(value const& v, resolver::upstream_address& into)
   {
      if (!v.is(kind::string))
         return false;
      auto const read = resolver::upstream_from_text(v.characters());
      if (read)
         into = *read;
      return read.ok();
   }
   static bool get(value const& v, resolver::drop_reason& into)
   {
      auto const read =
         v.is(kind::string) ? resolver::drop_reason_from_text(v.characters()) : std::nullopt;
      into = read.value_or(resolver::drop_reason::none);
      return read.has_value();
   }
   template <class Second>
   static bool get(value const& v, std::pair<std::string, Second>& into)
   {
      if (!v.is(kind::list) || v.get<cel::list_value>().size() != 2)
         return false;
      auto const& both = v.get<cel::list_value>();
      return get(both.at(0), into.first) && get(both.at(1), into.second);
   }
   template <class Element>
   static bool get(value const& v, std::vector<Element>& into)
   {
      if (!v.is(kind::list))
         return false;
      auto const& list = v.get<cel::list_value>();
      into.assign(list.size(), {});
      for (std::size_t i = 0; i != list.size(); ++i)
         if (!get(list.at(i), into[i]))
            return false;
      return true;
   }

   std::string path_;
   base::diagnostics* errors_;
   std::map<std::string, value, std::less<>> unread_;
   std::vector<std::string> known_;
};

}  // namespace

base::result<run_config> run_config_from_json(std::string_view text)
{
   auto const object = cel::value_from_json(text);
   if (!object)
      return object.errors();
   run_config c;
   base::diagnostics errors;
   config_reader read{*object, {}, errors};
   std::string schema;
   read("schema", schema);
   if (schema != run_config_schema)
      errors.push_back(base::error(
         fmt::format("schema: '{}' is no run configuration", base::terminal_text(schema)),
         fmt::format("it is {}", run_config_schema)));
   visit_config(c, read, [&](std::string_view name, auto&& members) {
      read.part(name, members);
   });
   read.refuse_unread();
   if (c.list.shard > c.list.shards)
      errors.push_back(base::error("list.shard: this is more than list.shards"));
   if (!errors.empty())
      return errors;
   return c;
}

}  // namespace dnslint::engine
