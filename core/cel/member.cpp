// SPDX-License-Identifier: Apache-2.0
#include "core/cel/member.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

struct lookup_member_row {
   std::string_view name;
   kind type;
   value (*read)(lookup_result const&);
};

value unknown_answer(lookup_result const& answer)
{
   if (answer.why != nullptr)
      return value::borrowed_unknown(*answer.why);
   return value::unknown(
      base::because(base::causes::no_cause, fmt::format("no answer for {}", answer.name)));
}

bool is_known(lookup_result const& answer)
{
   return answer.status != "unknown";
}

value known(lookup_result const& answer, value v)
{
   return is_known(answer) ? std::move(v) : unknown_answer(answer);
}

value cause_code(lookup_result const& answer)
{
   return value::borrowed_string(
      answer.why == nullptr ? std::string_view{} : std::string_view{answer.why->code});
}

// Even an answer of which nothing follows may have brought a response code.
value response_code(lookup_result const& answer)
{
   if (answer.rcode.empty())
      return known(answer, value::borrowed_string(answer.rcode));
   return value::borrowed_string(answer.rcode);
}

constexpr std::array lookup_members{
   lookup_member_row{
      "name",
      kind::string,
      [](lookup_result const& a) {
         return value::borrowed_string(a.name);
      }},
   lookup_member_row{
      "status",
      kind::string,
      [](lookup_result const& a) {
         return value::borrowed_string(a.status);
      }},
   lookup_member_row{"cause", kind::string, cause_code},
   lookup_member_row{"rcode", kind::string, response_code},
   lookup_member_row{
      "secure",
      kind::boolean,
      [](lookup_result const& a) {
         return known(a, value{a.secure});
      }},
   lookup_member_row{
      "records",
      kind::list,
      [](lookup_result const& a) {
         return known(a, value{list_value{a.records}});
      }},
   lookup_member_row{
      "chain",
      kind::list,
      [](lookup_result const& a) {
         return known(a, value{list_value{a.chain}});
      }},
   lookup_member_row{"absent", kind::boolean, [](lookup_result const& a) {
                        return known(a, value{a.status == "absent"});
                     }}};

constexpr std::array<std::string_view, 3> common_members{"owner", "type", "ttl"};

static_type type_of(dns::value_type t)
{
   switch (t) {
      case dns::value_type::integer:
         return only(one(kind::integer));
      case dns::value_type::text:
         return only(one(kind::string));
      case dns::value_type::bytes:
         return only(one(kind::bytes));
      case dns::value_type::bytes_list:
         return list_of(only(one(kind::bytes)));
      case dns::value_type::text_list:
         return list_of(only(one(kind::string)));
   }
   return {};
}

value list_from(std::vector<std::string> const& strings, value (*make)(std::string))
{
   list_value::elements all;
   for (auto const& s : strings)
      all.push_back(make(s));
   return value{list_value{std::move(all)}};
}

value from_field(dns::field_value const& field, dns::value_type type)
{
   switch (type) {
      case dns::value_type::integer:
         return value{static_cast<std::int64_t>(std::get<std::uint64_t>(field))};
      case dns::value_type::text:
         return value::string(std::get<std::string>(field));
      case dns::value_type::bytes:
         return value::bytes(std::get<std::string>(field));
      case dns::value_type::bytes_list:
         return list_from(std::get<std::vector<std::string>>(field), value::bytes);
      case dns::value_type::text_list:
         return list_from(std::get<std::vector<std::string>>(field), value::string);
   }
   return value{};
}

}  // namespace

std::optional<static_type> lookup_member_type(std::string_view name, dns::rrtype asked)
{
   auto const* const found = std::ranges::find(lookup_members, name, &lookup_member_row::name);
   if (found == lookup_members.end())
      return std::nullopt;
   if (found->type != kind::list)
      return only(one(found->type));
   auto record = only(one(kind::record));
   record.records = name == "chain" ? dns::rrtype::cname : asked;
   return list_of(record);
}

std::vector<std::string> lookup_member_names()
{
   std::vector<std::string> names;
   names.reserve(lookup_members.size());
   for (auto const& row : lookup_members)
      names.emplace_back(row.name);
   return names;
}

std::optional<static_type> record_member_type(std::string_view name, dns::rrtype type)
{
   if (name == "ttl")
      return only(one(kind::integer));
   if (name == "owner" || name == "type")
      return only(one(kind::string));
   auto const field = dns::field_type(type, name);
   return field ? std::optional{type_of(*field)} : std::nullopt;
}

std::vector<std::string> record_member_names(dns::rrtype type)
{
   std::vector<std::string> names{common_members.begin(), common_members.end()};
   for (auto const key : dns::field_keys(type))
      names.emplace_back(key);
   return names;
}

value lookup_member(lookup_result const& answer, std::string_view name)
{
   auto const* const found = std::ranges::find(lookup_members, name, &lookup_member_row::name);
   if (found == lookup_members.end())
      return value::error(fmt::format("a lookup has no member '{}'", name));
   return found->read(answer);
}

value record_member(dns::record const& record, std::string_view name)
{
   if (name == "ttl")
      return value{std::int64_t{record.ttl}};
   if (name == "owner")
      return value::string(record.owner.to_text());
   if (name == "type")
      return value::string(dns::to_text(record.type));
   auto const type = dns::field_type(record.type, name);
   auto const field = dns::field(record, name);
   if (!type || !field)
      return value::error(
         fmt::format("a {} record has no member '{}'", dns::to_text(record.type), name));
   return from_field(*field, *type);
}

}  // namespace dnslint::cel
