// SPDX-License-Identifier: Apache-2.0
#include "core/base/encode.hpp"
#include "core/base/escape.hpp"
#include "core/cel/json_value.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

constexpr std::string_view type_key = "$type";

bool is_object(map_value::entries const& entries)
{
   return std::ranges::all_of(entries, [](auto const& entry) {
      return entry.first.is(kind::string) && entry.first.characters() != type_key;
   });
}

class json_text {
public:
   std::optional<std::string> take()
   {
      return is_full() ? std::nullopt : std::optional{std::move(out_)};
   }

   // A value whose type JSON says by itself, or with "$type".
   void write(value const& v)
   {
      if (is_full())
         return;
      if (says_its_type(v))
         return bare(v);
      out_ += fmt::format(R"({{"$type":{},"value":)", base::json_string(to_text(v.type())));
      bare(v);
      out_ += '}';
   }

   void bare(value const& v)
   {
      switch (v.type()) {
         case kind::null:
         case kind::boolean:
         case kind::integer:
         case kind::unsigned_integer:
            out_ += to_text(v);
            break;
         case kind::number:
            number(v.get<double>());
            break;
         case kind::bytes:
            out_ += base::json_string(base::base64(v.characters()));
            break;
         case kind::list:
            list(v.get<list_value>());
            break;
         case kind::map:
            map(v.get<map_value>().all());
            break;
         case kind::optional:
            optional(v.get<optional_value>());
            break;
         case kind::error:
            out_ += base::json_string(v.error_message());
            break;
         case kind::unknown:
            out_ += base::json_string(base::to_text(v.why_unknown()));
            break;
         default:
            out_ += base::json_string(v.is(kind::string) ? v.characters() : to_text(v));
      }
   }

private:
   // What is left out then is not missed, since there is no text at all.
   bool is_full() const noexcept { return out_.size() > most_json_bytes; }

   static bool says_its_type(value const& v)
   {
      switch (v.type()) {
         case kind::null:
         case kind::boolean:
         case kind::integer:
         case kind::string:
         case kind::list:
            return true;
         case kind::number:
            return std::isfinite(v.get<double>());
         case kind::map:
            return is_object(v.get<map_value>().all());
         default:
            return false;
      }
   }

   // With a fraction or an exponent, so that it does not look like an int.
   void number(double d)
   {
      if (!std::isfinite(d)) {
         out_ += base::json_string(to_text(value{d}));
         return;
      }
      auto text = fmt::format("{}", d);
      if (text.find_first_of(".e") == std::string::npos)
         text += ".0";
      out_ += text;
   }

   void list(list_value const& elements)
   {
      out_ += '[';
      for (std::size_t i = 0; i != elements.size() && !is_full(); ++i) {
         out_ += i == 0 ? "" : ",";
         write(elements.at(i));
      }
      out_ += ']';
   }

   // An object where each key is a string, else an array of pairs.
   void map(map_value::entries const& entries)
   {
      bool const object = is_object(entries);
      out_ += object ? '{' : '[';
      for (auto const& entry : entries) {
         if (is_full())
            break;
         out_ += &entry == entries.data() ? "" : ",";
         out_ += object ? "" : "[";
         write(entry.first);
         out_ += object ? ':' : ',';
         write(entry.second);
         out_ += object ? "" : "]";
      }
      out_ += object ? '}' : ']';
   }

   // A list of the value, or an empty one.
   void optional(optional_value const& o)
   {
      out_ += '[';
      if (o.has_value())
         write(o.get());
      out_ += ']';
   }

   std::string out_;
};

}  // namespace

std::optional<std::string> to_json(value const& v)
{
   json_text text;
   text.write(v);
   return text.take();
}

std::optional<std::string> to_typed_json(value const& v)
{
   json_text text;
   text.bare(v);
   auto const written = text.take();
   if (!written)
      return std::nullopt;
   return fmt::format(
      R"({{"type":{},"value":{}}})", base::json_string(to_text(v.type())), *written);
}

}  // namespace dnslint::cel
