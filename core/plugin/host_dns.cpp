// SPDX-License-Identifier: Apache-2.0
#include "core/base/causes.hpp"
#include "core/plugin/host_run.hpp"

#include <tuple>

namespace dnslint::plugin {
namespace {

using resolver::answer;

std::vector<dns::record> const* section(dnslint_reply const& reply, std::uint32_t which) noexcept
{
   switch (which) {
      case DNSLINT_SECTION_RECORDS:
         return &reply.answer->records();
      case DNSLINT_SECTION_CHAIN:
         return &reply.answer->chain();
      case DNSLINT_SECTION_AUTHORITY:
         return &reply.answer->authority();
      case DNSLINT_SECTION_ADDITIONAL:
         return &reply.answer->additional();
      default:
         return nullptr;
   }
}

dns::record const* find(
   dnslint_reply const& reply, std::uint32_t which, std::uint64_t index) noexcept
{
   auto const* records = section(reply, which);
   return records != nullptr && index < records->size() ? &(*records)[index] : nullptr;
}

dnslint_str keep(dnslint_reply const& reply, std::string text)
{
   return to_abi(reply.texts.emplace_front(std::move(text)));
}

resolver::answer_ptr refused(std::string_view name, std::uint16_t type, base::cause why)
{
   why.detail = std::string{name};
   return resolver::make_unknown({{}, static_cast<dns::rrtype>(type)}, std::move(why));
}

void query(
   dnslint_run* run,
   dnslint_str raw_name,
   std::uint16_t raw_type,
   dnslint_query_done done,
   void* user) noexcept
{
   auto asked = dns::name::from_text(from_abi(raw_name));
   bool const is_name = asked.has_value();
   dns::question const q{
      is_name ? std::move(*asked) : dns::name{}, static_cast<dns::rrtype>(raw_type)};
   auto const id = run->open({q, done, user});
   if (!is_name)
      run->answer_later(
         id, refused(from_abi(raw_name), raw_type, base::because(base::causes::invalid_name)));
   else if (run->expired || run->finished)
      run->answer_later(id, resolver::make_unknown(q, base::because(base::causes::deadline)));
   else
      run->where.memo->ask(q, [keep_run = run->shared_from_this(), id](resolver::answer_ptr a) {
         keep_run->answer(id, std::move(a));
      });
}

std::uint32_t status(dnslint_reply const* reply) noexcept
{
   return static_cast<std::uint32_t>(reply->answer->state);
}
static_assert(static_cast<int>(resolver::status::records) == DNSLINT_REPLY_RECORDS);
static_assert(static_cast<int>(resolver::status::absent) == DNSLINT_REPLY_ABSENT);
static_assert(static_cast<int>(resolver::status::unknown) == DNSLINT_REPLY_UNKNOWN);

dnslint_status cause(dnslint_reply const* reply, dnslint_cause* out) noexcept
{
   if (reply->answer->state != resolver::status::unknown)
      return DNSLINT_NONE;
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   to_abi(reply->answer->why, *out);
   return DNSLINT_OK;
}

std::uint16_t rcode(dnslint_reply const* reply) noexcept
{
   return static_cast<std::uint16_t>(reply->answer->code);
}

std::uint32_t secure(dnslint_reply const* reply) noexcept
{
   return reply->answer->secure ? 1 : 0;
}

dnslint_str canonical_name(dnslint_reply const* reply) noexcept
{
   return keep(*reply, reply->answer->canonical_name().to_text());
}

std::uint64_t count(dnslint_reply const* reply, std::uint32_t which) noexcept
{
   auto const* records = section(*reply, which);
   return records == nullptr ? 0 : records->size();
}

dnslint_status record(
   dnslint_reply const* reply,
   std::uint32_t which,
   std::uint64_t index,
   dnslint_record* out) noexcept
{
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   auto const* r = find(*reply, which, index);
   if (r == nullptr)
      return DNSLINT_NONE;
   out->type = static_cast<std::uint16_t>(r->type);
   out->ttl = r->ttl;
   out->owner = keep(*reply, r->owner.to_text());
   out->rdata = to_abi(r->rdata);
   out->text = keep(*reply, dns::rdata_to_text(*r));
   return DNSLINT_OK;
}

struct to_value {
   dnslint_reply const& reply;
   dns::value_type type;
   dnslint_value& out;

   void operator()(std::uint64_t i) const
   {
      out.kind = DNSLINT_INT;
      out.integer = static_cast<std::int64_t>(i);
   }
   void operator()(std::string s) const
   {
      out.kind = type == dns::value_type::text ? DNSLINT_STRING : DNSLINT_BYTES;
      out.text = keep(reply, std::move(s));
   }
   void operator()(std::vector<std::string> const& l) const
   {
      out.kind = DNSLINT_LIST;
      out.integer = static_cast<std::int64_t>(l.size());
   }
};

// Copies the members that both sides know. `out` may have a later, longer form.
dnslint_status hand_out(dnslint_value const& v, dnslint_value* out) noexcept
{
   if (!has_first_form(*out))
      return DNSLINT_MISUSE;
   out->kind = v.kind;
   out->integer = v.integer;
   out->real = v.real;
   out->text = v.text;
   return DNSLINT_OK;
}

// std::visit() throws for a variant without a value, which none here can be.
// NOLINTNEXTLINE(bugprone-exception-escape)
dnslint_status field(
   dnslint_reply const* reply,
   std::uint32_t which,
   std::uint64_t index,
   dnslint_str key,
   dnslint_value* out) noexcept
{
   auto const* r = find(*reply, which, index);
   if (r == nullptr)
      return DNSLINT_NONE;
   auto slot = std::tuple{which, index, std::string{from_abi(key)}, ~std::uint64_t{0}};
   if (auto const known = reply->fields.find(slot); known != reply->fields.end())
      return hand_out(known->second, out);
   auto value = dns::field(*r, from_abi(key));
   auto const type = dns::field_type(r->type, from_abi(key));
   if (!value || !type)
      return DNSLINT_NONE;
   bool const has_text = std::holds_alternative<std::string>(*value);
   dnslint_value made{};
   std::visit(to_value{*reply, *type, made}, std::move(*value));
   if (has_text)  // the reply keeps the text, once for all calls
      reply->fields.emplace(std::move(slot), made);
   return hand_out(made, out);
}

dnslint_status element(
   dnslint_reply const* reply,
   std::uint32_t which,
   std::uint64_t index,
   dnslint_str key,
   std::uint64_t i,
   dnslint_value* out) noexcept
{
   auto const* r = find(*reply, which, index);
   if (r == nullptr)
      return DNSLINT_NONE;
   auto const slot = std::tuple{which, index, std::string{from_abi(key)}, i};
   if (auto const known = reply->fields.find(slot); known != reply->fields.end())
      return hand_out(known->second, out);
   auto const value = dns::field(*r, from_abi(key));
   auto const* list = value ? std::get_if<std::vector<std::string>>(&*value) : nullptr;
   if (list == nullptr || i >= list->size())
      return DNSLINT_NONE;
   auto& made = reply->fields[slot];
   auto const type = dns::field_type(r->type, from_abi(key));
   made.kind = type == dns::value_type::text_list ? DNSLINT_STRING : DNSLINT_BYTES;
   made.text = keep(*reply, (*list)[i]);
   return hand_out(made, out);
}

}  // namespace

dnslint_dns const dns_table{
   sizeof(dnslint_dns),
   0,
   query,
   status,
   cause,
   rcode,
   secure,
   canonical_name,
   count,
   record,
   field,
   element};

}  // namespace dnslint::plugin
