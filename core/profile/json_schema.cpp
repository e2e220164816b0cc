// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/profile/profile.hpp"
#include "core/profile/project.hpp"
#include "core/profile/shape.hpp"

namespace dnslint::profile {
namespace {

// Indented, since people compare versions of it.
class schema_text {
public:
   std::string text(shape const& s)
   {
      out_ = "{\n";
      member("$schema", base::json_string("http://json-schema.org/draft-07/schema#"));
      members(s);
      return out_ + "\n}\n";
   }

private:
   void member(std::string_view key, std::string const& json)
   {
      separate();
      out_ += base::json_string(key) + ": " + json;
   }

   void object(std::string_view key, auto const& content)
   {
      separate();
      out_ += base::json_string(key) + ": {\n";
      ++depth_;
      first_ = true;
      content();
      --depth_;
      first_ = false;
      out_ += "\n" + std::string(2 * depth_, ' ') + "}";
   }

   void separate()
   {
      out_ += (first_ ? "" : ",\n") + std::string(2 * depth_, ' ');
      first_ = false;
   }

   static std::string array(std::vector<std::string> const& texts)
   {
      std::string json;
      for (auto const& t : texts)
         json += (json.empty() ? "" : ", ") + base::json_string(t);
      return "[" + json + "]";
   }

   void members(shape const& s)
   {
      if (!s.description.empty())
         member("description", base::json_string(s.description));
      switch (s.value_form) {
         case form::text:
            return text_members(s);
         case form::number:
            member("type", base::json_string("number"));
            member("minimum", base::json_number(s.least));
            return member("maximum", base::json_number(s.most));
         case form::value:
            return;
         case form::list:
            member("type", base::json_string("array"));
            return object("items", [&] {
               members(s.each.front());
            });
         case form::record:
            return record_members(s);
         case form::named:
            member("type", base::json_string("object"));
            object("propertyNames", [&] {
               member("pattern", base::json_string(s.pattern));
            });
            return object("additionalProperties", [&] {
               members(s.each.front());
            });
      }
   }

   // An unquoted number is text to the loader, so only quoted ones can be told by their type.
   void text_members(shape const& s)
   {
      member(
         "type",
         s.words.empty() && s.pattern.empty() ? array({"string", "number", "boolean"})
                                              : base::json_string("string"));
      if (!s.pattern.empty())
         member("pattern", base::json_string(s.pattern));
      if (!s.words.empty())
         member("enum", array(s.words));
   }

   void record_members(shape const& s)
   {
      member("type", base::json_string("object"));
      std::vector<std::string> required;
      for (auto const& f : s.fields)
         if (f.required)
            required.push_back(f.key);
      if (!required.empty())
         member("required", array(required));
      object("properties", [&] {
         for (auto const& f : s.fields)
            object(f.key, [&] {
               members(f.value);
            });
      });
      member("additionalProperties", "false");
   }

   std::string out_;
   std::size_t depth_ = 1;
   bool first_ = true;
};

}  // namespace

std::string schema_of(shape const& s)
{
   return schema_text{}.text(s);
}

std::string json_schema()
{
   return schema_of(profile_shape());
}

std::string project_schema()
{
   return schema_of(project_shape());
}

}  // namespace dnslint::profile
