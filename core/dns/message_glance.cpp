// SPDX-License-Identifier: Apache-2.0
#include "core/dns/message_glance.hpp"

#include "core/dns/rdata.hpp"
#include "core/dns/wire_reader.hpp"

#include <algorithm>

namespace dnslint::dns {
namespace {

constexpr std::uint16_t class_in = 1;
constexpr std::uint16_t extended_error = 15;  // RFC 8914

// RFC 1035 section 4.1.1.
constexpr unsigned qr = 0x8000;
constexpr unsigned opcode = 0x7800;
constexpr unsigned tc = 0x0200;
constexpr unsigned ad = 0x0020;
constexpr unsigned rcode_bits = 0x000f;

bool is_at_or_below(std::string_view name, std::string_view ancestor)
{
   while (name.size() > ancestor.size())
      name.remove_prefix(1U + static_cast<std::uint8_t>(name.front()));
   return name == ancestor;
}

// Reads one message. The first thing out of the ordinary ends it.
class glancing {
public:
   glancing(std::string_view wire, question const& asked)
   : in_{wire}
   , asked_{asked}
   {}

   std::optional<glance> run()
   {
      in_.u16();
      auto const flags = in_.u16();
      auto const questions = in_.u16();
      auto const answers = in_.u16();
      auto const authorities = in_.u16();
      auto const additionals = in_.u16();
      glance g;
      g.code = static_cast<rcode>(flags & rcode_bits);
      g.authentic = (flags & ad) != 0;
      g.result = answers > 0 ? glance::result_kind::records : glance::result_kind::denial;
      auto const plain = (flags & (qr | opcode | tc)) == qr && questions == 1 &&
                         (g.code == rcode::noerror || (g.code == rcode::nxdomain && answers == 0));
      if (
         !plain || !is_question() || !all(answers, &glancing::is_answer) ||
         !all(authorities, &glancing::is_authority) ||
         !all(additionals, &glancing::is_additional) || in_.failed())
         return std::nullopt;
      g.zone_size = answers > 0 ? std::uint8_t{0} : zone_size_;
      return answers > 0 || zone_size_ != 0 ? std::optional{g} : std::nullopt;
   }

private:
   bool all(std::uint16_t count, bool (glancing::*is_fine)())
   {
      for (std::uint16_t i = 0; i != count; ++i)
         if (!(this->*is_fine)() || in_.failed())
            return false;
      return true;
   }

   bool is_question()
   {
      read_owner();
      auto const type = in_.u16();
      return in_.u16() == class_in && type == static_cast<std::uint16_t>(asked_.type) &&
             is_name_asked();
   }

   void read_owner()
   {
      in_.exact_domain_name(owner_);
      owner_.to_lower();
   }

   bool is_name_asked() const { return !in_.failed() && owner_.wire() == asked_.asked.wire(); }

   // Steps over what stands behind the owner.
   bool is_record(rrtype type)
   {
      auto const class_code = in_.u16();
      in_.u32();
      auto rdata = in_.part(in_.u16());
      check_rdata(rdata, type);
      return class_code == class_in && type != rrtype::opt && !rdata.failed();
   }

   bool is_answer()
   {
      read_owner();
      auto const type = static_cast<rrtype>(in_.u16());
      return type == asked_.type && is_name_asked() && is_record(type);
   }

   bool is_authority()
   {
      read_owner();
      auto const type = static_cast<rrtype>(in_.u16());
      auto const covers =
         type == rrtype::soa && !in_.failed() && is_at_or_below(asked_.asked.wire(), owner_.wire());
      if (covers)
         zone_size_ = std::max(zone_size_, static_cast<std::uint8_t>(owner_.wire().size()));
      return is_record(type);
   }

   bool is_additional()
   {
      read_owner();
      auto const type = static_cast<rrtype>(in_.u16());
      return type == rrtype::opt ? is_opt() : is_record(type);
   }

   // RFC 6891 section 6.1.2: without upper bits of the response code.
   bool is_opt()
   {
      if (in_.failed() || has_opt_ || owner_.wire().size() != 1)
         return false;
      has_opt_ = true;
      in_.u16();
      auto const upper_bits = in_.u8();
      in_.bytes(3);
      auto options = in_.part(in_.u16());
      auto plain = upper_bits == 0;
      while (!options.failed() && !options.at_end()) {
         plain = options.u16() != extended_error && plain;
         options.bytes(options.u16());
      }
      return plain && !options.failed();
   }

   wire_reader in_;
   question const& asked_;
   name_bytes owner_;
   std::uint8_t zone_size_ = 0;  // of the nearest zone whose SOA record covers the name
   bool has_opt_ = false;
};

}  // namespace

std::optional<glance> glance_at(std::string_view wire, question const& asked)
{
   return glancing{wire, asked}.run();
}

}  // namespace dnslint::dns
