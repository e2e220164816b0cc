// SPDX-License-Identifier: Apache-2.0
#include "core/facts/value.hpp"

#include "core/base/encode.hpp"
#include "core/base/escape.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace dnslint::facts {
namespace {

constexpr std::array<std::string_view, 8> type_texts{
   "dyn", "bool", "int", "double", "string", "bytes", "list", "map"};

struct json_appender {
   std::string& out;

   void operator()(std::monostate) const { out += "null"; }
   void operator()(bool b) const { out += b ? "true" : "false"; }
   void operator()(std::int64_t i) const { out += std::to_string(i); }
   void operator()(double d) const { out += base::json_number(d); }
   void operator()(std::string const& s) const { base::append_json_string(out, s); }
   void operator()(bytes const& b) const { base::append_json_string(out, base::base64(b.data)); }

   void operator()(list const& l) const
   {
      char separator = '[';
      for (auto const& item : l) {
         out += std::exchange(separator, ',');
         append_json(out, item);
      }
      out += l.empty() ? "[]" : "]";
   }

   void operator()(map const& m) const
   {
      char separator = '{';
      for (auto const& [key, item] : m) {
         out += std::exchange(separator, ',');
         base::append_json_string(out, key);
         out += ':';
         append_json(out, item);
      }
      out += m.empty() ? "{}" : "}";
   }

   void operator()(base::cause const& c) const
   {
      out += "{\"unknown\":{\"class\":";
      base::append_json_string(out, base::to_text(c.kind));
      out += ",\"code\":";
      base::append_json_string(out, c.code);
      out += ",\"detail\":";
      base::append_json_string(out, c.detail);
      out += "}}";
   }
};

}  // namespace

std::string_view to_text(type t)
{
   return type_texts.at(static_cast<std::size_t>(t));
}

std::optional<type> type_from_text(std::string_view text)
{
   for (std::size_t i = 0; i != type_texts.size(); ++i)
      if (type_texts[i] == text)
         return static_cast<type>(i);
   return std::nullopt;
}

bool matches(type t, value const& v)
{
   if (t == type::dyn || v.is_null() || v.unknown() != nullptr)
      return true;
   switch (t) {
      case type::boolean:
         return v.as<bool>() != nullptr;
      case type::integer:
         return v.as<std::int64_t>() != nullptr;
      case type::number:
         return v.as<double>() != nullptr;
      case type::string:
         return v.as<std::string>() != nullptr;
      case type::bytes:
         return v.as<bytes>() != nullptr;
      case type::list:
         return v.as<list>() != nullptr;
      case type::map:
         return v.as<map>() != nullptr;
      case type::dyn:
         return true;
   }
   return false;
}

bool read_type(std::string_view text, declaration& d)
{
   auto const parenthesis = text.find('(');
   auto const whole = type_from_text(text.substr(0, parenthesis));
   auto inside = std::optional{type::dyn};
   if (parenthesis != std::string_view::npos) {
      auto const prefix = whole == type::list  ? std::string_view{"list("}
                          : whole == type::map ? std::string_view{"map(string, "}
                                               : std::string_view{};
      if (prefix.empty() || !text.starts_with(prefix) || !text.ends_with(')'))
         return false;
      inside = type_from_text(text.substr(prefix.size(), text.size() - prefix.size() - 1));
   }
   if (!whole || !inside)
      return false;
   d.declared = *whole;
   d.elements = *inside;
   return true;
}

std::string type_text(declaration const& d)
{
   std::string text{to_text(d.declared)};
   if (d.elements == type::dyn)
      return text;
   text += d.declared == type::map ? "(string, " : "(";
   return text.append(to_text(d.elements)).append(")");
}

bool matches(declaration const& d, value const& v)
{
   if (!matches(d.declared, v))
      return false;
   if (auto const* const l = v.as<list>())
      return std::ranges::all_of(*l, [&d](value const& each) {
         return matches(d.elements, each);
      });
   if (auto const* const m = v.as<map>())
      return std::ranges::all_of(*m, [&d](auto const& each) {
         return matches(d.elements, each.second);
      });
   return true;
}

void append_json(std::string& out, value const& v)
{
   std::visit(json_appender{out}, v.get());
}

std::string to_json(value const& v)
{
   std::string out;
   append_json(out, v);
   return out;
}

}  // namespace dnslint::facts
