// SPDX-License-Identifier: Apache-2.0
#include "core/base/encode.hpp"
#include "core/base/escape.hpp"
#include "core/base/json_writer.hpp"
#include "core/engine/config_members.hpp"
#include "core/engine/config_words.hpp"

namespace dnslint::engine {
namespace {

class config_writer {
public:
   explicit config_writer(base::json_writer& json)
   : json_{json}
   {}

   template <class Value>
   void operator()(std::string_view name, Value const& v)
   {
      json_.key(name);
      put(v);
   }
   template <class Value>
   void operator()(std::string_view name, std::optional<Value> const& v)
   {
      if (v)
         operator()(name, *v);
   }
   template <class Value, class Bounds>
   void operator()(std::string_view name, Value const& v, Bounds const&)
   {
      operator()(name, v);
   }

private:
   void put(std::string const& text)
   {
      if (base::is_utf8(text))
         return json_.text(text);
      json_.begin_object();
      json_.member("$type", "bytes");
      json_.member("value", base::base64(text));
      json_.end_object();
   }
   void put(bool b) { json_.place() += b ? "true" : "false"; }
   void put(std::uint64_t number) { json_.count(number); }
   void put(std::uint32_t number) { json_.count(number); }
   void put(std::chrono::milliseconds time)
   {
      json_.count(static_cast<std::uint64_t>(time.count()));
   }
   void put(std::chrono::sys_seconds when) { json_.text(time_text(when)); }
   void put(resolver::send_mode mode) { json_.text(to_text(mode)); }
   void put(resolver::upstream_address const& u) { put(u.to_text()); }
   void put(resolver::drop_reason why) { put(std::string{to_text(why)}); }
   template <class Second>
   void put(std::pair<std::string, Second> const& both)
   {
      json_.begin_array();
      put(both.first);
      put(both.second);
      json_.end_array();
   }
   template <class Element>
   void put(std::vector<Element> const& all)
   {
      json_.begin_array();
      for (auto const& one : all)
         put(one);
      json_.end_array();
   }

   base::json_writer& json_;
};

}  // namespace

std::string to_json(run_config const& c)
{
   std::string out;
   base::json_writer json{out};
   config_writer write{json};
   json.begin_object();
   json.member("schema", run_config_schema);
   visit_config(c, write, [&](std::string_view name, auto&& members) {
      json.begin_object(name);
      members(write);
      json.end_object();
   });
   json.end_object();
   return out;
}

}  // namespace dnslint::engine
